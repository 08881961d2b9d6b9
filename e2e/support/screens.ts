import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { look } from './look';
import type { Concord } from './server';

/** Where somebody is who looks at pages. */
export interface Visit {
  concord: Concord;
  /** Their browser. */
  page: Page;
  /** A browser in which nobody is signed in. */
  stranger: Page;
  /** The address of the review, `/reviews/…`. */
  review: string;
}

/** Something to look at: a page, or a page in one of its states. */
export interface Screen {
  /** Its name in the pictures. */
  name: string;
  /** Its path in the table of routes; left out where the address is no page's. */
  route?: string;
  /** Brings it about, and answers with the browser that shows it. */
  open(visit: Visit): Promise<Page>;
}

/** A page of the review as it opens, by its address below the review. */
export function at(below: string): Screen['open'] {
  return async ({ page, review }) => {
    await page.goto(`${review}${below}`);
    return page;
  };
}

/** A page of the review that a link leads to: the first of these words on the page `below`. */
export function behind(below: string, link: string | RegExp): Screen['open'] {
  return async ({ page, review }) => {
    await page.goto(`${review}${below}`);
    await page.getByRole('main').getByRole('link', { name: link }).first().click();
    return page;
  };
}

/** The paths of all pages, from the program's own table of routes. */
export function routes(): string[] {
  const table = readFileSync(resolve(import.meta.dirname, '../../server/src/router.rs'), 'utf8');
  return [...table.matchAll(/page!\(\s*"([^"]+)"/g)].map(([, path]) => path!);
}

/** The route an address belongs to: of those that fit, the one with the fewest placeholders. */
function routeOf(address: string): string | undefined {
  const { pathname } = new URL(address);
  const fits = routes().filter((route) => new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname));
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

/** Opens a screen, makes sure that it is the one, and looks at it. */
export async function lookAt(screen: Screen, visit: Visit): Promise<void> {
  const page = await screen.open(visit);
  await expect.soft(page.getByRole('heading', { level: 1 }), `the heading of “${screen.name}”`).toHaveCount(1, { timeout: 5_000 });
  if (screen.route !== undefined) {
    expect(routeOf(page.url()), `the route of “${screen.name}”`).toBe(screen.route);
  }
  await look(page, screen.name);
}
