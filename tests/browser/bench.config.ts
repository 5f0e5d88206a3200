// How `cargo xtask bench lighthouse` measures: in the browser of the tests, with no limit to how long it takes.

import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

export default defineConfig({ ...tests, testMatch: '*.bench.ts', timeout: 0, reporter: [['line']] });
