import type { Page } from '@playwright/test';
import { WORKS } from '../fixtures/works';
import { accessible } from '../support/axe';
import { dropFiles, fixture, type OnDisk } from '../support/drop';
import { expect, test } from '../support/journey';
import { entries } from '../support/library';
import { account, setUp } from '../support/people';
import { startReview } from '../support/review';

const LENA = account('Lena Vogel');
const WHOLE = 12;

/** The file as a download leaves it that broke off inside the entry after `whole` others. */
function brokenOff({ name, text }: OnDisk, whole: number): OnDisk & { line: number } {
  const starts = [...text.matchAll(/^TY {2}- /gm)].map(({ index }) => index);
  const start = starts[whole]!;
  const cut = text.indexOf('AB  - ', start) + 60;
  return { name, text: text.slice(0, cut), line: text.slice(0, start).split('\n').length };
}

/** The row of a file in the table of a report: source, entries, already here, new, warnings. */
async function row(page: Page, file: string): Promise<string[]> {
  const cells = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: file }) }).getByRole('cell');
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

test('of the files dropped on the page the broken one is named, and the others come in', async ({ concord, person }) => {
  const lena = await person();
  await setUp(lena, concord.setupLink, LENA);
  const review = await startReview(lena, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'Two people',
    iScreen: true,
  });
  const [embase, pubmed, cinahl] = [fixture('embase.ris'), fixture('pubmed.nbib'), fixture('cinahl.csv')];
  const broken = brokenOff(embase, WHOLE);
  const heading = lena.getByRole('heading', { level: 1 });

  await test.step('their sources are seen from what they are', async () => {
    await lena.goto(`${review}/search`);
    await dropFiles(lena, [pubmed, broken, cinahl]);
    await expect(heading).toHaveText('Three files are here');
    const sources = lena.getByLabel('Where it comes from');
    await expect(sources).toHaveCount(3);
    for (const [n, source] of ['PubMed', 'Embase', 'CINAHL'].entries()) {
      await expect(sources.nth(n)).toHaveValue(source);
    }
    await accessible(lena);
  });

  await test.step('the report names the one that ends too early, and where', async () => {
    await lena.getByRole('button', { name: 'Import 3 files' }).click();
    const both = entries('pubmed.nbib').length + entries('cinahl.csv').length;
    await expect(heading).toHaveText(`${both} entries imported from two files`);
    await expect(lena.getByText('One file could not be read to its end. Nothing of it was imported.')).toContainText(
      'The two others are complete and safe.',
    );
    const failure = lena.getByRole('region', { name: 'embase.ris was not imported' });
    await expect(failure).toContainText(`in the middle of entry ${WHOLE + 1}, which begins at line ${broken.line}.`);
    await expect(failure).toContainText(`${broken.text.length.toLocaleString('en')} bytes`);
    await failure.getByText('See the last lines').click();
    await expect(failure.locator('pre')).toContainText(broken.text.split('\n').at(-1)!);
    await expect(failure.getByRole('button', { name: `Take the ${WHOLE}` })).toBeVisible();
    expect(await row(lena, 'embase.ris')).toEqual(['Embase', `${WHOLE}+`, '', '0', 'not imported']);
    expect((await row(lena, 'pubmed.nbib')).slice(0, 4)).toEqual(['PubMed', '26', '', '26']);
    await accessible(lena);
  });

  await test.step('dropped once more it is whole, and what was here already counts once', async () => {
    await lena.getByRole('link', { name: 'Choose the file again' }).click();
    await dropFiles(lena, [embase, cinahl]);
    await expect(heading).toHaveText('Two files are here');
    await lena.getByRole('button', { name: 'Import 2 files' }).click();
    await expect(heading).toHaveText(`${entries('embase.ris').length} entries imported from one file`);
    await expect(lena.getByText('One file was here before, byte for byte.')).toContainText(
      `It brings nothing new: ${entries('cinahl.csv').length} entries count once.`,
    );
    const facts = lena.getByRole('listitem');
    await expect(facts.filter({ hasText: 'remain at the moment' })).toContainText(String(WORKS.length + 1));
    await expect(facts.filter({ hasText: 'waits for a person' })).toContainText('1');
  });

  await test.step('in whatever order they came, the flow counts every entry once', async () => {
    const flow = await (await lena.request.get(`${review}/flow.json`)).json();
    const all = entries('embase.ris').length + entries('pubmed.nbib').length + entries('cinahl.csv').length;
    expect(flow.D1.databases).toBe(all);
    expect(flow.D2.duplicates).toBe(all - (WORKS.length + 1));
  });
});

test('a file without references is turned away before anything is imported', async ({ concord, person }) => {
  const lena = await person();
  await setUp(lena, concord.setupLink, LENA);
  const review = await startReview(lena, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'One person',
    iScreen: true,
  });
  await lena.goto(`${review}/search`);
  await dropFiles(lena, [{ name: 'notes.txt', text: 'Call the library about the Embase export.\n' }]);
  await expect(lena.getByRole('heading', { level: 1 })).toHaveText('This file cannot be imported');
  const file = lena.getByRole('listitem').filter({ hasText: 'notes.txt' });
  await expect(file).toContainText('It begins with: "Call the library about the Embase export."');
  await expect(file).toContainText('It will not be imported.');
  await accessible(lena);
  await lena.getByRole('link', { name: 'Choose other files' }).click();
  await dropFiles(lena, [{ name: 'notes.txt', text: 'Call the library about the Embase export.\n' }, fixture('pubmed.nbib')]);
  await lena.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(lena.getByRole('heading', { level: 1 })).toHaveText('26 entries imported from one file');
  await expect(lena.getByRole('region', { name: 'notes.txt was not imported' })).toBeVisible();
});
