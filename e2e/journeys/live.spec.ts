import type { Page } from '@playwright/test';
import { REASONS } from '../fixtures/works';
import { decide, nextTitle, openDesk, waitingDecisions, work } from '../support/desk';
import { expect, test } from '../support/journey';
import { resolveAll, startMain } from '../support/lead';
import { account, invite, join, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';

const LEAD = account('Lena Vogel');
const TITLES = ['Bowls clubs and company', 'Bingo and belonging', 'Rambling after seventy', 'A choir for the ward'];
const FILE = {
  name: 'four.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['title,year', ...TITLES.map((title, n) => `${title},${2011 + 2 * n}`), ''].join('\n')),
};

/** Goes past the others to this record and decides it. */
async function decideOn(page: Page, title: string, verdict: 'include' | 'exclude'): Promise<void> {
  let shown = await nextTitle(page);
  for (let passed = 0; shown !== title && passed < TITLES.length; passed += 1) {
    await page.keyboard.press('j');
    shown = await nextTitle(page, shown);
  }
  await decide(page, { verdict });
  await nextTitle(page, title);
  await expect.poll(() => waitingDecisions(page)).toBe(0);
}

test('what others do shows on open pages, but never under the hands of somebody who types', async ({ concord, person }) => {
  const lead = await person();
  await setUp(lead, concord.setupLink, LEAD);
  const review = await startReview(lead, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'Two people',
    iScreen: false,
  });
  const [ada, bo, cem] = [await person(), await person(), await person()];
  await publishCriteria(lead, review, REASONS, 'a group of people over 60 meets');

  await test.step('the team grows on the page of the team', async () => {
    const link = await invite(lead, review, 'Reviewer');
    await join(ada, link, account('Ada Birch'));
    await expect(lead.getByRole('rowheader', { name: 'Ada Birch' })).toBeVisible();
  });
  await join(bo, await invite(lead, review, 'Reviewer'), account('Bo Lindahl'));
  await join(cem, await invite(lead, review, 'Reviewer'), account('Cem Aydin'));
  await importFiles(lead, review, [{ file: FILE, source: 'HMIC' }]);
  await startMain(lead, review, 'screen', 'Four records need no pilot.');

  const [first, second] = TITLES;
  const open = lead.getByRole('link', { name: /^Open \d+$/ });
  await lead.goto(`${review}/disagreements`);
  await cem.goto(review);
  const waits = cem.getByRole('navigation', { name: 'This review' }).getByRole('link', { name: /^Screen/ });
  await expect(open).toHaveText('Open 0');
  await expect(waits).toContainText('4');

  await test.step('a record that two others read leaves my queue; that they differ shows to the lead', async () => {
    await openDesk(ada, review, 'screen');
    await decideOn(ada, first!, 'include');
    await openDesk(bo, review, 'screen');
    await decideOn(bo, first!, 'exclude');
    await expect(open).toHaveText('Open 1');
    await expect(waits).toContainText('3');
  });

  await test.step('a case opens by itself, and typing in it is left alone', async () => {
    await lead.getByRole('navigation', { name: 'Disagreements' }).getByRole('link', { name: first! }).click();
    const why = lead.getByLabel('Why');
    await why.fill('I think that');
    await expect(why).toBeFocused();
    await decideOn(ada, second!, 'exclude');
    await decideOn(bo, second!, 'include');
    await expect(lead.getByText('This page has changed.')).toBeVisible();
    await expect(open).toHaveText('Open 1');
    await expect(why).toHaveValue('I think that');
    await expect(why).toBeFocused();
    await lead.getByRole('link', { name: 'Show it as it is now' }).click();
    await expect(open).toHaveText('Open 2');
  });

  await test.step('what is resolved leaves the page of another lead', async () => {
    const other = await person();
    await join(other, await invite(lead, review, 'Lead', []), account('Mo Sander'));
    await other.goto(`${review}/disagreements`);
    const theirs = other.getByRole('link', { name: /^Open \d+$/ });
    await expect(theirs).toHaveText('Open 2');
    await resolveAll(lead, review, 'title_abstract', () => ({ outcome: 'Include' }));
    await expect(theirs).toHaveText('Open 0');
  });
});

test('a desk at which nothing waits fills by itself when more comes', async ({ concord, person }) => {
  const lead = await person();
  await setUp(lead, concord.setupLink, LEAD);
  const review = await startReview(lead, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'Two people',
    iScreen: false,
  });
  const ada = await person();
  await join(ada, await invite(lead, review, 'Reviewer'), account('Ada Birch'));
  await publishCriteria(lead, review, REASONS, 'a group of people over 60 meets');
  await importFiles(lead, review, [{ file: FILE, source: 'HMIC' }]);
  await startMain(lead, review, 'screen', 'Four records need no pilot.');
  await openDesk(ada, review, 'screen');
  expect(await work(ada, 'Ada Birch', () => ({ verdict: 'include' }))).toHaveLength(TITLES.length);
  await expect(ada.getByText('New ones appear here by themselves.')).toBeVisible();

  const more = { name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from('title,year\nDominoes in the day room,2019\n') };
  await importFiles(lead, review, [{ file: more, source: 'HMIC' }]);
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Dominoes in the day room', { timeout: 60_000 });
});
