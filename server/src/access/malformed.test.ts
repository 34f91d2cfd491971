import { addressOf, type Endpoint, methodOf, pathFieldsOf } from '@qianyue/api/endpoint.ts'
import { endpoints } from '@qianyue/api/endpoints.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { Viewers } from '../session/viewers.ts'
import { forgetfulDatabase } from '../testing/forgetful-database.ts'
import { placesInReach, type ReachCounty, reachCounty } from './reach-county.fixture.ts'
import { reachTable } from './reach-table.fixture.ts'
import { giveTokens, isAction, tokenOf } from './requests.fixture.ts'

/** What a program that goes wrong, or somebody who tries, may write into a field. */
const nonsense = ['99999999999999999999', "' or 1=1 --"]
const nonsenseInBodies = [...nonsense, null, ['\u0000']]

let world: ReachCounty
let app: FastifyInstance
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  world = await reachCounty((end) => ends.push(end))
  const { county } = world
  await giveTokens(world)
  const { database } = forgetfulDatabase(county.sql)
  app = await createApp({ ...county.services, database, viewers: new Viewers(database) })
  ends.unshift(
    () => app.close(),
    () => database.destroy(),
  )
}, 120_000)

afterAll(async () => {
  for (const end of ends) await end()
})

test.each(endpoints.map((endpoint) => [endpoint.call, endpoint] as const))(
  '%s answers nonsense in words',
  async (call, endpoint) => {
    const fields = reachTable[call]!.request(world.examples.own, { packageIds: world.packageIds })
    const names = new Set([...Object.keys(fields), ...Object.keys(endpoint.request.shape)])
    const role = roleFor(endpoint)
    const unforeseen: string[] = []
    for (const name of names) {
      for (const value of inText(endpoint, name) ? nonsense : nonsenseInBodies) {
        const { status, words } = await send(endpoint, { ...fields, [name]: value }, role)
        if (status >= 500 || !words.every(isChinese))
          unforeseen.push(`${name}: ${JSON.stringify(value).slice(0, 40)} → ${status} ${words}`)
      }
    }
    expect(unforeseen).toEqual([])
  },
)

/** What may stand where a value of its kind stands and nobody means it: a year mistyped, a number out of every range. */
function unlikely(value: unknown): unknown[] {
  if (typeof value === 'number') return [-1, 9_007_199_254_740_991]
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return ['0001-01-01', '9999-12-31']
  if (typeof value === 'string' && !isUuid(value)) return ['%', '\ud800']
  return Array.isArray(value) ? [[]] : []
}

type Path = readonly (string | number)[]

/** Everything that stands in a request, however deep, of lists the first. */
function* partsOf(value: unknown, path: Path = []): Generator<[Path, unknown]> {
  if (path.length > 0) yield [path, value]
  if (typeof value !== 'object' || value === null) return
  const inside = Array.isArray(value) ? [...value.entries()].slice(0, 1) : Object.entries(value)
  for (const [name, part] of inside) yield* partsOf(part, [...path, name])
}

function replaced(whole: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<
    string | number,
    unknown
  >
  copy[first] = replaced(copy[first], rest, value)
  return copy
}

test.each(endpoints.map((endpoint) => [endpoint.call, endpoint] as const))(
  '%s answers in words what has the right shape and nobody means',
  async (call, endpoint) => {
    const fields = reachTable[call]!.request(world.examples.own, { packageIds: world.packageIds })
    const role = roleFor(endpoint)
    const days = Object.keys(endpoint.request.shape).filter((name) => !(name in fields) && isDayName(name))
    const parts = [...partsOf(fields), ...days.map((name): [Path, unknown] => [[name], '2026-11-21'])]
    const unforeseen: string[] = []
    for (const [path, value] of parts) {
      for (const other of unlikely(value)) {
        if (typeof other === 'object' && inText(endpoint, String(path[0]))) continue
        const asked = replaced(fields, path, other) as Record<string, unknown>
        const { status, words } = await send(endpoint, asked, role)
        if (status >= 500 || !words.every(isChinese))
          unforeseen.push(`${path.join('.')}: ${JSON.stringify(other)} → ${status} ${words}`)
      }
    }
    expect(unforeseen).toEqual([])
  },
)

function isDayName(name: string): boolean {
  return /(?:^|[a-z])(?:from|to|on|until|since|day)$/i.test(name)
}

const writes = endpoints.filter(({ call, action }) => methodOf(call) !== 'GET' && isAction(action))

test.each(writes.map((endpoint) => [endpoint.call, endpoint] as const))(
  '%s answers in words when the id that it gives to something is the neighbour’s already',
  async (call, endpoint) => {
    const { own, neighbour } = world.examples
    const fields = reachTable[call]!.request(own, { packageIds: world.packageIds })
    const known = new Set<unknown>([...Object.values(own), ...own.alikeIds])
    const given = Object.entries(fields).filter(
      ([name, value]) => isUuid(value) && !known.has(value) && !inText(endpoint, name),
    )
    const role = roleFor(endpoint)
    const unforeseen: string[] = []
    for (const [name] of given) {
      for (const id of [...Object.values(neighbour), ...neighbour.alikeIds].filter(isUuid)) {
        const { status } = await send(endpoint, { ...fields, [name]: id }, role)
        if (status >= 500) unforeseen.push(`${name}: ${id} → ${status}`)
      }
    }
    expect(unforeseen).toEqual([])
  },
)

function roleFor({ action }: Endpoint): Role {
  return (Object.keys(roles) as Role[]).find(
    (each) => !isAction(action) || placesInReach(each, action)?.includes('own'),
  )!
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

/** Whether a field travels in the address. */
function inText({ call, upload }: Endpoint, name: string): boolean {
  const method = methodOf(call)
  return method === 'GET' || method === 'DELETE' || upload !== undefined || pathFieldsOf(call).includes(name)
}

function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words)
}

/** What was answered: its status, and of an error each sentence that it says. */
async function send(endpoint: Endpoint, fields: Record<string, unknown>, role: Role) {
  const method = methodOf(endpoint.call)
  const inPath = pathFieldsOf(endpoint.call)
  const written = (value: unknown) => encodeURIComponent(String(value).toWellFormed())
  const path = addressOf(endpoint.call).replace(/\{(\w+)\}/g, (_, name: string) => written(fields[name]))
  const rest = Object.entries(fields).filter(([name, value]) => !inPath.includes(name) && value !== undefined)
  const query = rest
    .filter(([name]) => inText(endpoint, name))
    .map(([name, value]) => `${name}=${written(value)}`)
  const reply = await app.inject({
    method,
    url: `/api/v1${path}?${query.join('&')}`,
    headers: { authorization: `Bearer ${tokenOf(role)}` },
    ...(query.length > 0 || method === 'GET' || method === 'DELETE'
      ? {}
      : { payload: Object.fromEntries(rest) }),
  })
  if (reply.statusCode < 400) return { status: reply.statusCode, words: [] }
  const { message, fields: faults = {} } = reply.json<{ message: string; fields?: Record<string, string> }>()
  return { status: reply.statusCode, words: [message, ...Object.values(faults)] }
}
