import type { Page } from '@playwright/test';
import { REASONS } from '../fixtures/works';
import { type Choice, openDesk, waitingDecisions, work } from '../support/desk';
import { table } from '../support/figures';
import { expect, test } from '../support/journey';
import { resolveAll, startMain } from '../support/lead';
import { account, invite, join, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';

const LEAD = account('Lena Vogel');
const BOWLS = 'Bowls clubs and company';
const BINGO = 'Bingo and belonging';
const FILE = {
  name: 'two.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['title,year', `${BOWLS},2011`, `${BINGO},2013`, ''].join('\n')),
};

/** What Ada says without a connection: with the lead's resolution on one record, against it on the other. */
const ADA: Record<string, Choice> = { [BOWLS]: { verdict: 'include' }, [BINGO]: { verdict: 'exclude', reasons: [REASONS[1]] } };

/** Opens the desk in another tab and leaves it by a link: what its person held goes back to the others. */
async function leaveDesk(page: Page, review: string): Promise<void> {
  const tab = await page.context().newPage();
  await openDesk(tab, review, 'screen');
  await tab.getByRole('navigation', { name: 'This review' }).getByRole('link', { name: 'Overview' }).click();
  await expect(tab).toHaveURL(review);
  await tab.close();
}

test('a decision that comes when others have completed the record is kept, marked and told', async ({ concord, person }) => {
  const lead = await person();
  await setUp(lead, concord.setupLink, LEAD);
  const review = await startReview(lead, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'Two people',
    iScreen: false,
  });
  const [ada, bo, cem] = [await person(), await person(), await person()];
  for (const [page, name] of [[ada, 'Ada Birch'], [bo, 'Bo Lindahl'], [cem, 'Cem Aydin']] as const) {
    await join(page, await invite(lead, review, 'Reviewer'), account(name));
  }
  await publishCriteria(lead, review, REASONS, 'a group of people over 60 meets');
  await importFiles(lead, review, [{ file: FILE, source: 'HMIC' }]);
  await startMain(lead, review, 'screen', 'Two records need no pilot.');

  await test.step('Ada has two records in front of her and loses the connection', async () => {
    await openDesk(ada, review, 'screen');
    await leaveDesk(ada, review);
    await ada.context().setOffline(true);
    for (let left = 2; left > 0; left -= 1) {
      const title = await ada.getByRole('heading', { level: 1 }).innerText();
      for (const reason of ADA[title]!.reasons ?? []) {
        await ada.keyboard.press(String(REASONS.indexOf(reason) + 1));
      }
      await ada.keyboard.press(ADA[title]!.verdict === 'include' ? 'i' : 'e');
      await expect(ada.getByRole('heading', { level: 1 })).not.toHaveText(title);
    }
    expect(await waitingDecisions(ada)).toBe(2);
  });

  await test.step('meanwhile two others read both, differ, and the lead resolves', async () => {
    for (const [page, name, verdict] of [[bo, 'Bo', 'include'], [cem, 'Cem', 'exclude']] as const) {
      await openDesk(page, review, 'screen');
      expect(await work(page, name, () => ({ verdict })), `records for ${name}`).toHaveLength(2);
    }
    const resolved = await resolveAll(lead, review, 'title_abstract', () => ({ outcome: 'Include' }));
    expect(resolved.sort()).toEqual([BINGO, BOWLS]);
    const flow = await (await lead.request.get(`${review}/flow.json`)).json();
    expect(flow).toMatchObject({ D3: 2, D4: 0, D5: 2 });
  });

  await test.step('her decisions arrive, and she is told so, and nothing of what the others said', async () => {
    await ada.context().setOffline(false);
    await expect.poll(() => waitingDecisions(ada)).toBe(0);
    const told = ada.getByRole('group', { name: 'Your decision' }).getByRole('status');
    await expect(told).toContainText('Saved; others had already completed it.');
    await expect(ada.getByRole('alert')).toHaveCount(0);
    await ada.goto(`${review}/screen/mine`);
    const mine = ada.getByRole('row').filter({ has: ada.getByRole('rowheader') });
    await expect(mine.filter({ hasText: BOWLS })).toContainText('Include');
    await expect(mine.filter({ hasText: BINGO })).toContainText(`Exclude`);
    await expect(mine.filter({ hasText: BINGO })).toContainText(REASONS[1]);
    const flow = await (await ada.request.get(`${review}/flow.json`)).json();
    expect(flow).toMatchObject({ D4: null });
  });

  await test.step('where she differs from the resolution it is offered again; where she does not it stands', async () => {
    await lead.goto(`${review}/disagreements`);
    await expect(lead.getByRole('link', { name: 'Open 1' })).toBeVisible();
    await expect(lead.getByRole('link', { name: 'Resolved 1' })).toBeVisible();
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText(BINGO);
    await expect(lead.getByText('A decision came in after this was resolved, and it says otherwise.')).toBeVisible();
    await expect(lead.getByText(/^Reviewer [ABC]/)).toHaveCount(3);
    await resolveAll(lead, review, 'title_abstract', () => ({ outcome: 'Exclude' }));
    const flow = await (await lead.request.get(`${review}/flow.json`)).json();
    expect(flow).toMatchObject({ D3: 2, D4: 1, D5: 1 });
  });

  await test.step('every decision is in the export, hers marked as additional', async () => {
    const decisions = await table(lead, `${review}/export/decisions.csv`);
    const rows = decisions.map(({ title, reviewer, verdict, additional }) => [title, reviewer, verdict, additional].join(' | '));
    expect(rows.sort()).toEqual([
      `${BINGO} | Ada Birch | exclude | yes`,
      `${BINGO} | Bo Lindahl | include | `,
      `${BINGO} | Cem Aydin | exclude | `,
      `${BOWLS} | Ada Birch | include | yes`,
      `${BOWLS} | Bo Lindahl | include | `,
      `${BOWLS} | Cem Aydin | exclude | `,
    ]);
  });
});
