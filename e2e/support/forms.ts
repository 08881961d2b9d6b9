import { expect, type Page } from '@playwright/test';

/** Sends a form as a page does, without drawing one. */
export async function send(page: Page, path: string, form: URLSearchParams): Promise<void> {
  const { origin } = new URL(page.url());
  const answer = await page.request.post(path, {
    data: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    maxRedirects: 0,
  });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(303);
}
