import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** A file as it lies on somebody's computer. */
export interface OnDisk {
  name: string;
  text: string;
}

/** A file of `fixtures`. */
export function fixture(name: string): OnDisk {
  return { name, text: readFileSync(resolve(import.meta.dirname, '../fixtures', name), 'utf8') };
}

/** Drags files over the page and lets go of them beside the drop zone, which takes them all the same. */
export async function dropFiles(page: Page, files: readonly OnDisk[]): Promise<void> {
  const carried = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) {
      transfer.items.add(new File([text], name));
    }
    return transfer;
  }, files);
  const zone = page.locator('.drop');
  // Until the page is alive nothing listens.
  await expect(async () => {
    await page.dispatchEvent('main', 'dragover', { dataTransfer: carried });
    await expect(zone, 'shows that files hang over the page').toHaveAttribute('data-over', { timeout: 500 });
  }).toPass();
  await page.dispatchEvent('main', 'drop', { dataTransfer: carried });
}
