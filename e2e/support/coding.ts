import { expect, type Page } from '@playwright/test';

/** Something a coder found in a report. */
export interface Statement {
  text: string;
  heading: 'Needs' | 'Barriers' | 'Facilitators' | 'Recommendations';
  themes: readonly string[];
  page: string;
  mentions: number;
}

/** The row of a report in the list of reports to code. */
async function row(page: Page, review: string, title: string) {
  await page.goto(`${review}/coding`);
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: title }) });
}

/** Opens a report at the coding desk of whoever looks at the page. */
export async function openCoding(page: Page, review: string, title: string): Promise<void> {
  const report = await row(page, review, title);
  await report.getByRole('link', { name: /^(Code it|Go on|Look at it)$/ }).click();
  await expect(page.getByRole('region', { name: 'Statements' })).toBeVisible();
}

/** Writes statements into the report that is open. */
export async function writeStatements(page: Page, statements: readonly Statement[]): Promise<void> {
  const list = page.getByRole('region', { name: 'Statements' });
  for (const [n, statement] of statements.entries()) {
    await list.getByLabel('New statement, as printed').fill(statement.text);
    for (const chip of [statement.heading, ...statement.themes]) {
      await list.getByRole('checkbox', { name: chip, exact: true }).check();
    }
    await list.getByLabel('Page').fill(statement.page);
    await list.getByLabel('Mentions').fill(String(statement.mentions));
    await list.getByRole('button', { name: 'Add the statement' }).click();
    await expect(list.getByRole('contentinfo').or(list.locator('footer'))).toContainText(`${n + 1} statement`);
  }
}

/** Saves the characteristics of the report that is open, with this type of study. */
export async function describeReport(page: Page, type: string): Promise<void> {
  const about = page.getByRole('region', { name: 'The report' });
  await about.getByLabel('Study type').selectOption(type);
  await about.getByRole('button', { name: 'Save' }).click();
  await expect(about.getByText('Saved.')).toBeVisible();
}

/** Finishes the report that is open. */
export async function finishReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Finish this report' }).click();
  await expect(page.getByRole('button', { name: 'Finish this report' })).toHaveCount(0);
}

/** Opens both codings of a report side by side. */
export async function openComparison(page: Page, review: string, title: string): Promise<void> {
  const report = await row(page, review, title);
  await report.getByRole('link', { name: 'Side by side' }).click();
  await expect(page.getByRole('heading', { name: 'About this report' })).toBeVisible();
}
