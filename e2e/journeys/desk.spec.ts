import type { Page } from '@playwright/test';
import { REASONS } from '../fixtures/works';
import { accessible } from '../support/axe';
import { decide, keysAct, nextTitle, openDesk, waitingDecisions } from '../support/desk';
import { expect, test } from '../support/journey';
import { startMain } from '../support/lead';
import { account, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';
import type { Concord } from '../support/server';

const ANA = account('Ana Meier');

/** A review in which whoever leads it screens alone, its main round open. */
async function alone(page: Page, concord: Concord): Promise<string> {
  await setUp(page, concord.setupLink, ANA);
  const review = await startReview(page, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'One person',
    iScreen: true,
  });
  await publishCriteria(page, review, REASONS, 'a group meets and loneliness is measured');
  await importFiles(page, review, [{ file: 'embase.ris', source: 'Embase' }]);
  await startMain(page, review, 'screen', 'One reader knows the field.');
  return review;
}

/** Own decisions, newest first, as title, verdict, and reasons with note. */
async function mine(page: Page, review: string): Promise<string[][]> {
  await page.goto(`${review}/screen/mine`);
  const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  return Promise.all(
    (await rows.all()).map(async (row) => [
      await row.getByRole('rowheader').innerText(),
      await row.getByRole('cell').nth(1).innerText(),
      (await row.getByRole('cell').nth(2).innerText()).trim(),
    ]),
  );
}

async function title(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

test('the whole desk by keys', async ({ concord, person }) => {
  const ana = await person();
  const review = await alone(ana, concord);
  await openDesk(ana, review, 'screen');
  await accessible(ana);
  const status = ana.getByRole('group', { name: 'Your decision' }).getByRole('status');
  await expect(ana.getByText('26 left for you')).toBeVisible();

  const first = await title(ana);
  await decide(ana, { verdict: 'include' });
  await expect(status).toContainText(`Include for “${first.slice(0, 30)}`);
  const second = await nextTitle(ana, first);
  await ana.keyboard.press('1');
  await ana.keyboard.press('3');
  await expect(ana.getByRole('checkbox', { name: REASONS[0] })).toBeChecked();
  await ana.keyboard.press('3');
  await expect(ana.getByRole('checkbox', { name: REASONS[2] })).not.toBeChecked();
  await ana.keyboard.press('n');
  await expect(ana.getByLabel('Note')).toBeFocused();
  await ana.keyboard.type('i mean e, m and 1');
  await ana.keyboard.press('Escape');
  await ana.keyboard.press('e');
  const third = await nextTitle(ana, second);
  await expect(ana.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await ana.keyboard.press('Shift+Digit4');
  const fourth = await nextTitle(ana, third);
  await ana.keyboard.press('m');
  const fifth = await nextTitle(ana, fourth);
  await ana.keyboard.press('j');
  const sixth = await nextTitle(ana, fifth);
  expect(sixth).not.toBe(fifth);

  // Undo brings the record back, as often as there is something to undo.
  await ana.keyboard.press('z');
  expect(await nextTitle(ana, sixth)).toBe(fourth);
  await ana.keyboard.press('z');
  expect(await nextTitle(ana, fourth)).toBe(third);
  await ana.keyboard.press('i');
  await nextTitle(ana, third);
  await expect(ana.getByText('23 left for you')).toBeVisible();
  await expect.poll(() => waitingDecisions(ana)).toBe(0);

  expect(await mine(ana, review)).toEqual([
    [third, 'Include', ''],
    [second, 'Exclude', `${REASONS[0]} i mean e, m and 1`],
    [first, 'Include', ''],
  ]);

  // What was decided last can be undone after a reload too.
  await openDesk(ana, review, 'screen');
  const before = await title(ana);
  await ana.getByRole('button', { name: 'Undo' }).click();
  expect(await nextTitle(ana, before)).toBe(third);
  await ana.keyboard.press('l');
  await expect(ana.getByRole('heading', { name: /^Your decisions/ })).toBeVisible();
  await expect(ana.getByRole('rowheader')).toHaveCount(2);
});

test('the verdicts never move', async ({ concord, person }) => {
  const ana = await person();
  const review = await alone(ana, concord);
  await openDesk(ana, review, 'screen');
  const places = () =>
    Promise.all(
      ['Exclude E', 'Maybe M', 'Include I'].map((name) => ana.getByRole('button', { name, exact: true }).boundingBox()),
    );
  const before = await places();
  let shown = await title(ana);
  for (const verdict of ['include', 'exclude', 'maybe', 'include', 'exclude', 'maybe', 'include', 'exclude', 'maybe', 'include'] as const) {
    await decide(ana, { verdict });
    shown = (await nextTitle(ana, shown)) ?? '';
    expect(await places(), `after ${verdict}, at “${shown}”`).toEqual(before);
  }
  await ana.keyboard.press('n');
  expect(await places(), 'with the note open').toEqual(before);
});

test('an exclusion without a reason where one is due goes nowhere', async ({ concord, person }) => {
  const ana = await person();
  const review = await alone(ana, concord);
  await ana.goto(`${review}/settings/policies`);
  await ana.getByRole('checkbox', { name: /needed at this stage/ }).check();
  await ana.getByRole('button', { name: 'Save the policies' }).click();
  await expect(ana.getByRole('checkbox', { name: /needed at this stage/ })).toBeChecked();

  await openDesk(ana, review, 'screen');
  const first = await title(ana);
  await ana.keyboard.press('e');
  await expect(ana.getByText(`Choose at least one reason, 1 to ${REASONS.length}.`)).toBeVisible();
  await expect(ana.getByRole('complementary', { name: 'Criteria' })).toBeFocused();
  expect(await title(ana)).toBe(first);
  await ana.keyboard.press('2');
  await expect(ana.getByText('Choose at least one reason')).toBeHidden();
  await ana.keyboard.press('e');
  await nextTitle(ana, first);
  await expect.poll(() => waitingDecisions(ana)).toBe(0);
  expect(await mine(ana, review)).toEqual([[first, 'Exclude', REASONS[1]]]);
});

test('nothing is lost without a connection', async ({ concord, person }) => {
  const ana = await person();
  const review = await alone(ana, concord);
  await openDesk(ana, review, 'screen');
  const decided: string[] = [];
  const next = async (key: string) => {
    const now = await title(ana);
    await ana.keyboard.press(key);
    decided.unshift(now);
    await nextTitle(ana, now);
  };

  await next('i');
  await expect.poll(() => waitingDecisions(ana)).toBe(0);
  await ana.context().setOffline(true);
  const connection = ana.getByRole('banner').getByRole('status');
  await next('m');
  await expect(connection).toContainText('Working offline, 1 decision waiting');
  await next('i');
  await next('e');
  await expect(connection).toContainText('Working offline, 3 decisions waiting');
  await ana.context().setOffline(false);
  await expect(connection).toBeHidden();
  await expect.poll(() => waitingDecisions(ana)).toBe(0);

  // The page can be reached, but what it sends gets lost: what waits outlives a reload.
  await ana.route('**/api/**', (route) => route.abort('connectionreset'));
  await next('i');
  await next('m');
  expect(await waitingDecisions(ana)).toBe(2);
  await ana.reload();
  await keysAct(ana);
  await expect(connection).toContainText('2 decisions waiting');
  expect(decided, 'a record that was decided is not shown again').not.toContain(await title(ana));
  await ana.unroute('**/api/**');
  await expect(connection).toBeHidden({ timeout: 60_000 });
  await expect.poll(() => waitingDecisions(ana)).toBe(0);
  const saved = await mine(ana, review);
  expect(saved.map(([of]) => of)).toEqual(decided);
  expect(saved.map(([, verdict]) => verdict)).toEqual(['Maybe', 'Include', 'Exclude', 'Include', 'Maybe', 'Include']);
});

test('the desk on a phone', async ({ concord, person }) => {
  const desk = await person();
  const review = await alone(desk, concord);
  const ana = await person({
    storageState: await desk.context().storageState(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await ana.goto(`${review}/screen`);
  await accessible(ana);
  const first = await title(ana);
  const reasons = ana.getByRole('button', { name: 'Reasons' });
  const sheet = ana.getByRole('complementary', { name: 'Reasons to exclude' });
  await reasons.tap();
  await expect(sheet).toBeVisible();
  await accessible(ana);
  await sheet.getByRole('checkbox', { name: REASONS[3] }).tap();
  // Until the page is alive the button sends the plain form; either way the next record comes.
  await sheet.getByRole('button', { name: 'Exclude for the reasons ticked' }).tap();
  const second = await nextTitle(ana, first);
  await expect(sheet).toBeHidden();
  await ana.getByRole('button', { name: 'Maybe', exact: true }).tap();
  const third = await nextTitle(ana, second);
  await ana.getByRole('button', { name: 'Undo maybe' }).tap();
  expect(await nextTitle(ana, third)).toBe(second);
  await ana.getByRole('button', { name: 'Include', exact: true }).tap();
  await nextTitle(ana, second);
  await expect.poll(() => waitingDecisions(ana)).toBe(0);
  expect(await ana.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways').toBe(390);
  expect(await mine(desk, review)).toEqual([
    [second, 'Include', ''],
    [first, 'Exclude', REASONS[3]],
  ]);
});
