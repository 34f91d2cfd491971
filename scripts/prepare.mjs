// What npm start and npm test need before anything else: packages as the lockfile says, and the built pages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export const root = join(import.meta.dirname, '..')
const installedNote = join(root, 'node_modules', '.qianyue-installed')
const apps = ['staff-web', 'mobile-web']
const builtFrom = (app) => [
  'domain/src',
  'api/src',
  'ui/src',
  `${app}/src`,
  `${app}/public`,
  `${app}/index.html`,
  `${app}/vite.config.ts`,
  'package-lock.json',
]

/** The Node that the packages bring: every part of the program runs on it. */
export function pinnedNode() {
  const binary = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(binary) ? binary : process.execPath
}

export function prepare() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    console.error(`Node 20 or later is needed to install; this is ${process.version}.`)
    process.exit(1)
  }
  install()
  for (const app of apps) build(app)
}

function install() {
  const lock = hashOf([join(root, 'package-lock.json')])
  if (existsSync(installedNote) && readFileSync(installedNote, 'utf8') === lock) return
  console.log('installing packages …')
  // Not `npm ci`: it refuses where a registry lacks the optional binaries of another platform. The lockfile still pins all.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(installedNote, lock)
}

function build(app) {
  const builtNote = join(root, app, 'dist', '.qianyue-built')
  const sources = hashOf(builtFrom(app).map((path) => join(root, path)))
  if (existsSync(builtNote) && readFileSync(builtNote, 'utf8') === sources) return
  console.log(`building the pages of ${app} …`)
  run(pinnedNode(), [join(root, 'node_modules/vite/bin/vite.js'), 'build', app, '--logLevel', 'warn'])
  compressPages(join(root, app, 'dist', 'assets'))
  writeFileSync(builtNote, sources)
}

/** Beside each script and style its compressed copies, so that serving them costs nothing. */
function compressPages(assets) {
  for (const name of readdirSync(assets).filter((file) => /\.(js|css|svg)$/.test(file))) {
    const content = readFileSync(join(assets, name))
    if (content.length < 1024) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content, { params }))
    writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }))
  }
}

function hashOf(paths) {
  const hash = createHash('sha256')
  // By their place in the folder, which may stand elsewhere on the server that it is carried to.
  for (const path of paths.flatMap(filesUnder)) hash.update(relative(root, path)).update(readFileSync(path))
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function run(program, args, options = {}) {
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && program === 'npm',
    ...options,
  })
  if (done.status !== 0) {
    console.error(`${program} ${args.slice(0, 2).join(' ')} failed.`)
    process.exit(done.status ?? 1)
  }
}
