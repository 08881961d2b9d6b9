import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// The Chromium `cargo xtask` found, else the system's own; where there is none, the one `playwright install` fetched.
const executablePath = [process.env.CONCORD_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

export default defineConfig({
  testDir: './journeys',
  outputDir: './test-results',
  // A journey starts its own server with its own data, so two can run beside each other.
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A journey that passes only at the second attempt has found something.
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
