import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { accessible } from './axe';

const FOLDER = resolve(import.meta.dirname, '../screenshots');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The four looks of a page; axe has nothing new to see on a phone in the dark. */
const LOOKS = [
  { size: DESK, colorScheme: 'light', check: true },
  { size: DESK, colorScheme: 'dark', check: true },
  { size: PHONE, colorScheme: 'light', check: true },
  { size: PHONE, colorScheme: 'dark', check: false },
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
    await page.screenshot({ path: join(FOLDER, `${name}-${size.width}-${colorScheme}.png`), fullPage: true });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `“${name}” scrolls sideways at ${size.width}`).toBeLessThanOrEqual(size.width);
    if (check) {
      await accessible(page, `“${name}”, ${size.width}, ${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) {
    await page.setViewportSize(before);
  }
}
