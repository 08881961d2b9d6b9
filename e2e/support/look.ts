import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { accessible } from './axe';

const FOLDER = resolve(import.meta.dirname, '../screenshots');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The four looks of a page, and what axe can find there that it could not find before. */
const LOOKS = [
  { size: DESK, colorScheme: 'light', check: 'all' },
  { size: DESK, colorScheme: 'dark', check: 'colours' },
  { size: PHONE, colorScheme: 'light', check: 'all' },
  { size: PHONE, colorScheme: 'dark', check: 'nothing' },
] as const;

/**
 * Looks at the page as it is now, on a desk and on a phone, light and dark: pictures as `NAME-WIDTH-SCHEME.png`, axe, and
 * whether it scrolls sideways. The page is left as it was found.
 */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const before = page.viewportSize();
  for (const { size, colorScheme, check } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // What sticks to the window would stand in the middle of the picture.
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(FOLDER, `${name}-${size.width}-${colorScheme}.png`), fullPage: true });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `“${name}” scrolls sideways at ${size.width}`).toBeLessThanOrEqual(size.width);
    if (check !== 'nothing') {
      await accessible(page, `“${name}”, ${size.width}, ${colorScheme}`, check === 'colours');
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) {
    await page.setViewportSize(before);
  }
}
