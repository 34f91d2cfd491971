import { type Endpoint, methodOf } from '@qianyue/api/endpoint.ts'
import { endpoints } from '@qianyue/api/endpoints.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import type { FastifyInstance } from 'fastify'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { Viewers } from '../session/viewers.ts'
import { forgetfulDatabase, type LeftInTrail } from '../testing/forgetful-database.ts'
import {
  type Example,
  type Place,
  places,
  placesInReach,
  type ReachCounty,
  reachCounty,
} from './reach-county.fixture.ts'
import { type Line, reachTable } from './reach-table.fixture.ts'
import { giveTokens, isAction, requestOf, tokenOf } from './requests.fixture.ts'

const allRoles = Object.keys(roles) as Role[]

type Answer = {
  status: number
  /** Everything that can be read in it. */
  text: string
  /** What an error says. */
  said: string
  left: LeftInTrail[]
  /** What was sent: an answer may say it back. */
  sent: string
}

let world: ReachCounty
let app: FastifyInstance
let leftInTrail: LeftInTrail[]
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  world = await reachCounty((end) => ends.push(end))
  const { county } = world
  await giveTokens(world)
  const forgetful = forgetfulDatabase(county.sql)
  leftInTrail = forgetful.leftInTrail
  const viewersAgain = new Viewers(forgetful.database)
  app = await createApp({ ...county.services, database: forgetful.database, viewers: viewersAgain })
  ends.unshift(
    () => app.close(),
    () => forgetful.database.destroy(),
  )
}, 120_000)

afterAll(async () => {
  for (const end of ends) await end()
})

test('every call says what it is about, and every line is a call', () => {
  expect(Object.keys(reachTable).sort()).toEqual(endpoints.map(({ call }) => call).sort())
})

describe('every call, by every role, on what is their own, beside it, the neighbour’s and nowhere', () => {
  test.each(endpoints.map((endpoint) => [endpoint.call, endpoint] as const))(
    '%s',
    async (call, endpoint) => {
      const line = reachTable[call]
      expect(line, 'a line in server/src/access/reach-table.fixture.ts').toBeDefined()
      const wrong: string[] = []
      let asMeant = 0
      for (const role of allRoles) {
        const within = isAction(endpoint.action) ? placesInReach(role, endpoint.action) : places
        const tried: readonly Place[] = line!.is === 'about' || line!.is === 'list' ? places : ['own']
        const ghost = await ask(endpoint, line!, role, world.examples.nowhere)
        for (const place of within === null ? (['own'] as const) : tried) {
          const answer = place === 'nowhere' ? ghost : await ask(endpoint, line!, role, world.examples[place])
          const faults = faultsOf(line!, within, place, answer, ghost, endpoint)
          if (faults.length === 0 && within?.includes(place)) asMeant++
          wrong.push(
            ...faults.map((fault) => `${role}, ${place}: ${fault} ← ${answer.status} ${answer.said}`),
          )
        }
      }
      expect(wrong).toEqual([])
      expect(asMeant, 'somebody may, and is answered').toBeGreaterThan(0)
    },
    120_000,
  )
})

function faultsOf(
  line: Line,
  within: readonly Place[] | null,
  place: Place,
  answer: Answer,
  ghost: Answer,
  endpoint: Endpoint,
): string[] {
  const faults: string[] = []
  const { status, left } = answer
  if (status >= 500) faults.push('an unforeseen error')
  if (within === null) {
    if (status !== 403) faults.push('may not, and must be told so')
    if (!left.some(({ outcome }) => outcome === 'refused')) faults.push('the refusal is not in the trail')
    return faults
  }
  for (const other of places) {
    const unseen = other !== place || !within.includes(place)
    if (within.includes(other) || !unseen) continue
    const leaked = secretsOf(other, within).find(
      (secret) => answer.text.includes(secret) && !answer.sent.includes(secret),
    )
    if (leaked) faults.push(`tells of ${other}: ${leaked}`)
  }
  if (line.is === 'about' || line.is === 'list') {
    if (within.includes(place)) faults.push(...faultsWithin(line, world.examples[place], answer, endpoint))
    else {
      if (!(line.elsewhere ?? (line.is === 'list' ? [200] : [404])).includes(status))
        faults.push('out of reach, and must be as if it were not there')
      if (status !== ghost.status || answer.said !== ghost.said)
        faults.push(`differs from what does not exist (${ghost.status} ${ghost.said})`)
      if (status === 404 && !left.some(({ outcome }) => outcome === 'not-found'))
        faults.push('the attempt is not in the trail')
    }
  } else if (!(line.answers ?? [200]).includes(status)) faults.push(`expected ${line.answers ?? [200]}`)
  return faults
}

function faultsWithin(line: Line, example: Example, answer: Answer, endpoint: Endpoint): string[] {
  const { status, left, text } = answer
  const faults: string[] = []
  if (!(line.answers ?? [200]).includes(status)) return [`expected ${line.answers ?? [200]}`]
  if (status >= 300) return faults
  const person = line.person?.(example)
  if (person && !left.some(({ residentId }) => residentId === person))
    faults.push('the trail does not name the resident')
  if (methodOf(endpoint.call) !== 'GET' && !left.some(({ outcome }) => outcome === 'done'))
    faults.push('the change is not in the trail')
  const shown = line.shows?.(example)
  if (shown && !text.includes(shown)) faults.push('does not show what is there')
  return faults
}

/** What nobody may read who does not reach the place. A resident reaches their own record only, of all in the village. */
function secretsOf(place: Place, within: readonly Place[]): readonly string[] {
  return within.includes(place) ? [] : world.examples[place].secrets
}

async function ask(endpoint: Endpoint, line: Line, role: Role, example: Example): Promise<Answer> {
  const { said, headers, ...request } = await requestOf(endpoint, line, {
    example,
    packageIds: world.packageIds,
  })
  leftInTrail.length = 0
  const reply = await app.inject({
    ...request,
    headers: { ...headers, authorization: `Bearer ${tokenOf(role)}` },
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  const body = isJson ? reply.json() : null
  return {
    status: reply.statusCode,
    text: isJson ? reply.body : readable(reply.rawPayload),
    said:
      reply.statusCode < 300 ? '' : `${body?.code} ${body?.message} ${JSON.stringify(body?.fields ?? {})}`,
    left: [...leftInTrail],
    sent: said,
  }
}

/** What a reader could find in a file: the text of a spreadsheet's parts, or the file as it is. */
function readable(file: Buffer): string {
  if (file.subarray(0, 2).toString('latin1') !== 'PK') return file.toString('utf8')
  const parts = new PizZip(file)
  return Object.keys(parts.files)
    .map((name) => parts.file(name)?.asText() ?? '')
    .join('\n')
}
