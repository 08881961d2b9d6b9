import type { BrowserContext } from '@playwright/test';

/** A request that a killed server could not answer is told by the page itself, not by the console. */
const NETWORK = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INTERNET_DISCONNECTED|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED)/;

/** A refusal (a form with something missing, a page of another review) is an answer, not a fault. */
const REFUSAL = /status of 4\d\d/;

/**
 * Collects what goes wrong in all pages of a context: errors thrown, errors on the console, violations of the content
 * security policy.
 */
export async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  context.on('page', (page) => {
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack ?? error}`));
  });
  context.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !NETWORK.test(text) && !REFUSAL.test(text)) {
      faults.push(`${message.page()?.url() ?? ''}: ${text}`);
    }
  });
  await context.exposeBinding('concordViolation', ({ page }, what: string) => {
    faults.push(`${page.url()}: content security policy: ${what}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { concordViolation(what: string): void }).concordViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}
