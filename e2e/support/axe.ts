import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose answer can be another one when only the colours are. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * No violation that axe calls serious or critical, on the page as it is now. The journey goes on, but fails.
 * `colours` looks at nothing else: for a page that was looked at before in other ones.
 */
export async function accessible(page: Page, what = page.url(), colours = false): Promise<void> {
  // No frames of other sites are in our pages, so axe need not open a page of its own for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (colours ? axe.withRules(OF_COLOUR) : axe.withTags(TAGS)).analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(found, `accessibility of ${what}`).toEqual([]);
}
