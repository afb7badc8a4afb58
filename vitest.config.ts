import { defineConfig } from 'vitest/config';

/** Tests that start containers; everything else must pass on a machine with Node alone. */
const engineTests = ['test/engine/**/*.test.ts', 'test/verify/**/*.test.ts', 'test/**/*.engine.test.ts'];
/** Tests of dist/, which `npm test` builds first. */
const executableTests = ['test/executable/**/*.test.ts', 'test/**/*.executable.test.ts'];
/** Tests that need a Chromium; `npx vitest run --project browser` runs them, nothing else does. */
const browserTests = ['test/**/*.browser.test.ts'];
const never = ['**/node_modules/**', 'test/fixtures/**'];

export default defineConfig({
  test: {
    // vitest's own colours are kept for a terminal; the total that scripts read comes from scripts/test.mjs
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...never, ...engineTests, ...executableTests, ...browserTests],
          testTimeout: 20_000,
          // it imports JSON without saying so, which Node refuses
          server: { deps: { inline: [/@actions\/workflow-parser/] } },
        },
      },
      {
        test: {
          name: 'executable',
          include: executableTests,
          exclude: [...never, 'test/**/*.engine.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: browserTests,
          exclude: never,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: engineTests,
          exclude: never,
          globalSetup: ['test/lab/global-setup.ts'],
          // one file after the other: they share one engine, and some measure time
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
