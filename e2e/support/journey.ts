import { test as base, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { type Concord, type Options, start } from './server';
import { watch } from './watch';

/** What every journey starts from. */
interface Journey {
  /** Arguments for this journey's server; set with `test.use({ serve: { args: [...] } })`. */
  serve: Options;
  /** A server of this journey's own. */
  concord: Concord;
  /**
   * A browser of one more person: a context of its own, with a page. Errors on its console fail the journey.
   * `{ javaScriptEnabled: false }` for somebody without scripts.
   */
  person(options?: BrowserContextOptions): Promise<Page>;
}

/** `test` with a server, and with people whose browsers must stay free of errors. */
export const test = base.extend<Journey & { faults: string[] }>({
  serve: [{}, { option: true }],

  concord: async ({ serve }, use, info) => {
    const concord = await start(serve);
    await use(concord);
    if (info.status !== info.expectedStatus) {
      await info.attach('server', { body: concord.output(), contentType: 'text/plain' });
    }
    await concord.remove();
  },

  faults: [
    async ({}, use) => {
      const faults: string[] = [];
      await use(faults);
      expect(faults, 'errors in the browsers').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, faults }, use) => {
    await watch(context, faults);
    await use(context);
  },

  person: async ({ browser, concord, faults, contextOptions, viewport }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, viewport, baseURL: concord.url, ...options });
      contexts.push(context);
      await watch(context, faults);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
