// npm test: types, lint, every test (rules, import arrows, calls on a real PostgreSQL, stories in a browser), and speed.
// Prints each part as it runs and ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { pinnedNode, prepare, root } from './prepare.mjs'

prepare()
const node = pinnedNode()
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
/** More files than so many that fail are no matter of company. */
const FILES_RUN_AGAIN = 4
/** So much of why a test failed is said once more at the end, where the log of a long run is read first. */
const LINES_OF_A_REASON = 12
let passed = 0
let failed = 0

check('types', [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'])
check('lint', [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'])

const chromium = findChromium()
console.log(`\n── tests (browser: ${chromium})`)
const whole = runTests('tests')
passed += whole.passed
// A story that fails beside others is run once more by itself: what only the company slowed down passes, and is named.
const again = whole.failures.length > 0 && whole.failures.length <= FILES_RUN_AGAIN ? whole.failures : []
const failures = whole.failures.filter((file) => !again.includes(file))
if (again.length > 0) {
  console.log(`\n── once more: ${again.map(({ path }) => path).join(' ')}`)
  const second = runTests('tests-again', again)
  passed += second.passed - again.reduce((sum, file) => sum + file.passed, 0)
  failures.push(...second.failures)
  for (const { path, names, reasons } of again)
    if (!second.failures.some((file) => file.path === path))
      console.log([`passed only when run again: ${path}: ${names.join('; ')}`, ...reasons].join('\n'))
}
failed += failures.reduce((sum, { failed }) => sum + failed, 0)
if (!whole.isWhole && failed === 0) failed++

// Half as fast as usual beside the floor of the same run is a failure; peers that are not installed are left out.
check('speed', ['--max-semi-space-size=64', 'bench/src/run.ts', '--size', 'smoke'])

for (const { path, names, reasons } of failures) {
  console.log(`failed: ${path}: ${names.join('; ')}`)
  for (const reason of reasons) console.log(reason)
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function check(name, args) {
  console.log(`── ${name}`)
  const done = spawnSync(node, args, { cwd: root, stdio: 'inherit', env })
  if (done.status === 0) passed++
  else {
    failed++
    console.log(`failed: ${name}`)
  }
}

/** Runs these files, or all; what did not pass by file. `isWhole` is false when the run itself broke off. */
function runTests(name, files = []) {
  const report = join(root, '.cache', `${name}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  spawnSync(
    node,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files.map(({ path }) => path),
    ],
    { cwd: root, stdio: 'inherit', env: { ...env, CHROMIUM: chromium } },
  )
  if (!existsSync(report)) return { passed: 0, failures: files, isWhole: false }
  const results = JSON.parse(readFileSync(report, 'utf8'))
  const failures = results.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name: file, message, assertionResults }) => {
      const count = (status) => assertionResults.filter((test) => test.status === status).length
      const unmet = assertionResults.filter(({ status }) => status === 'failed')
      const names = unmet.map(({ fullName }) => fullName)
      const reasons = [message, ...unmet.flatMap(({ failureMessages }) => failureMessages)]
        .filter(Boolean)
        .map((reason) => reason.split('\n').slice(0, LINES_OF_A_REASON).join('\n'))
      // A file that does not load has no tests to fail, and one whose preparation fails runs none: it counts as one.
      const failed = Math.max(1, names.length)
      return { path: relative(root, file), passed: count('passed'), failed, names, reasons }
    })
  return { passed: results.numPassedTests, failures, isWhole: results.success || failures.length > 0 }
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
