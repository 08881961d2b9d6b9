import { expect } from '@playwright/test';
import { at, behind, type Screen } from './screens';

/** What whoever leads sees of the example, from the start page to the records settled on titles. */
export const LEADING: readonly Screen[] = [
  {
    name: 'start',
    route: '/',
    open: async ({ page }) => {
      await page.goto('/');
      return page;
    },
  },
  { name: 'overview', route: '/reviews/{review}', open: at('') },
  { name: 'search', route: '/reviews/{review}/search', open: at('/search') },
  { name: 'import-report', route: '/reviews/{review}/search/report/{import}', open: behind('/search', 'report') },
  { name: 'duplicates', route: '/reviews/{review}/duplicates', open: at('/duplicates') },
  { name: 'duplicates-waiting', route: '/reviews/{review}/duplicates', open: at('/duplicates?show=waiting') },
  { name: 'duplicates-joined', route: '/reviews/{review}/duplicates', open: at('/duplicates?show=joined') },
  { name: 'duplicates-apart', route: '/reviews/{review}/duplicates', open: at('/duplicates?show=apart') },
  { name: 'records', route: '/reviews/{review}/records', open: at('/records') },
  { name: 'records-found', route: '/reviews/{review}/records', open: at('/records?find=loneliness&source=PubMed') },
  { name: 'records-none', route: '/reviews/{review}/records', open: at('/records?find=dinosaurs') },
  { name: 'record', route: '/reviews/{review}/records/{number}', open: at('/records/1') },
  { name: 'record-joined', route: '/reviews/{review}/records/{number}', open: behind('/duplicates?show=joined', 'See them, or take apart') },
  { name: 'screen-not-mine', route: '/reviews/{review}/screen', open: at('/screen') },
  { name: 'screen-mine-empty', route: '/reviews/{review}/screen/mine', open: at('/screen/mine') },
  { name: 'rounds', route: '/reviews/{review}/screen/rounds', open: at('/screen/rounds') },
  {
    name: 'rounds-dialog',
    route: '/reviews/{review}/screen/rounds',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Show to the team' }).click();
      await expect(page.getByRole('dialog', { name: 'Show to the team' })).toBeVisible();
      return page;
    },
  },
  { name: 'disagreements', route: '/reviews/{review}/disagreements', open: at('/disagreements') },
  {
    name: 'disagreements-refused',
    route: '/reviews/{review}/disagreements',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Include' }).click();
      await expect(page.getByText('Write why, in a sentence.')).toBeVisible();
      return page;
    },
  },
  { name: 'disagreements-list', route: '/reviews/{review}/disagreements', open: at('/disagreements?list') },
  { name: 'disagreements-resolved', route: '/reviews/{review}/disagreements', open: at('/disagreements?show=resolved') },
  { name: 'disagreements-text', route: '/reviews/{review}/disagreements', open: at('/disagreements?stage=full_text') },
];

/** What whoever leads sees of the example, from the full texts to the settings. */
export const REPORTING: readonly Screen[] = [
  { name: 'full-texts', route: '/reviews/{review}/full-texts', open: at('/full-texts') },
  { name: 'full-text', route: '/reviews/{review}/full-texts/{report}', open: behind('/full-texts', 'Record what happened') },
  { name: 'full-text-found', route: '/reviews/{review}/full-texts/{report}', open: behind('/full-texts?state=retrieved', 'Change') },
  { name: 'eligibility-not-mine', route: '/reviews/{review}/eligibility', open: at('/eligibility') },
  { name: 'eligibility-mine-empty', route: '/reviews/{review}/eligibility/mine', open: at('/eligibility/mine') },
  { name: 'eligibility-rounds', route: '/reviews/{review}/eligibility/rounds', open: at('/eligibility/rounds') },
  { name: 'coding', route: '/reviews/{review}/coding', open: at('/coding') },
  { name: 'coding-compare', route: '/reviews/{review}/coding/{report}/compare', open: behind('/coding', 'Side by side') },
  { name: 'codebook', route: '/reviews/{review}/coding/codebook', open: at('/coding/codebook') },
  { name: 'flow', route: '/reviews/{review}/flow', open: at('/flow') },
  { name: 'flow-table', route: '/reviews/{review}/flow', open: at('/flow?as=table') },
  { name: 'flow-list', route: '/reviews/{review}/records', open: behind('/flow?as=table', /^\d+$/) },
  { name: 'agreement', route: '/reviews/{review}/agreement', open: at('/agreement') },
  { name: 'agreement-table', route: '/reviews/{review}/agreement', open: at('/agreement?as=table') },
  { name: 'agreement-listed', route: '/reviews/{review}/agreement', open: behind('/agreement', /^\d+ disagreements?$/) },
  { name: 'team', route: '/reviews/{review}/team', open: at('/team') },
  { name: 'team-person', route: '/reviews/{review}/team/{person}', open: behind('/team', /^Change/) },
  { name: 'criteria', route: '/reviews/{review}/criteria', open: at('/criteria') },
  { name: 'settings', route: '/reviews/{review}/settings', open: at('/settings') },
  { name: 'settings-criteria', route: '/reviews/{review}/settings/criteria', open: at('/settings/criteria') },
  { name: 'settings-policies', route: '/reviews/{review}/settings/policies', open: at('/settings/policies') },
  { name: 'settings-counts', route: '/reviews/{review}/settings/counts', open: at('/settings/counts') },
  {
    name: 'settings-counts-declared',
    route: '/reviews/{review}/settings/counts',
    open: async ({ page }) => {
      await page.getByRole('spinbutton', { name: 'Number' }).fill('1220');
      await page.getByLabel('About which source').fill('all databases');
      await page.getByLabel('Why there is only a number').fill('removed in the reference manager before the import');
      await page.getByRole('button', { name: 'Declare it' }).click();
      await expect(page.getByRole('rowheader', { name: 'Duplicates removed before the import' })).toBeVisible();
      return page;
    },
  },
  { name: 'flow-declared', route: '/reviews/{review}/flow', open: at('/flow') },
];
