// npm test: types, lint, every test (rules, import arrows, calls on a real PostgreSQL, stories in a browser), and speed.
// Prints each part as it runs and ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { pinnedNode, prepare, root } from './prepare.mjs'

prepare()
const node = pinnedNode()
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
let passed = 0
let failed = 0

check('types', [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'])
check('lint', [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'])

const report = join(root, '.cache', 'tests.json')
mkdirSync(dirname(report), { recursive: true })
rmSync(report, { force: true })
const chromium = findChromium()
console.log(`\n── tests (browser: ${chromium})`)
spawnSync(
  node,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, CHROMIUM: chromium },
  },
)
if (existsSync(report)) {
  const results = JSON.parse(readFileSync(report, 'utf8'))
  passed += results.numPassedTests
  failed += results.numFailedTests
  // A file that does not load has no tests to fail: it counts as one.
  failed += results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  if (!results.success && failed === 0) failed++
} else failed++

// Half as fast as usual beside the floor of the same run is a failure; peers that are not installed are left out.
check('speed', ['--max-semi-space-size=64', 'bench/src/run.ts', '--size', 'smoke'])

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function check(name, args) {
  console.log(`── ${name}`)
  const done = spawnSync(node, args, { cwd: root, stdio: 'inherit', env })
  if (done.status === 0) passed++
  else failed++
}

/** A Chromium for the stories: the one named in CHROMIUM, the system's, or Debian's, installed when root may. */
function findChromium() {
  const known = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  const find = () => known.find((path) => path && existsSync(path))
  if (find() && hasChineseFont()) return find()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('installing chromium and Chinese fonts …')
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
      quiet,
    )
  }
  const found = find()
  if (!found) {
    console.error(
      'The browser stories need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.',
    )
    failed++
  }
  return found ?? ''
}

function hasChineseFont() {
  const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return fonts.status !== 0 || fonts.stdout.trim() !== ''
}
