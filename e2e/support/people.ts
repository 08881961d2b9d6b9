import { expect, type Page } from '@playwright/test';

/** Somebody with an account, or about to have one. */
export interface Account {
  name: string;
  email: string;
  password: string;
}

/** What an invitation can be for. */
export type Role = 'Reviewer' | 'Lead' | 'Librarian' | 'Observer';

/** The stages of a review, as their boxes are called. */
export type Stage = 'Title and abstract' | 'Full text' | 'Coding';

const STAGES: Stage[] = ['Title and abstract', 'Full text', 'Coding'];

/** An account of a made-up person. */
export function account(name: string): Account {
  const word = name.split(' ')[0]!.toLowerCase();
  return { name, email: `${word}@institute.example`, password: `${word} reads in the library` };
}

/** Opens the set-up link and makes the first account; ends on the start page. */
export async function setUp(page: Page, link: string, who: Account, place = 'Institute for Care Research'): Promise<void> {
  await page.goto(link);
  await fillAccount(page, who);
  await page.getByLabel('Name of this place').fill(place);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('heading', { name: 'No reviews yet' })).toBeVisible();
}

/** Types a new account into the form that is open. */
export async function fillAccount(page: Page, who: Account): Promise<void> {
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
}

/** Types into the sign-in form and sends it, whatever comes of it. */
export async function trySignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in from the sign-in page; ends on the start page. */
export async function signIn(page: Page, who: Account): Promise<void> {
  await page.goto('/sign-in');
  await trySignIn(page, who.email, who.password);
  await expect(page).toHaveURL(/\/$/);
}

/** Signs out from the account page; ends on the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

/** As a lead, makes an invitation to the review at `review` and answers with its link. */
export async function invite(page: Page, review: string, role: Role, stages: Stage[] = STAGES): Promise<string> {
  await page.goto(`${review}/team`);
  const links = page.getByRole('textbox', { name: /^Invitation/ });
  const before = await values(links);
  await page.getByRole('radio', { name: role }).check();
  for (const stage of STAGES) {
    await page.getByRole('checkbox', { name: stage }).setChecked(stages.includes(stage));
  }
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(links).toHaveCount(before.length + 1);
  const link = (await values(links)).find((value) => !before.includes(value));
  expect(link, 'the new invitation').toMatch(/\/join\//);
  return link!;
}

/** Opens an invitation and makes an account with it. */
export async function join(page: Page, link: string, who: Account): Promise<void> {
  await page.goto(link);
  await fillAccount(page, who);
  await page.getByRole('button', { name: 'Join and start' }).click();
  await expect(page).toHaveURL(/\/reviews\//);
}

async function values(inputs: ReturnType<Page['getByRole']>): Promise<string[]> {
  return Promise.all((await inputs.all()).map((input) => input.inputValue()));
}
