import type { Page } from '@playwright/test';
import { REASONS, type Reason, WORKS, type Work } from '../fixtures/works';
import { accessible } from '../support/axe';
import {
  describeReport,
  finishReport,
  openCoding,
  openComparison,
  type Statement,
  writeStatements,
} from '../support/coding';
import { type Decided, openDesk, work } from '../support/desk';
import { download, listed, numbers, prismaRows, table, words } from '../support/figures';
import { expect, test } from '../support/journey';
import {
  propose,
  type Resolution,
  resolveAll,
  retrieve,
  round,
  signOff,
  startMain,
  startPilot,
} from '../support/lead';
import { databases, entries, FILES, SOURCES, workOf } from '../support/library';
import { atFirstOpposite, atFullText, atTitleAndAbstract, type Opinion, planned } from '../support/opinions';
import { account, invite, join, setUp } from '../support/people';
import { byTitle, open, outcomes, titles, unanimous } from '../support/reckoning';
import { importFiles, publishCriteria, startReview } from '../support/review';

const PILOT = 10;
const LEAD = account('Lena Vogel');
const READERS = ['Ada Birch', 'Bo Lindahl', 'Cem Aydin'] as const;

/** Somebody at a browser of their own. */
interface Reader {
  name: string;
  page: Page;
}

/** Decisions of a round as the test itself remembers them. */
type Memory = (Decided & { stage: 'title_abstract' | 'full_text'; round: number })[];

/** Found by both coders; of the reports that follow one another, every other one has its difference in the themes. */
const BOTH: Statement = {
  text: 'Company on the way home mattered more than the activity itself',
  heading: 'Facilitators',
  themes: ['Patients and public'],
  page: '4',
  mentions: 2,
};
const ROOMS: Statement = {
  text: 'Rooms could be had only in the mornings',
  heading: 'Barriers',
  themes: ['Organisation'],
  page: '7',
  mentions: 1,
};
const ROOMS_BY_BO: Statement = { ...ROOMS, themes: ['Money and policy'], mentions: 3 };
const ROOMS_AGREED: Statement = { ...ROOMS, themes: ['Organisation', 'Money and policy'], mentions: 3 };
const DOOR: Statement = {
  text: 'Newcomers asked for somebody to meet them at the door',
  heading: 'Needs',
  themes: ['People and roles'],
  page: '9',
  mentions: 1,
};
const CODINGS = [
  { ada: [BOTH, ROOMS], bo: [BOTH, ROOMS_BY_BO], take: 'Take both as one', consensus: [BOTH, ROOMS_AGREED] },
  { ada: [BOTH], bo: [BOTH, DOOR], take: /^Take [AB]$/, consensus: [BOTH, DOOR] },
] as const;

/** How the lead settles what is open at title and abstract: as the plan has it. */
function settleOnTitle(title: string): Resolution {
  return { outcome: planned(workOf(title)) ? 'Include' : 'Exclude' };
}

/** How the lead settles what is open at full text. */
function settleOnText(title: string): Resolution {
  const { fullText, verdict } = workOf(title);
  if (fullText === 'contested' && verdict !== 'contested') {
    return { outcome: 'Include' };
  }
  return { outcome: 'Exclude', reason: fullText === 'contested' ? REASONS[1] : REASONS[2] };
}

/** All readers work at the same time, each until nothing waits for them. */
async function readTogether(
  readers: readonly Reader[],
  review: string,
  stage: 'screen' | 'eligibility',
  think: (n: number) => Opinion,
): Promise<Decided[]> {
  const decided = await Promise.all(
    readers.map(async ({ name, page }, n) => {
      await openDesk(page, review, stage);
      return work(page, name, think(n));
    }),
  );
  return decided.flat().map((one) => ({ ...one, title: workOf(one.title).title }));
}

/** How many read each record, by its title. */
function readings(decided: readonly Decided[]): Record<string, number> {
  return Object.fromEntries([...byTitle(decided)].map(([title, of]) => [title, new Set(of.map(({ who }) => who)).size]));
}

/** `of` works, each read by so many. */
function each(of: readonly Work[], readers: number): Record<string, number> {
  return Object.fromEntries(of.map(({ title }) => [title, readers]));
}

/** What a lead did with each, by title. */
function remember(resolved: readonly string[], how: (title: string) => Resolution): Map<string, Resolution> {
  return new Map(resolved.map((title) => [workOf(title).title, how(title)]));
}

/** The titles of the records of a round that its readers leave open, sorted. */
function leftOpen(decided: readonly Decided[], stage: 'title_abstract' | 'full_text'): string[] {
  return [...byTitle(decided)].filter(([, of]) => open(of, stage)).map(([title]) => title).sort();
}

/** A share as pages print it. */
function percent(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

test('three reviewers and a lead take sixty records from three files to the final flow', async ({ concord, person }) => {
  test.setTimeout(1_200_000);
  const memory: Memory = [];
  const lead = await person();
  let review = '';
  const readers: Reader[] = [];

  await test.step('a review in which two read each record, with three reviewers', async () => {
    await setUp(lead, concord.setupLink, LEAD);
    review = await startReview(lead, {
      title: 'Company in later life',
      question: 'Do group activities make older people less lonely?',
      readers: 'Two people',
      iScreen: false,
    });
    for (const name of READERS) {
      const page = await person();
      await join(page, await invite(lead, review, 'Reviewer'), account(name));
      readers.push({ name, page });
    }
    await publishCriteria(lead, review, REASONS, 'a group of people over 60 meets and loneliness is measured');
    await lead.goto(`${review}/team`);
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Four people');
    await accessible(lead);
  });

  const found = databases();
  const identified = FILES.map((file) => entries(file).length).reduce((sum, n) => sum + n);
  const twice = [...found].filter(([, sources]) => sources.length > 1).map(([title]) => title);

  await test.step('three files come in; all but one of the works in two of them are joined at once', async () => {
    expect([identified, found.size, twice.length], 'entries, works, works in two files').toEqual([72, WORKS.length, 12]);
    await importFiles(lead, review, FILES.map((file) => ({ file, source: SOURCES[file] })));
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText(`${identified} entries imported from three files`);
    const facts = lead.getByRole('listitem');
    await expect(facts.filter({ hasText: 'joined with another on sure grounds' })).toContainText(String(twice.length - 1));
    await expect(facts.filter({ hasText: 'remain at the moment' })).toContainText(String(WORKS.length + 1));
    await accessible(lead);
  });

  await test.step('the pair that looks alike is judged by a person', async () => {
    await lead.getByRole('link', { name: 'Look at the duplicates' }).click();
    await expect(lead.getByText('1 of 1 pairs')).toBeVisible();
    await accessible(lead);
    await lead.getByRole('button', { name: /^Same report/ }).click();
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('No pair waits for a person');
    await lead.goto(`${review}/records`);
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText(`${WORKS.length} records`);
  });

  const resolved = new Map<string, Resolution>();

  await test.step('in the pilot everybody reads the same sample, and one has not understood the criteria yet', async () => {
    await startPilot(lead, review, 'screen', PILOT);
    const opinion = atTitleAndAbstract();
    const contrary = atFirstOpposite(opinion);
    const decided = await readTogether(readers, review, 'screen', (n) => (n === 0 ? contrary : opinion));
    expect(Object.values(readings(decided)), 'readers of each record of the pilot').toEqual(Array(PILOT).fill(READERS.length));
    memory.push(...decided.map((one) => ({ ...one, stage: 'title_abstract' as const, round: 1 })));

    const differ = leftOpen(decided, 'title_abstract');
    expect(differ.length).toBeGreaterThan(0);
    expect(await round(lead, review, 'screen', 'Pilot 1')).toEqual([String(PILOT), String(PILOT), String(differ.length)]);
    await accessible(lead);
    const settled = await resolveAll(lead, review, 'title_abstract', settleOnTitle);
    expect(settled.map((title) => workOf(title).title).sort()).toEqual(differ);
    for (const [title, how] of remember(settled, settleOnTitle)) {
      resolved.set(title, how);
    }
    await signOff(lead, review, 'screen');
  });

  await test.step('in the main round three work at once, and each record is read by two of them', async () => {
    await startMain(lead, review, 'screen');
    const opinion = atTitleAndAbstract();
    const decided = await readTogether(readers, review, 'screen', () => opinion);
    const piloted = new Set(memory.map(({ title }) => title));
    expect(readings(decided)).toEqual(each(WORKS.filter(({ title }) => !piloted.has(title)), 2));
    memory.push(...decided.map((one) => ({ ...one, stage: 'title_abstract' as const, round: 0 })));
    await accessible(readers[0]!.page);

    const differ = leftOpen(decided, 'title_abstract');
    const settled = await resolveAll(lead, review, 'title_abstract', settleOnTitle);
    expect(settled.map((title) => workOf(title).title).sort()).toEqual(differ);
    for (const [title, how] of remember(settled, settleOnTitle)) {
      resolved.set(title, how);
    }
    await accessible(lead);
  });

  const screened = outcomes(memory, resolved);
  const sought = titles(screened, ({ forward }) => forward);
  const missing = sought.filter((title) => workOf(title).fullText === 'not retrieved');
  const assessed = sought.filter((title) => !missing.includes(title));

  await test.step('the flow is provisional, and whoever screens is still kept from what others decided', async () => {
    const flow = JSON.parse(await download(lead, `${review}/flow.json`));
    expect(flow).toMatchObject({ provisional: true, D4: WORKS.length - sought.length, D5: sought.length });
    expect(flow.to_retrieve.databases).toBe(sought.length);
    const blind = JSON.parse(await download(readers[0]!.page, `${review}/flow.json`));
    expect(blind).toMatchObject({ D3: WORKS.length, D4: null });
    expect(blind.kept_back).toContain('D4');
  });

  await test.step('full texts are found, but for one that nobody has', async () => {
    await Promise.all(
      readers.map(async ({ page }, n) => {
        for (const title of assessed.filter((_, at) => at % readers.length === n)) {
          await retrieve(page, review, title, `https://library.example/${WORKS.indexOf(workOf(title))}.pdf`);
        }
      }),
    );
    const [, bo] = readers;
    for (const title of missing) {
      await propose(bo!.page, review, title, 'No library that was asked holds the issue.');
    }
    await lead.goto(`${review}/full-texts`);
    await accessible(lead);
    for (let left = missing.length; left > 0; left -= 1) {
      await lead.getByRole('button', { name: 'Confirm' }).first().click();
      await expect(lead.getByRole('button', { name: 'Confirm' })).toHaveCount(left - 1);
    }
    await expect(lead.getByRole('link', { name: `Not retrieved ${missing.length}` })).toBeVisible();
  });

  const judged = new Map<string, Resolution>();

  await test.step('full texts are judged with reasons, and the lead settles what is open', async () => {
    await startMain(lead, review, 'eligibility', 'The criteria were piloted on titles and abstracts.');
    const opinion = atFullText();
    const decided = await readTogether(readers, review, 'eligibility', () => opinion);
    expect(readings(decided)).toEqual(each(assessed.map(workOf), 2));
    memory.push(...decided.map((one) => ({ ...one, stage: 'full_text' as const, round: 0 })));

    const settled = await resolveAll(lead, review, 'full_text', settleOnText);
    expect(settled.map((title) => workOf(title).title).sort()).toEqual(leftOpen(decided, 'full_text'));
    for (const [title, how] of remember(settled, settleOnText)) {
      judged.set(title, how);
    }
  });

  const at = (stage: 'title_abstract' | 'full_text', of?: number) =>
    memory.filter((one) => one.stage === stage && (of === undefined || one.round === of));
  const texts = outcomes(at('full_text'), judged);
  const included = titles(texts, ({ forward }) => forward);
  const byReason = (reason: Reason) => titles(texts, (one) => !one.forward && one.reason === reason);
  const coding = (n: number) => CODINGS[n % CODINGS.length]!;

  await test.step('two code each included report without seeing the other, and the lead brings them together', async () => {
    const [ada, bo] = readers;
    const code = async ({ page }: Reader, of: (n: number) => readonly Statement[], type: (n: number) => string) => {
      for (const [n, title] of included.entries()) {
        await openCoding(page, review, title);
        await expect(page.getByText('Only you see this until both coders have finished.')).toBeVisible();
        await writeStatements(page, of(n));
        await describeReport(page, type(n));
        if (n === 0) {
          await accessible(page);
        }
        await finishReport(page);
      }
    };
    await Promise.all([
      code(ada!, (n) => coding(n).ada, () => 'Mixed methods'),
      code(bo!, (n) => coding(n).bo, (n) => (n % 2 === 0 ? 'Mixed methods' : 'Empirical, quantitative')),
    ]);
    await readers[2]!.page.goto(`${review}/coding`);
    await expect(readers[2]!.page.getByText('two others code it')).toHaveCount(included.length);

    for (const [n, title] of included.entries()) {
      await openComparison(lead, review, title);
      const heading = lead.getByRole('heading', { level: 1 });
      await expect(heading).toHaveText('1 difference is not in the consensus');
      await lead.getByRole('button', { name: 'Take the 1 on which both agree' }).click();
      await expect(heading).toHaveText('1 difference is not in the consensus');
      await lead.getByRole('button', { name: coding(n).take }).click();
      await expect(heading).toHaveText('Everything is in the consensus');
      const type = lead.getByLabel('Study type');
      await expect(type).toHaveValue(n % 2 === 0 ? 'Mixed methods' : '');
      await type.selectOption('Mixed methods');
      await lead.getByRole('button', { name: 'Finish the consensus' }).click();
      await expect(heading).toHaveText('The consensus is finished');
    }
    await accessible(lead);
  });

  const reasons = REASONS.map((reason) => ({ reason, n: byReason(reason).length })).filter(({ n }) => n > 0);

  await test.step('every box of the flow is what the files and the decisions make it', async () => {
    expect(sought.length + titles(screened, ({ forward }) => !forward).length).toBe(WORKS.length);
    expect(included.length + reasons.reduce((sum, { n }) => sum + n, 0)).toBe(assessed.length);

    const flow = JSON.parse(await download(lead, `${review}/flow.json`));
    expect(flow).toMatchObject({
      template: 'new_v1',
      provisional: false,
      open: [],
      D1: { databases: identified, registers: 0 },
      D2: { duplicates: twice.length, automation: 0, other: 0 },
      D3: WORKS.length,
      D4: WORKS.length - sought.length,
      D5: sought.length,
      D6: missing.length,
      D7: assessed.length,
      I1: included.length,
      I2: included.length,
      kept_back: [],
    });
    expect(flow.D8.map(({ reason, n }: { reason: string; n: number }) => ({ reason, n }))).toEqual(reasons);

    const csv = await prismaRows(lead, review);
    expect(csv).toMatchObject({
      database_results: String(identified),
      register_results: '0',
      website_results: '',
      organisation_results: '',
      citations_results: '',
      duplicates: String(twice.length),
      excluded_automatic: '0',
      excluded_other: '0',
      records_screened: String(WORKS.length),
      records_excluded: String(WORKS.length - sought.length),
      dbr_sought_reports: String(sought.length),
      dbr_notretrieved_reports: String(missing.length),
      dbr_assessed: String(assessed.length),
      dbr_excluded: reasons.map(({ reason, n }) => `${reason}, ${n}`).join('; '),
      new_studies: String(included.length),
      new_reports: String(included.length),
    });
    const named = FILES.map((file) => `${SOURCES[file]}, ${entries(file).length}`);
    expect(csv.database_specific_results!.split('; ').sort()).toEqual(named.sort());
  });

  const picture = lead.getByRole('group', { name: 'PRISMA 2020 flow diagram', exact: true });

  await test.step('the picture says the same, on the page and as a file', async () => {
    await lead.goto(`${review}/flow`);
    await accessible(lead);
    const drawn = await words(picture);
    for (const box of [
      `Databases (n = ${identified})`,
      'Registers (n = 0)',
      `Duplicate records removed (n = ${twice.length})`,
      'Records marked as ineligible by automation tools (n = 0)',
      'Records removed for other reasons (n = 0)',
      `Records screened (n = ${WORKS.length})`,
      `Records excluded** (n = ${WORKS.length - sought.length})`,
      `Reports sought for retrieval (n = ${sought.length})`,
      `Reports not retrieved (n = ${missing.length})`,
      `Reports assessed for eligibility (n = ${assessed.length})`,
      `Reports excluded: ${reasons.map(({ reason, n }) => `${reason} (n = ${n})`).join(' ')}`,
      `Studies included in review (n = ${included.length})`,
      `Reports of included studies (n = ${included.length})`,
    ]) {
      expect(drawn).toContain(box);
    }
    const file = await download(lead, `${review}/flow.svg`);
    const alone = await lead.context().newPage();
    await alone.setContent(file);
    expect(await words(alone.getByRole('img', { name: 'PRISMA 2020 flow diagram', exact: true }))).toBe(drawn);
    await alone.close();
  });

  await test.step('agreement is that of independent decisions, round by round', async () => {
    for (const [of, address, place] of [
      [at('title_abstract', 1), 'title_abstract.1', 'In the pilot'],
      [at('title_abstract', 0), 'title_abstract.0', 'In main screening'],
      [at('full_text', 0), 'full_text.0', 'At full text'],
    ] as const) {
      const records = [...byTitle(of).values()];
      const alike = records.filter(unanimous).length;
      // Thirteen texts can be in the hands of two before the third comes.
      const who = new Set(of.map((one) => one.who)).size > 2 ? 'all who read a record' : 'both';
      await lead.goto(`${review}/agreement?of=${address}`);
      const finding = lead.getByText(`${place} ${who} made the same decision on ${alike} of ${records.length} records`);
      await expect(finding).toContainText(`(${percent(alike / records.length)}`);
    }
    await accessible(lead);
    const rated = await table(lead, `${review}/agreement/ratings.csv`);
    expect(rated).toHaveLength(memory.length);
  });

  await test.step('what is taken away holds every record, every decision and every statement once', async () => {
    const ris = await download(lead, `${review}/export/records.ris`);
    expect(ris.match(/^TY {2}- /gm)).toHaveLength(WORKS.length);
    const records = await table(lead, `${review}/export/records.csv`);
    const origins = records.map(({ title, sources }) => [workOf(title!).title, sources!.split('; ').sort().join('; ')]);
    expect(Object.fromEntries(origins)).toEqual(
      Object.fromEntries([...found].map(([title, sources]) => [title, [...sources].sort().join('; ')])),
    );
    expect(records).toHaveLength(WORKS.length);

    const decisions = await table(lead, `${review}/export/decisions.csv`);
    const told = decisions.map((row) =>
      [row.stage, row.round, workOf(row.title!).title, row.reviewer, row.verdict, row.reasons, row.additional, row.taken_back].join(' | '),
    );
    const remembered = memory.map(({ stage, round: of, title, who, verdict, reasons: ticked = [] }) =>
      [stage, of, title, who, verdict === 'maybe' ? 'unsure' : verdict, ticked.join('; '), '', ''].join(' | '),
    );
    expect(told.sort()).toEqual(remembered.sort());

    const statements = await table(lead, `${review}/export/statements.csv`);
    const line = (title: string, coder: string, { text, heading, themes, page, mentions }: Statement) =>
      [title, coder, heading, text, themes.join('; '), page, mentions].join(' | ');
    const written = included.flatMap((title, n) => [
      ...coding(n).ada.map((one) => line(title, READERS[0], one)),
      ...coding(n).bo.map((one) => line(title, READERS[1], one)),
      ...coding(n).consensus.map((one) => line(title, 'consensus', one)),
    ]);
    expect(
      statements
        .map((row) =>
          [workOf(row.title!).title, row.coder, row.headings, row.statement, row.themes, row.page, row.mentions].join(' | '),
        )
        .sort(),
    ).toEqual(written.sort());
  });

  await test.step('every number of the flow leads to the records it counts', async () => {
    const flow = JSON.parse(await download(lead, `${review}/flow.json`));
    const lists: Record<string, string[]> = {
      'found:database': WORKS.map(({ title }) => title),
      'duplicates.databases': twice,
      'screened.databases': WORKS.map(({ title }) => title),
      'excluded.databases': titles(screened, ({ forward }) => !forward),
      'sought.databases': sought,
      'not_retrieved.databases': missing,
      'assessed.databases': assessed,
      included,
    };
    for (const { key, reason } of flow.D8 as { key: string; reason: Reason }[]) {
      lists[`reason:${key}.databases`] = byReason(reason);
    }
    await lead.goto(`${review}/flow`);
    const linked = await numbers(picture);
    const asked = (to: string, what: string) => new URL(to, concord.url).searchParams.get(what);
    const of = (to: string) => asked(to, 'box') ?? asked(to, 'source')!;
    for (const file of FILES) {
      lists[SOURCES[file]] = [...new Set(entries(file).map(({ title }) => title))];
    }
    // Each database is named only where there is room for all of them.
    const drawn = [...new Set(linked.map(({ to }) => of(to)))];
    expect(drawn.filter((name) => !FILES.some((file) => SOURCES[file] === name)).sort()).toEqual(
      Object.keys(lists).filter((name) => !FILES.some((file) => SOURCES[file] === name)).sort(),
    );
    for (const to of new Set(linked.map((number) => number.to))) {
      const shown = (await listed(lead, to)).map((title) => workOf(title).title);
      expect(shown.sort(), `the records behind “${of(to)}”`).toEqual([...lists[of(to)]!].sort());
    }
  });
});
