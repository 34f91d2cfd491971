import { type Endpoint, methodOf } from '@qianyue/api/endpoint.ts'
import { endpoints } from '@qianyue/api/endpoints.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { Viewers } from '../session/viewers.ts'
import { dyingDatabase } from '../testing/forgetful-database.ts'
import { rewindingDatabase, rowCounts } from '../testing/rewinding-database.ts'
import { placesInReach, type ReachCounty, reachCounty } from './reach-county.fixture.ts'
import { reachTable } from './reach-table.fixture.ts'
import { giveTokens, isAction, requestOf, tokenOf } from './requests.fixture.ts'

/** Calls that do something every time, and why. */
const addsEachTime: Record<string, string> = {
  'POST /register-imports':
    'without an id of its own each upload is an import, and says that the same file is there',
}

/** Calls that have one effect and say at the second time what was done then, and why. */
const tellsWhatWasDone: Record<string, string> = {
  'POST /device-messages': 'a device is told which messages were there already',
  'POST /device-messages/files': 'as for single messages',
  'POST /grid-duty/assignments': 'how many households were given anew',
  'POST /examination-days/{id}/invitations': 'how many people were invited anew',
  'POST /authenticity/runs': 'how many questions are new',
  'POST /sync/changes': 'up to which moment a phone has heard everything',
  'POST /phones': 'a token is kept as its hash only: who did not hear it is given another',
}

let world: ReachCounty
let app: FastifyInstance
/** The program whose every request is cut off where it would commit. */
let killed: FastifyInstance
let past: ReturnType<typeof rewindingDatabase>
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  world = await reachCounty((end) => ends.push(end))
  const { county } = world
  await giveTokens(world)
  past = rewindingDatabase(county.sql)
  app = await createApp({ ...county.services, database: past.database, viewers: new Viewers(past.database) })
  const dying = dyingDatabase(county.sql)
  killed = await createApp({ ...county.services, database: dying })
  ends.unshift(
    () => app.close(),
    () => killed.close(),
    () => past.database.destroy(),
    () => dying.destroy(),
  )
}, 120_000)

afterAll(async () => {
  for (const end of ends) await end()
})

const writes = endpoints.filter(({ call, action }) => methodOf(call) !== 'GET' && action !== 'public')

test.each(writes.map((endpoint) => [endpoint.call, endpoint] as const))(
  '%s sent twice, one after the other or at once, has one effect, and none when the program is killed meanwhile',
  async (call, endpoint) => {
    const line = reachTable[call]!
    const request = await requestOf(endpoint, line, {
      example: world.examples.own,
      packageIds: world.packageIds,
    })
    for (const role of rolesFor(endpoint)) {
      await past.rewind()
      const before = await past.rowCounts()
      const first = await send(app, request, role)
      if (first.status >= 300) continue
      const once = grown(before, await past.rowCounts())
      const second = await send(app, request, role)
      const twice = grown(before, await past.rowCounts())
      expect(
        second.status === 409 || second.status === first.status,
        `${role}: ${JSON.stringify(second)}`,
      ).toBe(true)
      if (addsEachTime[call] === undefined) expect(twice).toEqual(once)
      const tellsOtherwise = call in tellsWhatWasDone || call in addsEachTime
      if (second.status === first.status && !tellsOtherwise) expect(second.body).toEqual(first.body)

      await past.rewind()
      const { app: real, sql } = world.county
      const begin = await rowCounts(sql)
      await send(killed, request, role)
      expect(await rowCounts(sql), 'killed before its commit').toEqual(begin)

      const both = await Promise.all([send(real, request, role), send(real, request, role)])
      expect(
        both.filter(({ status }) => status >= 500),
        'at once',
      ).toEqual([])
      const added = grown(begin, await rowCounts(sql))
      for (const [table, rows] of Object.entries(added)) {
        if (addsEachTime[call] === undefined)
          expect(rows, `at once, ${table}`).toBeLessThanOrEqual(once[table] ?? 0)
      }
      return
    }
  },
)

function rolesFor({ action }: Endpoint): Role[] {
  return (Object.keys(roles) as Role[]).filter(
    (role) => !isAction(action) || placesInReach(role, action)?.includes('own'),
  )
}

async function send(
  to: FastifyInstance,
  { said: _, ...request }: Awaited<ReturnType<typeof requestOf>>,
  role: Role,
) {
  const reply = await to.inject({
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${tokenOf(role)}` },
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : null }
}

function grown(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([table, rows]) =>
      rows === before[table] ? [] : [[table, rows - (before[table] ?? 0)]],
    ),
  )
}
