import { readFile } from 'node:fs/promises';
import { REASONS } from '../fixtures/works';
import { rows } from '../support/csv';
import { type Choice, type Decided, openDesk, work } from '../support/desk';
import { send } from '../support/forms';
import { given } from '../support/given';
import { expect, test } from '../support/journey';
import { reportIds, resolveAll, startMain } from '../support/lead';
import { account, invite, join, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';

// Real exports of five databases over one topic, from the files to the flow.
const FOLDER = 'imports/citation-file-formatting/Datasets/RIS';
const FILES = [
  { file: '_baseline_pubmed.ris', source: 'PubMed' },
  { file: '_baseline_embase.ris', source: 'Embase' },
  { file: '_baseline_scopus.ris', source: 'Scopus' },
  { file: '_baseline_cinahl.ris', source: 'CINAHL' },
  { file: '_baseline_cochrane_endnote.ris', source: 'Cochrane Library' },
] as const;

/** A number that follows from the title alone, so that the test knows what each will say. */
function digest(title: string): number {
  return [...title.toLowerCase()].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9973, 7);
}

/** At title and abstract: a third both include, a third both exclude, a third they differ on. */
function opinion(reader: number): (title: string) => Choice {
  return (title) => {
    const kind = digest(title) % 3;
    const include = kind === 0 || (kind === 2 && reader === 0);
    return include ? { verdict: 'include' } : { verdict: 'exclude', reasons: [REASONS[0]] };
  };
}

const settled = (title: string) => (digest(title) % 2 === 0 ? ('Include' as const) : ('Exclude' as const));
const goesOn = (title: string) => digest(title) % 3 === 0 || (digest(title) % 3 === 2 && settled(title) === 'Include');
const included = (title: string) => digest(title) % 5 < 3;

test('real files go from the databases to the flow', async ({ concord, person }) => {
  test.setTimeout(600_000);
  const manifest = (await readFile(given('imports/MANIFEST.tsv'), 'utf8')).split('\n').map((line) => line.split('\t'));
  const column = manifest[0]!.indexOf('records');
  const entries = FILES.map(({ file }) => Number(manifest.find(([path]) => path === `${FOLDER}/${file}`)?.[column]));
  expect(entries.every((n) => n > 0)).toBe(true);

  const lead = await person();
  await setUp(lead, concord.setupLink, account('Lena Vogel'));
  const review = await startReview(lead, {
    title: 'One topic, five databases',
    question: 'What do real files hold?',
    readers: 'Two people',
    iScreen: false,
  });
  const readers = [];
  for (const name of ['Ada Birch', 'Bo Lindahl']) {
    const page = await person();
    await join(page, await invite(lead, review, 'Reviewer'), account(name));
    readers.push(page);
  }
  await publishCriteria(lead, review, REASONS, 'it is about the topic');
  await importFiles(
    lead,
    review,
    await Promise.all(
      FILES.map(async ({ file, source }) => ({
        file: { name: file, mimeType: 'text/plain', buffer: await readFile(given(`${FOLDER}/${file}`)) },
        source,
      })),
    ),
  );
  const records = rows(await (await lead.request.get(`${review}/export/records.csv`)).text());
  const all = entries.reduce((sum, n) => sum + n, 0);
  expect(records.length).toBeLessThan(all);

  const read = async (stage: 'screen' | 'eligibility', think: (reader: number) => (title: string) => Choice): Promise<Decided[][]> =>
    Promise.all(
      readers.map(async (page, n) => {
        await openDesk(page, review, stage);
        return work(page, `reader ${n}`, think(n));
      }),
    );

  await startMain(lead, review, 'screen', 'These files are known.');
  const [first, second] = await read('screen', opinion);
  expect([first!.length, second!.length]).toEqual([records.length, records.length]);
  const titles = first!.map(({ title }) => title);
  const differ = titles.filter((title) => digest(title) % 3 === 2);
  const resolved = await resolveAll(lead, review, 'title_abstract', (title) => ({ outcome: settled(title) }));
  expect(resolved.sort()).toEqual(differ.sort());

  const sought = titles.filter(goesOn);
  const [missing, ...found] = await reportIds(lead, review);
  expect(found.length + 1).toBe(sought.length);
  for (const id of found) {
    await send(lead, `${review}/full-texts/${id}/found`, new URLSearchParams({ link: `https://library.example/${id}` }));
  }
  await send(lead, `${review}/full-texts/${missing}/not-retrieved`, new URLSearchParams({ reason: 'No library has it.' }));
  await startMain(lead, review, 'eligibility', 'These files are known.');
  const [judged] = await read('eligibility', () => (title) =>
    included(title) ? { verdict: 'include' } : { verdict: 'exclude', reasons: [REASONS[1]] },
  );
  expect(judged).toHaveLength(found.length);

  const inside = judged!.filter(({ title }) => included(title)).length;
  const flow = await (await lead.request.get(`${review}/flow.json`)).json();
  expect(flow).toMatchObject({
    provisional: false,
    D1: { databases: all },
    D3: records.length,
    D4: records.length - sought.length,
    D5: sought.length,
    D6: 1,
    D7: found.length,
    I2: inside,
  });
  expect(flow.D8.map(({ reason, n }: { reason: string; n: number }) => [reason, n])).toEqual([
    [REASONS[1], found.length - inside],
  ]);
});
