import { defineConfig } from 'vitest/config'

// The files of rules and of calls keep nothing between tests that would matter to the next, so that a worker reads the
// program once for all of them.
const sharedWorkers = { isolate: false, execArgv: ['--max-semi-space-size=64'] }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...sharedWorkers,
          sequence: { groupOrder: 0 },
          maxWorkers: 2,
          include: ['{domain,api,ui,staff-web,mobile-web,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'server',
          ...sharedWorkers,
          sequence: { groupOrder: 1 },
          include: ['server/**/*.test.ts', 'e2e/src/faults/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['server/src/testing/database.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['e2e/src/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'e2e/src/faults/**'],
          globalSetup: ['e2e/src/testing/demo-county.ts'],
          testTimeout: 300_000,
          hookTimeout: 240_000,
          // A page is asked again until the server has answered, on a busy machine too.
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
})
