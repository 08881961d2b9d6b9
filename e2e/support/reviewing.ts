import { expect } from '@playwright/test';
import { writeStatements } from './coding';
import { nextTitle, openDesk } from './desk';
import { at, behind, type Screen } from './screens';

/** What a reviewer sees of the example who takes part in every stage. */
export const REVIEWING: readonly Screen[] = [
  {
    name: 'start-reviewer',
    route: '/',
    open: async ({ page }) => {
      await page.goto('/');
      return page;
    },
  },
  { name: 'overview-reviewer', route: '/reviews/{review}', open: at('') },
  { name: 'search-reviewer', route: '/reviews/{review}/search', open: at('/search') },
  {
    name: 'desk',
    route: '/reviews/{review}/screen',
    open: async ({ page, review }) => {
      await openDesk(page, review, 'screen');
      return page;
    },
  },
  {
    name: 'desk-keys',
    route: '/reviews/{review}/screen',
    open: async ({ page }) => {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      return page;
    },
  },
  {
    name: 'desk-note',
    route: '/reviews/{review}/screen',
    open: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('1');
      await page.keyboard.press('n');
      await page.keyboard.type('The abstract does not say who refers.');
      return page;
    },
  },
  {
    name: 'desk-offline',
    route: '/reviews/{review}/screen',
    open: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.context().setOffline(true);
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      await page.keyboard.press('e');
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title);
      await expect(page.getByRole('banner').getByRole('status')).toContainText('1');
      return page;
    },
  },
  {
    name: 'desk-decided',
    route: '/reviews/{review}/screen',
    open: async ({ page }) => {
      await page.context().setOffline(false);
      await expect(page.getByRole('banner').getByRole('status')).toBeHidden();
      return page;
    },
  },
  { name: 'desk-mine', route: '/reviews/{review}/screen/mine', open: at('/screen/mine') },
  { name: 'full-texts-reviewer', route: '/reviews/{review}/full-texts', open: at('/full-texts') },
  {
    name: 'eligibility',
    route: '/reviews/{review}/eligibility',
    open: async ({ page, review }) => {
      await openDesk(page, review, 'eligibility');
      return page;
    },
  },
  {
    name: 'eligibility-reason-due',
    route: '/reviews/{review}/eligibility',
    open: async ({ page }) => {
      await page.keyboard.press('e');
      await expect(page.getByText(/^Choose at least one reason/)).toBeVisible();
      return page;
    },
  },
  {
    name: 'eligibility-nothing',
    route: '/reviews/{review}/eligibility',
    open: async ({ page }) => {
      for (let title = await nextTitle(page); title !== undefined; title = await nextTitle(page, title)) {
        await page.keyboard.press('2');
        await page.keyboard.press('e');
      }
      return page;
    },
  },
  { name: 'eligibility-mine', route: '/reviews/{review}/eligibility/mine', open: at('/eligibility/mine') },
  { name: 'coding-reviewer', route: '/reviews/{review}/coding', open: at('/coding') },
  {
    name: 'coding-desk',
    route: '/reviews/{review}/coding/{report}',
    open: async (visit) => {
      const page = await behind('/coding', 'Code the next report')(visit);
      await writeStatements(page, [
        {
          text: 'Link workers who walked along on the first day were remembered for years',
          heading: 'Facilitators',
          themes: ['People and roles', 'Patients and public'],
          page: '4',
          mentions: 3,
        },
        { text: 'Referral forms took longer than the visit', heading: 'Barriers', themes: [], page: '6', mentions: 1 },
      ]);
      return page;
    },
  },
  {
    name: 'coding-desk-change',
    route: '/reviews/{review}/coding/{report}',
    open: async ({ page }) => {
      await page.getByRole('link', { name: 'change' }).first().click();
      await expect(page.getByRole('button', { name: 'Save the statement' })).toBeVisible();
      return page;
    },
  },
  {
    name: 'coding-desk-refused',
    route: '/reviews/{review}/coding/{report}',
    open: async (visit) => {
      const page = await behind('/coding', 'Code the next report')(visit);
      await page.evaluate(() => {
        for (const form of document.forms) {
          form.noValidate = true;
        }
      });
      await page.getByRole('button', { name: 'Add the statement' }).click();
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
      return page;
    },
  },
  { name: 'coding-compare-reviewer', route: '/reviews/{review}/coding/{report}/compare', open: behind('/coding', 'Side by side') },
  { name: 'codebook-reviewer', route: '/reviews/{review}/coding/codebook', open: at('/coding/codebook') },
  { name: 'flow-blind', route: '/reviews/{review}/flow', open: at('/flow') },
  { name: 'flow-table-blind', route: '/reviews/{review}/flow', open: at('/flow?as=table') },
  { name: 'agreement-blind', route: '/reviews/{review}/agreement', open: at('/agreement') },
  { name: 'record-blind', route: '/reviews/{review}/records/{number}', open: at('/records/1') },
  { name: 'team-reviewer', route: '/reviews/{review}/team', open: at('/team') },
];
