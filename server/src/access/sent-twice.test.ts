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
  'POST /register-imports/{id}/recheck': 'while a register is being checked one is told to wait',
  'POST /sync/changes': 'up to which moment a phone has heard everything',
  'POST /phones': 'a token is kept as its hash only: who did not hear it is given another',
}

/**
 * Calls that a rule refuses for everything that the county has of each thing, so that nothing is seen of them here: their
 * features' tests bring about what they ask for.
 */
const refusedHere: ReadonlySet<string> = new Set([
  'POST /accounts/{accountId}/phones/{phoneId}/ending',
  'POST /accounts/{accountId}/tokens',
  'POST /agreements/{agreementId}/declining',
  'POST /agreements/{agreementId}/renewal',
  'POST /agreements/{agreementId}/transfer',
  'POST /assessment-rounds',
  'POST /assessment-rounds/{id}/publication',
  'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals',
  'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals/{appealId}/answer',
  'POST /authenticity/questions/{id}/answer',
  'POST /authenticity/questions/{id}/appeal',
  'POST /authenticity/questions/{id}/conclusion',
  'POST /bulletins',
  'PUT /bulletins/{id}',
  'POST /bulletins/{id}/publication',
  'POST /bulletins/{id}/readings',
  'POST /complaints/{id}/phone',
  'POST /complaints/{id}/steps',
  'POST /demonstration-sites/{id}/reviews',
  'POST /document-templates/{kind}/word-files',
  'POST /education-activities/{id}/sign-ins',
  'POST /examination-days/{id}/invitations/{residentId}/record',
  'POST /examination-days/{id}/invitations/{residentId}/results',
  'POST /local-forms',
  'PUT /me/password',
  'POST /me/second-factor',
  'POST /me/second-factor/confirmation',
  'POST /me/second-factor/removal',
  'DELETE /me/sessions/{sessionId}',
  'POST /meeting-tasks/{id}/completion',
  'PUT /monthly-audits/{id}',
  'POST /monthly-audits/{id}/review',
  'PUT /org-units/{code}',
  'POST /org-units/{code}/closing',
  'POST /outside-list-tasks/{id}/settlement',
  'PUT /packages/{packageId}',
  'POST /phones/{phoneId}/ending',
  'POST /policy-profiles/workbook',
  'PUT /policy-profiles/{id}',
  'POST /policy-profiles/{id}/publication',
  'POST /policy-profiles/{id}/try-out',
  'POST /register-imports/{id}/choices',
  'POST /register-imports/{id}/commit',
  'POST /register-imports/{id}/undo',
  'POST /report-templates',
  'POST /report-templates/{id}/retirement',
  'POST /reports/submissions',
  'POST /reports/submissions/{id}/decision',
  'POST /residents/distinct-pairs',
  'POST /residents/{id}/events/{eventId}/withdrawal',
  'POST /residents/{id}/health-record/move',
  'POST /service-records/workbook',
  'POST /settlements',
  'POST /settlements/{id}/appeals',
  'POST /settlements/{id}/appeals/{appealId}/answer',
  'POST /settlements/{id}/steps',
  'POST /signing-withdrawals/{id}/restoration',
  'POST /spot-checks',
  'PUT /spot-checks/{id}/records/{recordId}',
  'POST /supervision-findings/{id}/rechecks',
  'POST /supervision-findings/{id}/rectifications',
  'PUT /surveys/{id}/answers/{inviteeId}',
  'POST /teams/{teamId}/dissolution',
  'POST /teams/{teamId}/hand-over',
  'PUT /trainings/{id}/attendances',
])

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
      if (addsEachTime[call] === undefined) expect(twice).toEqual(once)
      const tellsOtherwise = call in tellsWhatWasDone || call in addsEachTime
      if (tellsOtherwise) expect(second.status, `${role}: ${JSON.stringify(second)}`).toBeLessThan(500)
      else expect(second, role).toEqual(first)

      await past.rewind()
      const { app: real, sql } = world.county
      const begin = await rowCounts(sql)
      await send(killed, request, role)
      expect(await rowCounts(sql), 'killed before its commit').toEqual(begin)

      const both = await Promise.all([send(real, request, role), send(real, request, role)])
      if (tellsOtherwise) {
        expect(
          both.filter(({ status }) => status >= 500),
          'at once',
        ).toEqual([])
      } else expect(both, 'at once').toEqual([both[0], both[0]])
      const added = grown(begin, await rowCounts(sql))
      for (const [table, rows] of Object.entries(added)) {
        if (addsEachTime[call] === undefined)
          expect(rows, `at once, ${table}`).toBeLessThanOrEqual(once[table] ?? 0)
      }
      expect(refusedHere.has(call), 'is done here, and no longer among those that are refused').toBe(false)
      return
    }
    expect(refusedHere.has(call), 'nobody could do it').toBe(true)
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
