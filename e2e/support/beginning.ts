import { expect, type Page } from '@playwright/test';
import { type Account, account, fillAccount, invite, trySignIn } from './people';
import { at, behind, type Screen } from './screens';
import { fixture } from './drop';

/** Whoever sets Concord up. */
export const LENA: Account = account('Lena Vogel');
const ADA: Account = account('Ada Birch');

/** Sends a form that the browser alone would not send. */
async function sendUnchecked(page: Page, button: string): Promise<void> {
  await page.evaluate(() => {
    for (const form of document.forms) {
      form.noValidate = true;
    }
  });
  await page.getByRole('button', { name: button }).click();
}

/** Chooses files on the page of the searches and sends them. */
async function send(page: Page, review: string, files: { name: string; text: string }[]): Promise<void> {
  await page.goto(`${review}/search`);
  await page
    .getByLabel('Drop files here')
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  await page.getByRole('button', { name: 'Send the files' }).click();
}

/** So many entries, each of other words, that reading them takes a while. */
function many(n: number): string {
  const syllables = ['bo', 'cha', 'den', 'fli', 'gar', 'hu', 'jes', 'kin', 'lo', 'mar', 'nel', 'pru', 'qui', 'ros', 'tam', 'ver'];
  const word = (seed: number) => [seed, seed >> 4, seed >> 8].map((part) => syllables[part & 15]).join('');
  const title = (i: number) => [7, 131, 1_009, 5_003, 9_001].map((step) => word(i * step)).join(' ');
  return ['title,year', ...Array.from({ length: n }, (_, i) => `${title(i)},${1950 + (i % 70)}`), ''].join('\n');
}

/** Outside a review, and a review before anybody has decided in it; in the order in which a new place meets them. */
export const BEGINNING: readonly Screen[] = [
  {
    name: 'set-up',
    route: '/setup/{token}',
    open: async ({ page, concord }) => {
      await page.goto(concord.setupLink);
      return page;
    },
  },
  {
    name: 'set-up-refused',
    route: '/setup/{token}',
    open: async ({ page }) => {
      await fillAccount(page, { ...LENA, email: 'lena', password: 'too short' });
      await sendUnchecked(page, 'Set up');
      await expect(page.getByText('At least 12 are needed.')).toBeVisible();
      return page;
    },
  },
  {
    name: 'start-empty',
    route: '/',
    open: async ({ page }) => {
      await fillAccount(page, LENA);
      await page.getByLabel('Name of this place').fill('Institute for Care Research');
      await page.getByRole('button', { name: 'Set up' }).click();
      await expect(page).toHaveURL(/\/$/);
      return page;
    },
  },
  {
    name: 'link-dead',
    route: '/setup/{token}',
    open: async ({ stranger, concord }) => {
      await stranger.goto(concord.setupLink);
      return stranger;
    },
  },
  {
    name: 'sign-in',
    route: '/sign-in',
    open: async ({ stranger }) => {
      await stranger.goto('/sign-in');
      return stranger;
    },
  },
  {
    name: 'sign-in-refused',
    route: '/sign-in',
    open: async ({ stranger }) => {
      await trySignIn(stranger, LENA.email, 'not my password at all');
      await expect(stranger.getByText('E-mail and password do not belong together.')).toBeVisible();
      return stranger;
    },
  },
  {
    name: 'help',
    route: '/help',
    open: async ({ stranger }) => {
      await stranger.goto('/help');
      return stranger;
    },
  },
  {
    name: 'help-screening',
    route: '/help/{page}',
    open: async ({ page }) => {
      await page.goto('/help/screening');
      return page;
    },
  },
  {
    name: 'not-there',
    open: async ({ page }) => {
      await page.goto('/reviews/not-a-review');
      return page;
    },
  },
  {
    name: 'account',
    route: '/account',
    open: async ({ page }) => {
      await page.goto('/account');
      return page;
    },
  },
  {
    name: 'review-new',
    route: '/reviews/new',
    open: async ({ page }) => {
      await page.goto('/reviews/new');
      return page;
    },
  },
  {
    name: 'review-new-refused',
    route: '/reviews/new',
    open: async ({ page }) => {
      await sendUnchecked(page, 'Start the review');
      await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
      return page;
    },
  },
  {
    name: 'overview-new',
    route: '/reviews/{review}',
    open: async (visit) => {
      const { page } = visit;
      await page.getByLabel('Title').fill('Company in later life');
      await page.getByRole('checkbox', { name: 'I screen too' }).uncheck();
      await page.getByRole('radio', { name: 'Not exported yet' }).check();
      await page.getByRole('button', { name: 'Start the review' }).click();
      await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}$/);
      visit.review = new URL(page.url()).pathname;
      return page;
    },
  },
  {
    name: 'start-setting-up',
    route: '/',
    open: async ({ page }) => {
      await page.goto('/');
      return page;
    },
  },
  { name: 'search-empty', route: '/reviews/{review}/search', open: at('/search') },
  { name: 'duplicates-empty', route: '/reviews/{review}/duplicates', open: at('/duplicates') },
  { name: 'records-empty', route: '/reviews/{review}/records', open: at('/records') },
  { name: 'rounds-empty', route: '/reviews/{review}/screen/rounds', open: at('/screen/rounds') },
  { name: 'disagreements-empty', route: '/reviews/{review}/disagreements', open: at('/disagreements') },
  { name: 'full-texts-empty', route: '/reviews/{review}/full-texts', open: at('/full-texts') },
  { name: 'coding-empty', route: '/reviews/{review}/coding', open: at('/coding') },
  { name: 'agreement-empty', route: '/reviews/{review}/agreement', open: at('/agreement') },
  { name: 'flow-empty', route: '/reviews/{review}/flow', open: at('/flow') },
  { name: 'criteria-empty', route: '/reviews/{review}/criteria', open: at('/criteria') },
  { name: 'settings-criteria-empty', route: '/reviews/{review}/settings/criteria', open: at('/settings/criteria') },
  {
    name: 'settings-criteria-refused',
    route: '/reviews/{review}/settings/criteria',
    open: async ({ page }) => {
      await page.getByLabel('Short label', { exact: true }).first().fill('Not older people');
      await sendUnchecked(page, 'Publish version 1');
      await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
      return page;
    },
  },
  {
    name: 'team-invitation',
    route: '/reviews/{review}/team',
    open: async ({ page, review }) => {
      await invite(page, review, 'Reviewer');
      return page;
    },
  },
  {
    name: 'join',
    route: '/join/{token}',
    open: async ({ page, stranger }) => {
      await stranger.goto(await page.getByRole('textbox', { name: /^Invitation/ }).inputValue());
      return stranger;
    },
  },
  {
    name: 'screen-no-criteria',
    route: '/reviews/{review}/screen',
    open: async ({ stranger }) => {
      await fillAccount(stranger, ADA);
      await stranger.getByRole('button', { name: 'Join and start' }).click();
      await expect(stranger).toHaveURL(/\/screen$/);
      return stranger;
    },
  },
  {
    name: 'join-in-it-already',
    route: '/join/{token}',
    open: async ({ page, review, stranger }) => {
      await stranger.goto(await invite(page, review, 'Observer'));
      return stranger;
    },
  },
  {
    name: 'join-as-me',
    route: '/join/{token}',
    open: async ({ page, stranger }) => {
      await page.goto('/reviews/new');
      await page.getByLabel('Title').fill('Choirs and breathing');
      await page.getByRole('button', { name: 'Start the review' }).click();
      await expect(page).toHaveURL(/\/search$/);
      const second = new URL(page.url()).pathname.replace('/search', '');
      await stranger.goto(await invite(page, second, 'Lead'));
      return stranger;
    },
  },
  {
    name: 'new-password',
    route: '/new-password/{token}',
    open: async ({ page, review, stranger }) => {
      await page.goto(`${review}/team`);
      await page.getByRole('link', { name: `Change ${ADA.name}` }).click();
      await page.getByRole('button', { name: 'Make a link' }).click();
      await stranger.goto(await page.getByRole('textbox', { name: 'Link for a new password' }).inputValue());
      return stranger;
    },
  },
  {
    name: 'import-draft',
    route: '/reviews/{review}/search/import/{job}',
    open: async ({ page, review }) => {
      const notes = { name: 'notes.txt', text: 'Call the library about the Embase export.\n' };
      await send(page, review, [fixture('embase.ris'), notes, { ...fixture('cinahl.csv'), name: 'export (3).csv' }]);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Three files are here');
      return page;
    },
  },
  {
    name: 'import-draft-refused',
    route: '/reviews/{review}/search/import/{job}',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Import 2 files' }).click();
      await expect(page.getByText('Choose where this file comes from.')).toBeVisible();
      return page;
    },
  },
  {
    name: 'import-report-failed',
    route: '/reviews/{review}/search/report/{import}',
    open: async ({ page }) => {
      await page.getByLabel('Where it comes from').nth(1).selectOption('CINAHL');
      await page.getByRole('button', { name: 'Import 2 files' }).click();
      await expect(page.getByRole('heading', { name: /imported from two files/ })).toBeVisible();
      return page;
    },
  },
  {
    name: 'import-cancelled',
    route: '/reviews/{review}/search/import/{job}',
    open: async ({ page, review }) => {
      await send(page, review, [fixture('pubmed.nbib')]);
      await page.getByRole('button', { name: 'Put these away' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This import was cancelled');
      return page;
    },
  },
  { name: 'rounds-first', route: '/reviews/{review}/eligibility/rounds', open: at('/eligibility/rounds') },
  { name: 'duplicates-pair', route: '/reviews/{review}/duplicates', open: at('/duplicates') },
  { name: 'person', route: '/reviews/{review}/team/{person}', open: behind('/team', `Change ${ADA.name}`) },
  {
    name: 'import-running',
    route: '/reviews/{review}/search/import/{job}',
    open: async ({ page, review }) => {
      await send(page, review, [{ name: 'scopus.csv', text: many(20_000) }]);
      await page.getByRole('button', { name: 'Import 1 file' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('One file is being read');
      // The page asks for itself again every two seconds: an answer without content leaves it as it is.
      await page.route('**/search/import/*', (route) => route.fulfill({ status: 204 }));
      return page;
    },
  },
];
