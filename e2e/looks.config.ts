import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';

// Every page at two widths, light and dark: pictures into `screenshots`, axe on each. `cargo xtask e2e --config
// looks.config.ts`.
export default defineConfig(journeys, { testDir: './looks' });
