import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openDesk, work } from '../support/desk';
import { rows } from '../support/csv';
import { send } from '../support/forms';
import { given } from '../support/given';
import { expect, test } from '../support/journey';
import { reportIds, startMain } from '../support/lead';
import { account, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';

// The published review: 33 articles, and 361 statements of its shared sheet. Its printed tables do not agree with its own
// sheet; what is computed here does.
const PUBLISHED = 'published-review';

/** The sources of the sheet by the names Concord has for them. */
const SOURCES: Record<string, string> = {
  EMBASE: 'Embase',
  HSE: 'Health Systems Evidence',
  'N/A - Snowball': 'Citation searching',
};
/** Those that are no databases. */
const OTHERS = ['Citation searching', 'Nuffield Trust'];

type Row = Record<string, string>;

function sourceOf({ database }: Row): string {
  return SOURCES[database!] ?? database!;
}

async function sheet(name: string): Promise<Row[]> {
  return rows(await readFile(given(`${PUBLISHED}/${name}`), 'utf8'));
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** One file for each source, as a spreadsheet would export it. */
function filesOf(articles: readonly Row[]) {
  const bySource = new Map<string, Row[]>();
  for (const article of articles) {
    const source = sourceOf(article);
    bySource.set(source, [...(bySource.get(source) ?? []), article]);
  }
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [...bySource].map(([source, found]) => {
    const lines = found.map(({ title, authors, year, journal, doi_or_url: place }) => {
      const doi = place!.startsWith('10.') ? place! : '';
      const url = place!.startsWith('http') ? place! : '';
      return [title!, authors!, year!, journal!, doi, url].map(cell).join(',');
    });
    const text = ['title,authors,year,journal,doi,url', ...lines, ''].join('\r\n');
    return { source, file: { name: `${source}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) } };
  });
}

/** The address of each report's coding desk, by title. */
async function desks(page: Page, review: string): Promise<Map<string, string>> {
  await page.goto(`${review}/coding`);
  const reports = page.getByRole('row').filter({ has: page.locator('a[href*="/coding/"]') });
  const found = await reports.evaluateAll((rows) =>
    rows.map((row) => [
      (row.querySelector('a')?.textContent ?? '').trim(),
      row.querySelector('a[href*="/coding/"]')?.getAttribute('href') ?? '',
    ] as const),
  );
  return new Map(found.map(([title, href]) => [title, href.replace(/[?#].*$/, '')]));
}

test('the published review comes out of its own sheet as it went in', async ({ concord, person }) => {
  test.setTimeout(600_000);
  const articles = await sheet('articles.csv');
  const factors = await sheet('factors.csv');
  expect([articles.length, factors.length]).toEqual([33, 361]);

  const lead = await person();
  await setUp(lead, concord.setupLink, account('Ruth Hale'));
  const review = await startReview(lead, {
    title: 'Whole-system approaches to care',
    question: 'What do local systems need to work as one?',
    readers: 'One person',
    iScreen: true,
  });
  await publishCriteria(lead, review, ['Not the United Kingdom', 'Before 2012'], 'an integrated system of care in the UK');
  await importFiles(lead, review, filesOf(articles));
  await startMain(lead, review, 'screen', 'The sheet has only what was included.');

  await openDesk(lead, review, 'screen');
  const screened = await work(lead, 'lead', () => ({ verdict: 'include' }));
  expect(screened, 'no two articles are one record').toHaveLength(33);

  await test.step('every full text was found', async () => {
    const sought = await lead.request.get(`${review}/export/records.csv`);
    expect(rows(await sought.text())).toHaveLength(33);
    const ids = await reportIds(lead, review);
    expect(ids).toHaveLength(33);
    for (const id of ids) {
      await send(lead, `${review}/full-texts/${id}/found`, new URLSearchParams({ link: `https://library.example/${id}.pdf` }));
    }
  });

  await startMain(lead, review, 'eligibility', 'The sheet has only what was included.');
  await openDesk(lead, review, 'eligibility');
  expect(await work(lead, 'lead', () => ({ verdict: 'include' }))).toHaveLength(33);

  const themes = Object.keys(tally(factors.map(({ theme }) => theme!))).filter((theme) => theme !== '');
  await test.step('the codebook of the sheet', async () => {
    await lead.goto(`${review}/coding/codebook`);
    const boxes = lead.locator('input[name="theme"]');
    for (const [n, theme] of themes.entries()) {
      await boxes.nth(n).fill(theme);
    }
    await lead.getByRole('button', { name: /^Publish/ }).click();
    await expect(boxes.nth(0)).toHaveValue(themes[0]!);
  });

  await test.step('361 statements', async () => {
    const places = await desks(lead, review);
    for (const article of articles) {
      const desk = places.get(article.title!.trim());
      expect(desk, `“${article.title}” is to be coded`).toBeDefined();
      await lead.goto(desk!);
      const ids = new Map(
        await lead
          .locator('#statement input[type=checkbox]')
          .evaluateAll((all) =>
            all.map((box) => [(box.closest('label')?.textContent ?? '').trim().toLowerCase(), (box as HTMLInputElement).value] as const),
          ),
      );
      const mine = factors.filter(({ article_id: id }) => id === article.id);
      for (const { heading, theme, statement } of mine) {
        const form = new URLSearchParams({ text: statement!, page: '', mentions: '1', memo: '' });
        const frame = ids.get(heading!.toLowerCase());
        expect(frame, `the heading ${heading}`).toBeDefined();
        form.append('frames', frame!);
        if (theme !== '') {
          form.append('themes', ids.get(theme!.toLowerCase())!);
        }
        await send(lead, `${desk}/statement`, form);
      }
      await send(lead, `${desk}/finish`, new URLSearchParams({ finished: 'yes' }));
    }
  });

  await test.step('what comes out is what the sheet says', async () => {
    const out = rows(await (await lead.request.get(`${review}/export/statements.csv`)).text());
    expect(out).toHaveLength(361);
    const lower = (counts: Record<string, number>) =>
      Object.fromEntries(Object.entries(counts).map(([name, n]) => [name.toLowerCase(), n]));
    expect(lower(tally(out.map(({ headings }) => headings!)))).toEqual(lower(tally(factors.map(({ heading }) => heading!))));
    expect(lower(tally(out.map(({ themes }) => themes!)))).toEqual(lower(tally(factors.map(({ theme }) => theme!))));
    const flow = await (await lead.request.get(`${review}/flow.json`)).json();
    const databases = articles.filter((article) => !OTHERS.includes(sourceOf(article))).length;
    expect(flow).toMatchObject({ provisional: false, D1: { databases }, I2: 33 });
  });
});
