import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** The answers to the three questions that start a review. */
export interface NewReview {
  title: string;
  question: string;
  readers: 'One person' | 'Two people' | 'Everyone in the team';
  /** Whether the lead screens too. */
  iScreen: boolean;
}

/** Starts a review from the start page and answers with its address, `/reviews/…`. */
export async function startReview(page: Page, review: NewReview): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: 'New review' }).click();
  await page.getByLabel('Title').fill(review.title);
  await page.getByLabel('The question it answers').fill(review.question);
  await page.getByRole('radio', { name: review.readers }).check();
  await page.getByRole('checkbox', { name: 'I screen too' }).setChecked(review.iScreen);
  await page.getByRole('radio', { name: 'Not exported yet' }).check();
  await page.getByRole('button', { name: 'Start the review' }).click();
  await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** As a lead, publishes these labels as criteria, each excluding, in this order of rank. */
export async function publishCriteria(page: Page, review: string, labels: readonly string[], includeWhen: string): Promise<void> {
  await page.goto(`${review}/settings/criteria`);
  const row = (n: number) => page.getByLabel('Short label', { exact: true }).nth(n);
  // The form offers three empty rows at a time, so a longer list is published in steps.
  let published = 0;
  while (published < labels.length) {
    const rows = await page.getByLabel('Short label', { exact: true }).count();
    const until = Math.min(rows, labels.length);
    for (let n = published; n < until; n += 1) {
      await row(n).fill(labels[n]!);
    }
    await page.getByLabel('Include when').fill(includeWhen);
    await page.getByLabel('Why this version is published').fill(published === 0 ? 'First version' : 'The rest of the list');
    await page.getByRole('button', { name: 'Publish version' }).click();
    await expect(row(until - 1)).toHaveValue(labels[until - 1]!);
    await expect(page.getByLabel('Short label', { exact: true })).not.toHaveCount(rows);
    published = until;
  }
}

/** A file of search results and where it comes from. */
export interface Results {
  /** Its name in `fixtures`, or the file itself. */
  file: string | { name: string; mimeType: string; buffer: Buffer };
  source: string;
}

/** Imports files as the form does it, without waiting for more than the report. */
export async function importFiles(page: Page, review: string, results: readonly Results[]): Promise<void> {
  await page.goto(`${review}/search`);
  await page.getByLabel('Drop files here').setInputFiles(await Promise.all(results.map(({ file }) => payload(file))));
  await page.getByRole('button', { name: 'Send the files' }).click();
  for (const [n, { source }] of results.entries()) {
    await page.getByLabel('Where it comes from').nth(n).selectOption(source);
  }
  await page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
  await expect(page.getByRole('heading', { name: /imported from/ })).toBeVisible({ timeout: 60_000 });
}

async function payload(file: Results['file']): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  if (typeof file !== 'string') {
    return file;
  }
  const buffer = await readFile(resolve(import.meta.dirname, '../fixtures', file));
  return { name: file, mimeType: 'application/octet-stream', buffer };
}
