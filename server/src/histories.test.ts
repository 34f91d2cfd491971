import { addDays, type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import { type Door, digestOf } from '@qianyue/domain/doors/door.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import fc from 'fast-check'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { type Signing, signingOf, signingOn, teamOf } from './agreements/agreements.fixture.ts'
import { rollAgreements } from './agreements/roll-agreements.ts'
import { sealTrail } from './audit/seal.ts'
import { verifyTrail } from './audit/verify.ts'
import { rebuildDuties } from './duties/rebuild-duties.ts'
import { countsKept } from './indicators/indicators.fixture.ts'
import { rollDay } from './indicators/roll-day.ts'
import { register } from './residents/residents.fixture.ts'
import { type Caller, type HttpReply, units } from './testing/county.ts'
import { values138, values168 } from './testing/follow-ups.ts'

/** So many in every run of the tests; `HISTORIES=200 SEED=7 vitest run server/src/histories.test.ts` tries others. */
const numRuns = Number(process.env.HISTORIES ?? 3)
const seed = Number(process.env.SEED ?? 20261121)

const populations = ['hypertension', 'type2-diabetes', 'registered-poor', 'disabled', 'tuberculosis'] as const
const eventKinds = ['death', 'move-out', 'away', 'return', 'split', 'join', 'head-change', 'move-in'] as const
const endReasons = ['resident-request', 'moved', 'lost', 'provider-fault', 'invoice-void'] as const

/** What somebody does; `who`, `which` and `on` choose among what there is by then. */
const choice = {
  who: fc.nat(9),
  which: fc.nat(19),
  on: fc.nat(29),
  sent: fc.constantFrom('once', 'at-once', 'again'),
}
const step = fc.record({
  act: fc.constantFrom(
    'newcomer',
    'declare',
    'undeclare',
    'event',
    'event-undone',
    'undo-event',
    'sign-person',
    'sign-household',
    'terminate',
    'leave',
    'renew',
    'transfer',
    'follow-up',
    'follow-up-undone',
    'correct',
    'withdraw',
    'merge-undone',
    'merge',
    'undo-merge',
    'days',
  ),
  ...choice,
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const FACTS = [
  'select id, name, household_id, village_code, relation, died_on, moved_out_on, away_since, away_until, team_id from residents order by id',
  'select id, head_id, dissolved_on from households where head_id is not null or dissolved_on is null order by id',
  'select * from household_memberships order by resident_id, since, household_id',
  'select id, resident_id, population, since, until, ended_reason from resident_populations order by id',
  'select id, signed_on, declined, ends_on, terminated_on, end_reason from agreements order by id',
  'select agreement_id, resident_id, terminated_on, end_reason from agreement_members order by 1, 2',
  'select resident_id, package_version_id, payer, fee_fen, refunded_fen from agreement_fees order by agreement_id, 1, 2, 3',
]

/** Two villages of 东岭 with two teams, lived in step by step. */
class History {
  today: LocalDate = localDate('2026-11-21')
  readonly people: string[]
  readonly events: { resident: string; id: string }[] = []
  readonly merges: string[] = []
  readonly records: string[] = []
  readonly signing: Signing
  readonly doctor: Caller
  readonly otherTeam: string

  constructor(signing: Signing, doctor: Caller, otherTeam: string) {
    const { father, mother, grandmother, child } = signing.household
    this.signing = signing
    this.doctor = doctor
    this.otherTeam = otherTeam
    this.people = [father.id, mother.id, grandmother.id, child.id]
  }

  get officer() {
    return this.signing.township
  }

  rows = async (query: string) => (await this.signing.county.sql.query(query)).rows

  async agreements() {
    return (await this.rows('select id from agreements order by id')).map(({ id }) => id as string)
  }

  /** Everything that follows from the facts, as it is kept. */
  async follows() {
    return {
      ...(await countsKept(this.signing.county)),
      duties: await this.rows('select * from resident_duties order by resident_id'),
    }
  }

  async state() {
    const facts = []
    for (const query of FACTS) facts.push(await this.rows(query))
    return { facts, ...(await this.follows()) }
  }

  /** A write, perhaps sent twice: no fault of the server, every refusal in Chinese and without a trace. */
  async send(by: Caller, address: string, body: object, sent: Step['sent']): Promise<HttpReply> {
    const before = await this.state()
    const [reply, twin] = await Promise.all([
      by.post(address, body),
      ...(sent === 'at-once' ? [by.post(address, body)] : []),
    ])
    const said = `${address} ${JSON.stringify(body)} ${JSON.stringify(reply!.body)}`
    expect(reply!.status, said).toBeLessThan(500)
    if (reply!.status >= 400) {
      expect(reply!.body.message, said).toMatch(/\p{Script=Han}/u)
      expect(await this.state(), `refused: ${said}`).toEqual(before)
    }
    const after = await this.state()
    const again = sent === 'again' ? await by.post(address, body) : twin
    if (again) {
      expect([again.status, again.body], `sent ${sent}: ${said}`).toEqual([reply!.status, reply!.body])
      expect(await this.state(), `sent ${sent}: ${said}`).toEqual(after)
    }
    return reply!
  }

  async holds() {
    const covered = await this.rows(
      `select m.resident_id from agreement_members m join agreements a on a.id = m.agreement_id
         join agreement_members n on n.resident_id = m.resident_id and n.agreement_id > m.agreement_id
         join agreements b on b.id = n.agreement_id
       where a.signed_on is not null and b.signed_on is not null and not m.declined and not n.declined
         and daterange(m.starts_on, coalesce(m.terminated_on, m.ends_on + 1)) && daterange(n.starts_on, coalesce(n.terminated_on, n.ends_on + 1))`,
    )
    expect(covered, 'covered by two agreements on one day').toEqual([])
  }

  /** What is kept equals what a rebuild from nothing gives. */
  async rebuilds() {
    const kept = await this.follows()
    await rebuildDuties(this.signing.county.services.database, 320399, this.today, { fromNothing: true })
    expect(await this.follows(), 'rebuilt from nothing').toEqual(kept)
  }

  /** A phone that pulled once and then only what changed holds what a new phone is given. */
  async phoneAgrees(first: { checkpoint: string; doors: Door[] }) {
    const held = new Map(first.doors.map((door) => [door.id, door]))
    const { body: changes } = await this.doctor.post('/sync/changes', {
      checkpoint: first.checkpoint,
      referenceHash: '',
      panel: { count: held.size, digest: digestOf([...held.keys()]) },
    })
    // After months the copy is too old: the phone pulls everything.
    if (changes.state === 'afresh') return
    for (const door of changes.doors as Door[]) held.set(door.id, door)
    const { body: panel } = await this.doctor.get('/sync/panel?first=500')
    const given = new Map((panel.doors as Door[]).map((door) => [door.id, door]))
    if (!changes.panelDiffers && changes.moreDoorIds.length === 0) {
      expect(
        [...given.keys()].filter((id) => !held.has(id)),
        'doors that the phone was not told of',
      ).toEqual([])
    }
    for (const [id, door] of held) if (given.has(id)) expect(door, 'the phone holds').toEqual(given.get(id))
  }

  /** Every figure is the sum of those below it, no numerator exceeds its denominator, and opens to as many names. */
  async figures() {
    const bureau = await this.signing.county.as('county-officer', units.county)
    type Line = {
      code: string
      orgId: number | null
      doctorId: string | null
      numerator: number
      denominator: number
    }
    for (const unit of [units.county, units.dongling]) {
      const lines = ((await bureau.get(`/indicators?orgId=${unit}`)).body as Line[]).filter(
        (l) => l.doctorId === null,
      )
      for (const { code, name } of indicators) {
        const own = lines.find((line) => line.code === code && line.orgId === unit)
        if (!own) continue
        const below = lines.filter((line) => line.code === code && line.orgId !== unit)
        for (const part of ['numerator', 'denominator'] as const) {
          expect(
            below.reduce((all, line) => all + line[part], 0),
            `${name} ${unit} ${part}`,
          ).toBe(own[part])
          const { status, body } = await bureau.get(
            `/indicators/${code}/residents?part=${part}&limit=1&orgId=${unit}`,
          )
          if (status === 200) expect(body.total, `${name} ${unit} ${part}: names`).toBe(own[part])
          else expect(status, name).toBe(403)
        }
      }
    }
  }
}

const at = <T>(of: readonly T[], index: number): T => of[index % of.length]!

async function live(history: History, { act, who, which, on, sent }: Step) {
  const { officer, doctor, signing, people } = history
  const person = at(people, who)
  const day = addDays(history.today, -(on % 5 === 0 ? 0 : on))
  const agreements = await history.agreements()
  const send = (by: Caller, address: string, body: object) => history.send(by, address, body, sent)
  const event = async () => {
    const kind = at(eventKinds, which)
    const eventId = newId()
    const placed = ['join', 'split', 'move-in'].includes(kind)
    const reply = await send(officer, `/residents/${person}/events`, {
      eventId,
      kind,
      on: day,
      ...(placed && {
        householdId: kind === 'split' ? newId() : signing.household.id,
        relation: '20',
        address: '东岭村9组7号',
      }),
      ...(on % 3 === 0 ? { newHeadId: at(people, who + 1) } : {}),
    })
    return reply.status === 200 ? { resident: person, id: eventId } : null
  }
  const undoEvent = ({ resident, id }: { resident: string; id: string }) =>
    send(officer, `/residents/${resident}/events/${id}/withdrawal`, { reason: '记错了人' })
  const merge = async () => {
    const id = newId()
    const asked = { id, keptId: person, droppedId: at(people, who + 1 + which), reason: '同一个人' }
    return (await send(officer, '/residents/merges', asked)).status === 200 ? id : null
  }
  const end = {
    reason: at(endReasons, which),
    terminatedOn: on % 2 ? addDays(history.today, on % 3 === 0 ? 1 : 0) : day,
  }
  const followUp = async () => {
    const id = newId()
    const form = { form: 'hypertension-follow-up', performedOn: day, mode: 'clinic' }
    const values = which % 2 ? values168 : values138
    return (await send(doctor, '/service-records', { id, residentId: person, ...form, values })).status ===
      200
      ? id
      : null
  }
  switch (act) {
    case 'newcomer': {
      const id = newId()
      const newcomer = {
        id,
        name: at(['张三', '李四'], on),
        isNoDuplicate: true,
        birthDate: `${1940 + ((on * 3) % 86)}-0${1 + (which % 9)}-11`,
        villageCode: which % 4 === 0 ? units.hewan : units.donglingVillage,
        ...(which % 3 === 0 ? { householdId: signing.household.id } : {}),
      }
      if ((await register(officer, newcomer)).status === 200) people.push(id)
      return
    }
    case 'declare':
      await send(officer, `/residents/${person}/populations`, {
        membershipId: newId(),
        population: at(populations, which),
        since: addDays(day, -400),
        declaredBy: 'register',
      })
      return
    case 'undeclare': {
      const [one] = await history.rows(
        `select id from resident_populations where resident_id = '${person}' and until is null`,
      )
      if (one)
        await send(officer, `/residents/${person}/populations/${one.id}/ending`, {
          lastDay: day,
          reason: '复核后不符合',
        })
      return
    }
    case 'event': {
      const told = await event()
      if (told) history.events.push(told)
      return
    }
    case 'event-undone': {
      const before = await history.state()
      const told = await event()
      if (!told) return
      expect((await undoEvent(told)).status).toBe(200)
      expect(await history.state(), `${at(eventKinds, which)} undone`).toEqual(before)
      return
    }
    case 'undo-event':
      if (history.events.length) await undoEvent(at(history.events, which))
      return
    case 'sign-person':
      await send(doctor, '/agreements', {
        id: newId(),
        unit: 'person',
        residentId: person,
        teamId: signing.teamId,
        signatoryId: person,
        startsOn: on % 4 === 0 ? addDays(history.today, on) : day,
        termMonths: 12,
        signedVia: 'clinic',
        members: [
          {
            residentId: person,
            packageIds: [signing.packages['general-basic'], at(Object.values(signing.packages), which)],
          },
        ],
      })
      return
    case 'sign-household':
      await send(doctor, '/agreements', signingOf(signing, { startsOn: day }))
      return
    case 'terminate':
      if (agreements.length) await send(doctor, `/agreements/${at(agreements, which)}/termination`, end)
      return
    case 'leave':
      if (agreements.length)
        await send(doctor, `/agreements/${at(agreements, which)}/departures`, { residentId: person, ...end })
      return
    case 'renew':
      if (agreements.length)
        await send(doctor, `/agreements/${at(agreements, which)}/renewal`, { id: newId() })
      return
    case 'transfer':
      if (agreements.length) {
        await send(officer, `/agreements/${at(agreements, which)}/transfer`, {
          id: newId(),
          teamId: history.otherTeam,
          reason: '换到另一个团队',
        })
      }
      return
    case 'follow-up-undone': {
      const before = await history.follows()
      const id = await followUp()
      if (!id) return
      const undone = await send(doctor, `/service-records/${id}/withdrawal`, {
        id: newId(),
        reason: '写错了人',
      })
      expect(undone.status).toBe(200)
      expect(await history.follows(), 'follow-up withdrawn').toEqual(before)
      return
    }
    case 'follow-up': {
      const id = await followUp()
      if (id) history.records.push(id)
      return
    }
    case 'correct':
    case 'withdraw': {
      if (history.records.length === 0) return
      const id = at(history.records, which)
      const body = { id: newId(), reason: '写错了数值' }
      if (act === 'withdraw') await send(doctor, `/service-records/${id}/withdrawal`, body)
      else
        await send(doctor, `/service-records/${id}/corrections`, {
          ...body,
          values: on % 2 ? values138 : values168,
          performedOn: day,
        })
      return
    }
    case 'merge': {
      const id = await merge()
      if (id) history.merges.push(id)
      return
    }
    case 'merge-undone': {
      const before = await history.state()
      const id = await merge()
      if (!id) return
      expect((await send(officer, `/residents/merges/${id}/undo`, {})).status).toBe(200)
      expect(await history.state(), 'merge undone').toEqual(before)
      return
    }
    case 'undo-merge':
      if (history.merges.length)
        await send(officer, `/residents/merges/${at(history.merges, which)}/undo`, {})
      return
    case 'days': {
      // A program that stood still for a month makes up for it; a longer time has its nights between.
      for (let left = at([1, 7, 45, 100, 370], which); left > 0; left -= 30) {
        history.today = addDays(history.today, Math.min(left, 30))
        const { county } = signing
        county.on(history.today)
        await rollAgreements(county.services, 320399)
        await rollDay(county.services.database, 320399, history.today)
      }
    }
  }
}

test(
  `whatever happens in a county, what is kept is what its facts say (SEED=${seed})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
        const ends: (() => Promise<void>)[] = []
        const signing = await signingOn('2026-11-21', {}, (end) => ends.push(end))
        try {
          const doctor = signing.nurse
          const otherTeam = await teamOf(signing.county, signing.township, {
            name: '东岭二队',
            villageCodes: [units.donglingVillage],
          })
          const history = new History(signing, doctor, otherTeam)
          await rollDay(signing.county.services.database, 320399, history.today)
          await signing.county.sql.query(
            'insert into household_memberships (resident_id, household_id, since) select id, household_id, registered_on from residents',
          )
          await rebuildDuties(signing.county.services.database, 320399, history.today, { fromNothing: true })
          const { body: panel } = await doctor.get('/sync/panel?first=500')
          expect(panel.doors.length).toBeGreaterThan(0)
          for (const each of steps) {
            await live(history, each)
            await history.holds()
          }
          await history.rebuilds()
          await history.figures()
          await history.phoneAgrees(panel)
          const { database, crypto } = signing.county.services
          expect(await sealTrail(signing.county.services, 320399)).toBeGreaterThan(0)
          expect((await verifyTrail(database, crypto, 320399)).tamperings).toEqual([])
        } finally {
          for (const end of ends) await end()
        }
      }),
      // A history lasts seconds: what failed is printed with its path, and not made shorter.
      { numRuns, seed, endOnFailure: true },
    )
  },
  numRuns * 30_000 + 90_000,
)
