import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What each workspace may import of the others: domain ◀ api ◀ server, domain ◀ api ◀ ui ◀ staff-web | mobile-web. */
const arrows: Record<string, string[]> = {
  domain: [],
  api: ['domain'],
  server: ['domain', 'api'],
  ui: ['domain', 'api'],
  'staff-web': ['domain', 'api', 'ui'],
  'mobile-web': ['domain', 'api', 'ui'],
}

/** A module's name is of one line and without blanks; the words also end texts ('…import', '…from'), which then are not followed by one. */
const IMPORT = /(?<![\w'".-])(?:from|import)\s*\(?\s*['"]([^'"\s]+)['"]/g

const SQL = /\bsql(?:<[^`]*>)?`|\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/
/** What features lean on, what tests arrange with, and the doorway at which every query about residents starts. */
const MAY_HOLD_SQL = /^(?:database|testing)\/|^residents\/reachable-residents\.ts$/

function filesOf(workspace: string): string[] {
  return readdirSync(join(root, workspace, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, workspace, 'src', name))
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1]!)
}

const isForTests = (file: string) => /\.(?:test|fixture)\.tsx?$/.test(file)

describe('the arrows between workspaces', () => {
  for (const [workspace, allowed] of Object.entries(arrows)) {
    test(`${workspace} imports only ${allowed.join(', ') || 'itself'}`, () => {
      const files = filesOf(workspace)
      expect(files.length).toBeGreaterThan(0)
      const wrong = files.flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('@qianyue/') && !allowed.includes(name.split('/')[1]!))
          .map((name) => `${relative(root, file)} imports ${name}`),
      )
      const leaving = files.flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('.') && !join(file, '..', name).startsWith(join(root, workspace)))
          .map((name) => `${relative(root, file)} reaches out to ${name}`),
      )
      expect([...wrong, ...leaving]).toEqual([])
    })
  }

  test('domain depends on nothing but itself', () => {
    const outside = filesOf('domain')
      .filter((file) => !isForTests(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => !name.startsWith('.'))
          .map((name) => `${relative(root, file)}: ${name}`),
      )
    expect(outside).toEqual([])
  })

  test.each(Object.keys(arrows))('%s runs without what is there for tests', (workspace) => {
    const leaning = filesOf(workspace)
      .filter((file) => !isForTests(file))
      .filter((file) => importsOf(file).some(isForTests))
    expect(leaning.map((file) => relative(root, file))).toEqual([])
  })

  test('SQL stands in queries', () => {
    const elsewhere = filesOf('server')
      .map((file) => relative(join(root, 'server/src'), file))
      .filter((file) => !isForTests(file) && !file.endsWith('.queries.ts') && !MAY_HOLD_SQL.test(file))
      .filter((file) => SQL.test(readFileSync(join(root, 'server/src', file), 'utf8')))
    expect(elsewhere).toEqual([])
  })

  test('domain reads no clock', () => {
    const clocks = filesOf('domain')
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => /new Date\(\)|Date\.now\(/.test(readFileSync(file, 'utf8')))
    expect(clocks.map((file) => relative(root, file))).toEqual([])
  })
})
