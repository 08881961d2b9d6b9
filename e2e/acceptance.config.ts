import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';

// What `cargo xtask acceptance` runs: journeys over data that are not in the repository.
export default defineConfig(journeys, { testDir: './acceptance' });
