import type { Page } from '@playwright/test';
import { BEGINNING, LENA } from '../support/beginning';
import { LEADING, REPORTING } from '../support/leading';
import { expect, test } from '../support/journey';
import { retrieve } from '../support/lead';
import { account, invite, join, setUp } from '../support/people';
import { REVIEWING } from '../support/reviewing';
import { lookAt, routes, type Screen, type Visit } from '../support/screens';

// The pictures say more than a trace would.
test.use({ trace: 'off' });

/** The parts run beside each other, so each has a part of the pages. */
const PARTS: readonly (readonly Screen[])[] = [BEGINNING, LEADING, REPORTING, REVIEWING];

test('every page in the table of routes is looked at', () => {
  const seen = new Set(PARTS.flat().flatMap(({ route }) => route ?? []));
  expect(routes().length).toBeGreaterThan(30);
  expect([...seen].sort()).toEqual(routes().sort());
  const names = PARTS.flat().map(({ name }) => name);
  expect(new Set(names).size, 'every picture has a name of its own').toBe(names.length);
});

/** Sets Concord up and loads the example; answers with its address. */
async function example(page: Page, setupLink: string): Promise<string> {
  await setUp(page, setupLink, LENA);
  await page.getByRole('button', { name: 'Load the example review' }).click();
  await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  return new URL(page.url()).pathname;
}

async function lookAtAll(screens: readonly Screen[], visit: Visit): Promise<void> {
  for (const screen of screens) {
    await test.step(screen.name, () => lookAt(screen, visit));
  }
}

test('pages of a new place and a new review', async ({ concord, person }) => {
  test.setTimeout(600_000);
  await lookAtAll(BEGINNING, { concord, page: await person(), stranger: await person(), review: '' });
});

for (const [name, screens] of [['to the records settled on titles', LEADING], ['from the full texts to the settings', REPORTING]] as const) {
  test(`pages of the example for whoever leads it, ${name}`, async ({ concord, person }) => {
    test.setTimeout(600_000);
    const page = await person();
    const review = await example(page, concord.setupLink);
    await lookAtAll(screens, { concord, page, stranger: await person(), review });
  });
}

test('pages of the example for a reviewer', async ({ concord, person }) => {
  test.setTimeout(600_000);
  const lead = await person();
  const review = await example(lead, concord.setupLink);
  const page = await person();
  await join(page, await invite(lead, review, 'Reviewer'), account('Nora Quist'));
  // All texts that were found in the example are judged already.
  await lead.goto(`${review}/full-texts?state=to_seek`);
  const sought = await lead.getByRole('rowheader').getByRole('link').first().innerText();
  await retrieve(lead, review, sought, 'https://library.example/found.pdf');
  await lookAtAll(REVIEWING, { concord, page, stranger: await person(), review });
});
