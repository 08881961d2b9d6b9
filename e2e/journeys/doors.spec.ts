import { accessible } from '../support/axe';
import { expect, test } from '../support/journey';
import { account, fillAccount, invite, join, setUp, signIn, signOut, trySignIn } from '../support/people';
import { startReview } from '../support/review';

const ANA = account('Ana Meier');
const BEN = account('Ben Okafor');
const CLEO = account('Cleo Ward');

const REVIEW = {
  title: 'Walking groups and loneliness',
  question: 'Do walking groups make older people less lonely?',
  readers: 'Two people',
  iScreen: true,
} as const;

test('the set-up link makes one account, and only once', async ({ concord, person }) => {
  const ana = await person();
  await ana.goto(concord.setupLink);
  await accessible(ana);

  await ana.getByLabel('Your name').fill(ANA.name);
  await ana.getByLabel('E-mail address').fill(ANA.email);
  await ana.getByLabel('Password', { exact: true }).fill('too short');
  await ana.getByRole('button', { name: 'Set up' }).click();
  await expect(ana.getByText('9 characters. At least 12 are needed.')).toBeVisible();
  await expect(ana.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(ana.getByLabel('Your name')).toHaveValue(ANA.name);
  await expect(ana.getByLabel('Password', { exact: true })).toHaveValue('');

  const link = concord.setupLink;
  await setUp(ana, link, ANA);

  const ben = await person();
  await ben.goto(link);
  await expect(ben.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await ben.goto('/sign-in');
  await expect(ben.getByText('Institute for Care Research')).toBeVisible();

  await concord.interrupt();
  await concord.restart();
  expect(concord.setupLink, 'the set-up link after it was used').toBe('');
});

test('sign-in does not say what was wrong, and slows down', async ({ concord, person }) => {
  const ana = await person();
  await setUp(ana, concord.setupLink, ANA);
  await signOut(ana);

  await ana.goto('/account');
  await expect(ana).toHaveURL(/\/sign-in\?next=/);
  await accessible(ana);
  const wrong = ana.getByText('E-mail and password do not belong together.');
  await trySignIn(ana, ANA.email, 'not my password at all');
  await expect(wrong).toBeVisible();
  await expect(ana.getByLabel('E-mail address')).toHaveValue(ANA.email);
  await trySignIn(ana, 'nobody@institute.example', ANA.password);
  await expect(wrong).toBeVisible();
  // What was asked for comes after signing in, also after a failure.
  await trySignIn(ana, ANA.email, ANA.password);
  await expect(ana.getByRole('heading', { name: 'Your account' })).toBeVisible();

  await signOut(ana);
  await ana.goto('/sign-in?next=/account');
  // Each failure makes the wait longer, so a slow machine only needs more of them.
  const later = ana.getByText(/^Too many attempts\. Try again in/);
  await expect(async () => {
    await trySignIn(ana, ANA.email, 'a guess of somebody else');
    await expect(later).toBeVisible({ timeout: 2_000 });
  }).toPass({ intervals: [0] });
  await expect(async () => {
    await trySignIn(ana, ANA.email, ANA.password);
    await expect(ana.getByRole('heading', { name: 'Your account' }), 'nobody is locked out').toBeVisible({ timeout: 2_000 });
  }).toPass({ intervals: [2_000] });
});

test('an invitation brings in one person', async ({ concord, person }) => {
  const ana = await person();
  await setUp(ana, concord.setupLink, ANA);
  const review = await startReview(ana, REVIEW);
  const link = await invite(ana, review, 'Reviewer');
  expect(new URL(link).origin).toBe(concord.url);
  await expect(ana.getByText('This link works only on this computer')).toBeVisible();

  const ben = await person();
  await ben.goto(link);
  await expect(ben.getByText(`You are invited to “${REVIEW.title}”`)).toBeVisible();
  await accessible(ben);
  await join(ben, link, BEN);
  await expect(ben).toHaveURL(`${review}/screen`);

  const cleo = await person();
  await cleo.goto(link);
  await expect(cleo.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();

  // An address that has an account already signs in with it instead.
  const another = await invite(ana, review, 'Librarian');
  await cleo.goto(another);
  await fillAccount(cleo, { ...CLEO, email: BEN.email });
  await cleo.getByRole('button', { name: 'Join and start' }).click();
  await expect(cleo.getByText('There is an account with this address.')).toBeVisible();
  await expect(cleo.getByLabel('Your name')).toHaveValue(CLEO.name);

  await ben.goto(another);
  await expect(ben.getByRole('heading', { name: 'You are in this review already' })).toBeVisible();

  // One taken back works no longer.
  await ana.goto(`${review}/team`);
  await ana.getByRole('button', { name: 'Take it back' }).click();
  await expect(ana.getByRole('textbox', { name: /^Invitation/ })).toHaveCount(0);
  await cleo.goto(another);
  await expect(cleo.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();

  await ana.goto(`${review}/team`);
  await expect(ana.getByRole('rowheader', { name: BEN.name })).toBeVisible();
});

test('somebody with an account joins with it; who is removed finds nothing there', async ({ concord, person }) => {
  const ana = await person();
  await setUp(ana, concord.setupLink, ANA);
  const one = await startReview(ana, REVIEW);
  const two = await startReview(ana, { ...REVIEW, title: 'Choirs and breathing' });
  const ben = await person();
  await join(ben, await invite(ana, one, 'Reviewer'), BEN);

  await ben.goto(two);
  await expect(ben.getByRole('heading', { name: 'There is nothing here for you' })).toBeVisible();
  await ben.goto(await invite(ana, two, 'Observer'));
  await ben.getByRole('button', { name: `Join as ${BEN.name}` }).click();
  await expect(ben).toHaveURL(two);

  await ana.goto(`${two}/team`);
  await ana.getByRole('link', { name: `Change ${BEN.name}` }).click();
  await ana.getByRole('checkbox', { name: 'Yes, end their access' }).check();
  await ana.getByRole('button', { name: 'Remove from the team' }).click();
  await expect(ana.getByRole('heading', { name: 'No longer in the team' })).toBeVisible();
  const answer = await ben.goto(two);
  expect(answer?.status()).toBe(404);
  await expect(ben.getByRole('heading', { name: 'There is nothing here for you' })).toBeVisible();
  await ben.goto(one);
  await expect(ben.getByRole('heading', { level: 1 })).not.toHaveText('There is nothing here for you');
});

test('a link for a new password works once and ends other sessions', async ({ concord, person }) => {
  const ana = await person();
  await setUp(ana, concord.setupLink, ANA);
  const review = await startReview(ana, REVIEW);
  const ben = await person();
  await join(ben, await invite(ana, review, 'Reviewer'), BEN);

  await ana.goto(`${review}/team`);
  await ana.getByRole('link', { name: `Change ${BEN.name}` }).click();
  await ana.getByRole('button', { name: 'Make a link' }).click();
  const link = await ana.getByRole('textbox', { name: 'Link for a new password' }).inputValue();

  const elsewhere = await person();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText(`For the account of ${BEN.name}.`)).toBeVisible();
  await accessible(elsewhere);
  const fresh = { ...BEN, password: 'another sentence to remember' };
  await elsewhere.getByLabel('New password').fill(fresh.password);
  await elsewhere.getByRole('button', { name: 'Keep it and sign in' }).click();
  await expect(elsewhere.getByRole('link', { name: REVIEW.title })).toBeVisible();

  await ben.goto('/account');
  await expect(ben).toHaveURL(/\/sign-in/);
  await trySignIn(ben, BEN.email, BEN.password);
  await expect(ben.getByText('E-mail and password do not belong together.')).toBeVisible();
  await signIn(ben, fresh);

  const third = await person();
  await third.goto(link);
  await expect(third.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('the name and the password of an account change', async ({ concord, person }) => {
  const ana = await person();
  await setUp(ana, concord.setupLink, ANA);
  const elsewhere = await person();
  await signIn(elsewhere, ANA);

  await ana.goto('/account');
  await accessible(ana);
  await ana.getByLabel('Name').fill('Ana Meier-Lund');
  await ana.getByRole('button', { name: 'Save the name' }).click();
  await expect(ana.getByText('Saved.')).toBeVisible();
  await ana.getByLabel('Password now').fill('this is not the one');
  await ana.getByLabel('New password').fill('quite another sentence');
  await ana.getByRole('button', { name: 'Change the password' }).click();
  await expect(ana.getByText('This is not your password now.')).toBeVisible();
  await ana.getByLabel('Password now').fill(ANA.password);
  await ana.getByLabel('New password').fill('quite another sentence');
  await ana.getByRole('button', { name: 'Change the password' }).click();
  await expect(ana.getByText('Saved.')).toBeVisible();

  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await signIn(elsewhere, { ...ANA, password: 'quite another sentence' });
});
