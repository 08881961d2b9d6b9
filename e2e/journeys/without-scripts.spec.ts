import type { Page } from '@playwright/test';
import { REASONS } from '../fixtures/works';
import { type Choice, nextTitle, workByForm } from '../support/desk';
import { expect, test } from '../support/journey';
import { propose, resolveAll, retrieve, startMain } from '../support/lead';
import { account, invite, join, setUp } from '../support/people';
import { importFiles, publishCriteria, startReview } from '../support/review';

const LEAD = account('Lena Vogel');
const READERS = ['Ada Birch', 'Bo Lindahl'];

/** Six records, and what both readers say at title and abstract. */
const SIX = new Map<string, Choice['verdict'] | 'contested'>([
  ['Board games on Tuesdays and the loneliness of older tenants', 'include'],
  ['A shared allotment behind the station: four years of company', 'include'],
  ['Letters to a stranger: pen friends after the age of eighty', 'contested'],
  ['Heart rate of marathon runners in hot summers', 'exclude'],
  ['A history of park benches', 'exclude'],
  ['Swimming lessons for toddlers and sleep', 'exclude'],
]);

const FILE = {
  name: 'six.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['title,authors,year', ...[...SIX.keys()].map((title, n) => `"${title}","Person, A. ${'BCDEFG'[n]}.",${2010 + n}`), ''].join('\r\n'),
  ),
};

test('six records go from a file to the flow by forms alone', async ({ concord, person }) => {
  const plain = { javaScriptEnabled: false };
  const lead = await person(plain);
  await setUp(lead, concord.setupLink, LEAD);
  const review = await startReview(lead, {
    title: 'Company in later life',
    question: 'Do group activities make older people less lonely?',
    readers: 'Two people',
    iScreen: false,
  });
  const readers: Page[] = [];
  for (const name of READERS) {
    const reader = await person(plain);
    await join(reader, await invite(lead, review, 'Reviewer'), account(name));
    readers.push(reader);
  }
  await publishCriteria(lead, review, REASONS, 'a group of people over 60 meets');
  await importFiles(lead, review, [{ file: FILE, source: 'HMIC' }]);
  await startMain(lead, review, 'screen', 'Six records need no pilot.');

  const met = new Set<string>();
  const choose = (title: string): Choice => {
    const plan = SIX.get(title);
    if (plan === 'contested' && !met.has(title)) {
      met.add(title);
      return { verdict: 'include' };
    }
    return plan === 'include' ? { verdict: 'include' } : { verdict: 'exclude', reasons: [REASONS[1]] };
  };

  await test.step('a decision can be taken back', async () => {
    const [reader] = readers;
    await reader!.goto(`${review}/screen`);
    const first = await nextTitle(reader!);
    await reader!.getByText('Add note').click();
    await reader!.getByLabel('Note').fill('on <second> thoughts');
    await reader!.getByRole('button', { name: 'Maybe M', exact: true }).click();
    const second = await nextTitle(reader!, first);
    await reader!.getByRole('button', { name: 'Undo' }).click();
    expect(await nextTitle(reader!, second)).toBe(first);
  });

  for (const [n, reader] of readers.entries()) {
    await reader.goto(`${review}/screen`);
    const decided = await workByForm(reader, READERS[n]!, choose);
    expect(decided.map(({ title }) => title).sort()).toEqual([...SIX.keys()].sort());
  }

  const resolved = await resolveAll(lead, review, 'title_abstract', () => ({ outcome: 'Include' }));
  expect(resolved).toEqual([...SIX].filter(([, plan]) => plan === 'contested').map(([title]) => title));

  const [found, missing, contested] = [...SIX.keys()];
  await retrieve(lead, review, found!, 'https://library.example/games.pdf');
  await retrieve(lead, review, contested!, 'https://library.example/letters.pdf');
  await propose(readers[0]!, review, missing!, 'Out of print.');
  await lead.goto(`${review}/full-texts`);
  await lead.getByRole('button', { name: 'Confirm' }).click();
  await startMain(lead, review, 'eligibility', 'Two texts need no pilot.');
  for (const [n, reader] of readers.entries()) {
    await reader.goto(`${review}/eligibility`);
    const decided = await workByForm(reader, READERS[n]!, (title) =>
      title === found ? { verdict: 'include' } : { verdict: 'exclude', reasons: [REASONS[2]] },
    );
    expect(decided).toHaveLength(2);
  }

  const flow = await (await lead.request.get(`${review}/flow.json`)).json();
  expect(flow).toMatchObject({ provisional: false, D1: { databases: 6 }, D3: 6, D4: 3, D5: 3, D6: 1, D7: 2, I2: 1 });
  expect(flow.D8.map(({ reason, n }: { reason: string; n: number }) => [reason, n])).toEqual([[REASONS[2], 1]]);
  await lead.goto(`${review}/flow`);
  await expect(lead.getByRole('group', { name: 'PRISMA 2020 flow diagram', exact: true })).toBeVisible();
});
