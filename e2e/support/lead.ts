import { expect, type Page } from '@playwright/test';
import { REASONS, type Reason } from '../fixtures/works';
import { plainTitle } from './desk';

/** How a lead resolves a disagreement. */
export interface Resolution {
  outcome: 'Include' | 'Exclude';
  /** At full text, the reason to exclude. */
  reason?: Reason;
}

/** Starts a pilot with so many records. */
export async function startPilot(page: Page, review: string, stage: 'screen' | 'eligibility', size: number): Promise<void> {
  await page.goto(`${review}/${stage}/rounds`);
  await page.getByLabel('Records in the sample').fill(String(size));
  await page.getByRole('button', { name: 'Start a pilot' }).click();
  await expect(page.getByRole('rowheader', { name: 'Pilot 1' })).toBeVisible();
}

/** Opens the main round of a stage; the reason is asked for where there was no pilot. */
export async function startMain(page: Page, review: string, stage: 'screen' | 'eligibility', without?: string): Promise<void> {
  await page.goto(`${review}/${stage}/rounds`);
  if (without === undefined) {
    await page.getByRole('button', { name: 'Start the main round' }).click();
  } else {
    await page.getByLabel('Why without a pilot').fill(without);
    await page.getByRole('button', { name: 'Start without a pilot' }).click();
  }
  await expect(page.getByRole('rowheader', { name: 'Main' })).toBeVisible();
}

/** Signs off the round that is open. */
export async function signOff(page: Page, review: string, stage: 'screen' | 'eligibility'): Promise<void> {
  await page.goto(`${review}/${stage}/rounds`);
  await page.getByRole('button', { name: 'Sign off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign off' }).click();
  await expect(page.getByRole('button', { name: 'Sign off' })).toHaveCount(0);
}

/** What the table of rounds says about one: its records, those complete, its open disagreements. */
export async function round(page: Page, review: string, stage: 'screen' | 'eligibility', name: string): Promise<string[]> {
  await page.goto(`${review}/${stage}/rounds`);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  return (await row.getByRole('cell').allInnerTexts()).slice(0, 3);
}

/** Resolves every open disagreement of a stage; answers with their titles. */
export async function resolveAll(
  page: Page,
  review: string,
  stage: 'title_abstract' | 'full_text',
  how: (title: string) => Resolution,
): Promise<string[]> {
  const resolved: string[] = [];
  await page.goto(`${review}/disagreements?stage=${stage}`);
  const open = page.getByRole('link', { name: /^Open \d+$/ });
  let left = Number((await open.innerText()).replace(/\D/g, ''));
  while (left > 0) {
    const title = plainTitle(await page.getByRole('heading', { level: 1 }).innerText());
    const { outcome, reason } = how(title);
    if (reason !== undefined) {
      await page.getByLabel('Reason of an exclusion').selectOption({ label: `${REASONS.indexOf(reason) + 1} ${reason}` });
    }
    await page.getByLabel('Why').fill(`Talked over with both readers: ${outcome.toLowerCase()}.`);
    await page.getByRole('button', { name: outcome }).click();
    left -= 1;
    await expect(open).toHaveText(`Open ${left}`);
    resolved.push(title);
  }
  return resolved;
}

/** Opens the report of this title in the ledger of full texts. */
async function openReport(page: Page, review: string, title: string): Promise<void> {
  await page.goto(`${review}/full-texts`);
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: title }) });
  await row.getByRole('link', { name: 'Record what happened' }).click();
  await expect(page.getByRole('link', { name: 'Close' })).toBeVisible();
}

/** Records that a full text was found, and where. */
export async function retrieve(page: Page, review: string, title: string, link: string): Promise<void> {
  await openReport(page, review, title);
  await page.getByLabel('Retrieved, and where it is').fill(link);
  await page.getByRole('button', { name: 'Save the link' }).click();
  await expect(page.getByRole('link', { name: 'Close' })).toBeHidden();
}

/** As somebody who does not lead, proposes that a full text cannot be had. */
export async function propose(page: Page, review: string, title: string, why: string): Promise<void> {
  await openReport(page, review, title);
  await page.getByLabel('Not retrieved, because').fill(why);
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.getByText(`proposed “not retrieved”: ${why}`)).toBeVisible();
}

/** The ids of all reports in the ledger of full texts, page by page. */
export async function reportIds(page: Page, review: string): Promise<string[]> {
  const ids = new Set<string>();
  for (let next: string | null = `${review}/full-texts`; next !== null; ) {
    await page.goto(next);
    const links = page.getByRole('main').locator('a[href*="/full-texts/"]');
    for (const href of await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))) {
      const id = /full-texts\/([0-9a-f-]{36})/.exec(href)?.[1];
      if (id !== undefined) {
        ids.add(id);
      }
    }
    const more = page.getByRole('link', { name: /^(Next|More)/ });
    next = (await more.count()) > 0 ? await more.first().getAttribute('href') : null;
  }
  return [...ids];
}
