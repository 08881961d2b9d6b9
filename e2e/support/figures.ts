import { expect, type Locator, type Page } from '@playwright/test';
import { rows } from './csv';

/** A file to take away, as text. */
export async function download(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  expect(answer.headers()['content-disposition'], address).toMatch(/^attachment; filename="[\w.-]+"$/);
  return answer.text();
}

/** A spreadsheet to take away, as rows. */
export async function table(page: Page, address: string): Promise<Record<string, string>[]> {
  return rows(await download(page, address));
}

/** The numbers of the file for the PRISMA2020 package: by the name of the row. */
export async function prismaRows(page: Page, review: string): Promise<Record<string, string>> {
  const all = await table(page, `${review}/flow.csv`);
  return Object.fromEntries(all.filter(({ data }) => data !== 'NA').map(({ data, n }) => [data!, n!]));
}

/** The words of a picture in their order, each line of it a piece. */
export async function words(picture: Locator): Promise<string> {
  const lines = await picture.locator('text').allTextContents();
  return lines.map((line) => line.trim()).join(' ');
}

/** The numbers in a picture that lead to a list: what they say, and where they lead. */
export async function numbers(picture: Locator): Promise<{ n: number; to: string }[]> {
  const links = await picture.locator('a').all();
  return Promise.all(
    links.map(async (link) => ({
      n: Number((await link.textContent())!.replaceAll(',', '')),
      to: (await link.getAttribute('href'))!,
    })),
  );
}

/** The titles of the records in a list, over all its pages. */
export async function listed(page: Page, address: string): Promise<string[]> {
  const titles: string[] = [];
  for (let next: string | null = address; next !== null; ) {
    await page.goto(next);
    titles.push(...(await page.getByRole('rowheader').getByRole('link').allInnerTexts()));
    const more = page.getByRole('link', { name: /^Next/ });
    next = (await more.count()) > 0 ? await more.getAttribute('href') : null;
  }
  return titles;
}
