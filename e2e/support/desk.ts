import { expect, type Page } from '@playwright/test';
import { REASONS, type Reason } from '../fixtures/works';

/** What somebody decides about a record. */
export interface Choice {
  verdict: 'include' | 'maybe' | 'exclude';
  /** The reasons to tick. */
  reasons?: readonly Reason[];
}

/** A decision as the test itself remembers it. */
export interface Decided extends Choice {
  who: string;
  title: string;
}

const KEY = { include: 'i', maybe: 'm', exclude: 'e' } as const;
const BUTTON = { include: 'Include I', maybe: 'Maybe M', exclude: 'Exclude E' } as const;
const ON_THEIR_WAY = 'The next records are on their way';
const NOTHING = 'Nothing waits for you';

/** The desk of a stage, alive: its keys act. */
export async function openDesk(page: Page, review: string, stage: 'screen' | 'eligibility'): Promise<void> {
  await page.goto(`${review}/${stage}`);
  await keysAct(page);
}

/** Waits until the page answers to keys. */
export async function keysAct(page: Page): Promise<void> {
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(keys).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
}

/** The title of the record on the desk after `before` was there; `undefined` if nothing waits any more. */
export async function nextTitle(page: Page, before?: string): Promise<string | undefined> {
  let title = '';
  await expect
    .poll(
      async () => {
        title = await page.getByRole('heading', { level: 1 }).innerText();
        return title !== before && title !== ON_THEIR_WAY;
      },
      { intervals: [10, 20, 50, 100], message: `a record after “${before}”` },
    )
    .toBe(true);
  return title === NOTHING ? undefined : title;
}

/** A title as the other databases have it: PubMed ends each with a full stop. */
export function plainTitle(title: string): string {
  return title.replace(/\.$/, '');
}

/** Decides the record on the desk by keys. */
export async function decide(page: Page, { verdict, reasons = [] }: Choice): Promise<void> {
  for (const reason of reasons) {
    await page.keyboard.press(String(REASONS.indexOf(reason) + 1));
  }
  await page.keyboard.press(KEY[verdict]);
}

/** Decides whatever the desk gives, until nothing waits, at most `most` times; answers with what was decided. */
export async function work(
  page: Page,
  who: string,
  choose: (title: string) => Choice,
  most = Number.POSITIVE_INFINITY,
): Promise<Decided[]> {
  const decided: Decided[] = [];
  let title = await nextTitle(page);
  while (title !== undefined && decided.length < most) {
    const choice = choose(plainTitle(title));
    decided.push({ who, title: plainTitle(title), ...choice });
    await decide(page, choice);
    title = await nextTitle(page, title);
  }
  // "Saved" is said by silence: nothing waits in the browser any more.
  await expect.poll(() => waitingDecisions(page)).toBe(0);
  return decided;
}

/** How many decisions wait in this browser to be sent. */
export async function waitingDecisions(page: Page): Promise<number> {
  return page.evaluate(() => {
    let waiting = 0;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith('concord outbox')) {
        waiting += JSON.parse(localStorage.getItem(name) ?? '{}').waiting?.length ?? 0;
      }
    }
    return waiting;
  });
}

/** Decides by the plain form, as without scripts, until nothing waits. */
export async function workByForm(page: Page, who: string, choose: (title: string) => Choice): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (let title = await nextTitle(page); title !== undefined; title = await nextTitle(page, title)) {
    const choice = choose(plainTitle(title));
    for (const reason of choice.reasons ?? []) {
      await page.getByRole('checkbox', { name: reason }).check();
    }
    await page.getByRole('button', { name: BUTTON[choice.verdict], exact: true }).click();
    decided.push({ who, title: plainTitle(title), ...choice });
  }
  return decided;
}
