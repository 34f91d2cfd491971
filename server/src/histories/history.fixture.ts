import { type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import { type Door, digestOf } from '@qianyue/domain/doors/door.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { readXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import type { Signing } from '../agreements/agreements.fixture.ts'
import { rebuildDuties } from '../duties/rebuild-duties.ts'
import { countsKept } from '../indicators/indicators.fixture.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { type Caller, type HttpReply, units } from '../testing/county.ts'

/** How a write is sent: once, twice at the same moment, or again after its answer. */
export type Sent = 'once' | 'at-once' | 'again'

const FACTS = [
  'select id, name, household_id, village_code, relation, died_on, moved_out_on, away_since, away_until, team_id from residents order by id',
  'select id, head_id, dissolved_on from households where head_id is not null or dissolved_on is null order by id',
  'select * from household_memberships order by resident_id, since, household_id',
  'select id, resident_id, population, since, until, ended_reason from resident_populations order by id',
  'select id, signed_on, declined, ends_on, terminated_on, end_reason from agreements order by id',
  'select agreement_id, resident_id, terminated_on, end_reason from agreement_members order by 1, 2',
  'select resident_id, package_version_id, payer, fee_fen, refunded_fen from agreement_fees order by agreement_id, 1, 2, 3',
]

/** Kept besides: a write that is undone leaves its trace there, one that is refused or sent again does not. */
const KEPT = [
  'select id, version, withdrawn_at, performed_on, values, next_step from service_records order by id',
  'select id, withdrawn_at from referral_steps order by id',
  'select id, undone_at from resident_merges order by id',
  'select id from policy_versions order by id',
  'select * from team_members order by team_id, staff_id, since',
  'select * from team_villages order by team_id, village_code',
  'select * from teams order by id',
  'select * from staff order by id',
  'select * from org_units order by code',
  'select * from package_versions order by id',
  'select id, state, from_day, to_day, entered, computed from settlements order by id',
]

/** Whose names tell of a protected sheet: not for the bureau. */
const NAMES_KEPT_BACK = ['smd-stable']

/** Two villages of 东岭 with two teams, lived in step by step. */
export class History {
  today: LocalDate = localDate('2026-11-21')
  readonly people: string[]
  readonly events: { resident: string; id: string }[] = []
  readonly merges: string[] = []
  readonly records: string[] = []
  readonly imports: string[] = []
  readonly settlements: string[] = []
  /** What was frozen, as it was when it was. */
  readonly frozen = new Map<string, unknown>()
  private phone: { checkpoint: string; doors: Map<string, Door> } = { checkpoint: '', doors: new Map() }
  readonly signing: Signing
  readonly doctor: Caller
  readonly villageDoctor: Caller
  readonly otherTeam: string
  readonly bureau: Caller
  readonly finance: Caller

  constructor(
    signing: Signing,
    {
      doctor,
      villageDoctor,
      bureau,
      finance,
      otherTeam,
    }: Pick<History, 'doctor' | 'villageDoctor' | 'bureau' | 'finance' | 'otherTeam'>,
  ) {
    const { father, mother, grandmother, child } = signing.household
    this.signing = signing
    this.doctor = doctor
    this.villageDoctor = villageDoctor
    this.bureau = bureau
    this.finance = finance
    this.otherTeam = otherTeam
    this.people = [father.id, mother.id, grandmother.id, child.id]
  }

  get officer() {
    return this.signing.township
  }

  /** Whoever has left cannot sign in, and would live no further step. */
  signsIn(staffId: string) {
    return [this.officer, this.doctor, this.villageDoctor, this.bureau, this.finance].some(
      (caller) => caller.staffId === staffId,
    )
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
    return { facts: await this.answers(FACTS), ...(await this.follows()) }
  }

  /** All that a write can change. */
  async everything() {
    return { ...(await this.state()), kept: await this.answers(KEPT) }
  }

  private async answers(queries: readonly string[]) {
    const found = []
    for (const query of queries) found.push(await this.rows(query))
    return found
  }

  /** A write, perhaps sent twice: no fault of the server, every refusal in Chinese and without a trace. */
  async send(
    by: Caller,
    address: string,
    body: object,
    sent: Sent,
    method: 'post' | 'put' = 'post',
  ): Promise<HttpReply> {
    const before = await this.everything()
    const [reply, twin] = await Promise.all([
      by[method](address, body),
      ...(sent === 'at-once' ? [by[method](address, body)] : []),
    ])
    const said = `${address} ${JSON.stringify(body)} ${JSON.stringify(reply!.body)}`
    expect(reply!.status, said).toBeLessThan(500)
    if (reply!.status >= 400) {
      expect(reply!.body.message, said).toMatch(/\p{Script=Han}/u)
      expect(await this.everything(), `refused: ${said}`).toEqual(before)
    }
    const after = await this.everything()
    const again = sent === 'again' ? await by[method](address, body) : twin
    if (again) {
      expect([again.status, told(again)], `sent ${sent}: ${said}`).toEqual([reply!.status, told(reply!)])
      expect(await this.everything(), `sent ${sent}: ${said}`).toEqual(after)
    }
    return reply!
  }

  /** A record opens wherever it is shown, and on paper. */
  async shows({ id, form, resident }: { id: string; form: Form; resident: string }) {
    const pages = ['year-plan', 'service-records', 'health-plan'].map(
      (page) => `/residents/${resident}/${page}`,
    )
    for (const address of [`/service-records/${id}`, `/residents/${resident}`, ...pages, '/referrals']) {
      const { status, body } = await this.officer.get(address)
      expect(status, `${form.name} ${address} ${JSON.stringify(body)}`).toBe(200)
    }
    const paper = await this.officer.get(`/service-records/${id}/document`)
    expect(paper.status, form.name).toBe(200)
  }

  /** A register as an office brings it in, and once more: the second time nothing changes. @returns null when nobody came in. */
  async importRegister(content: Buffer): Promise<string | null> {
    const { services } = this.signing.county
    const taken = async () => {
      const reply = await this.officer.upload('/register-imports', { name: '名册.csv', content })
      expect(reply.status, JSON.stringify(reply.body)).toBe(201)
      const { id } = reply.body
      await runRequestedJobs(services)
      const { body: checked } = await this.officer.get(`/register-imports/${id}`)
      expect(checked.status, JSON.stringify(checked)).toBe('ready')
      const { status, body } = await this.officer.post(`/register-imports/${id}/commit`, {})
      await runRequestedJobs(services)
      const { body: done } = await this.officer.get(`/register-imports/${id}`)
      expect([status, done.status], JSON.stringify([body, done])).toEqual([200, 'done'])
      return done
    }
    const first = await taken()
    const after = await this.everything()
    const again = await taken()
    expect([again.counts.added, again.counts.changed], JSON.stringify(again.counts)).toEqual([0, 0])
    expect(await this.everything(), 'the same register again').toEqual(after)
    for (const { id } of await this.rows("select id from residents where name like '赵%' order by name"))
      if (!this.people.includes(id)) this.people.push(id)
    if (first.counts.added + first.counts.changed === 0) return null
    this.imports.push(first.id)
    return first.id
  }

  async undoImport(id: string) {
    await this.send(this.officer, `/register-imports/${id}/undo`, {}, 'once')
    await runRequestedJobs(this.signing.county.services)
  }

  /** What a phone wrote without a signal, sent in one parcel and sent again because the answer was lost. */
  async phoneSends(written: readonly { address: string; body: object }[]) {
    const calls = written.map(({ address, body }, lane) => ({
      ...{ method: 'POST', address: `/api/v1${address}`, lane: String(lane) },
      body: JSON.stringify(body),
    }))
    const first = await this.doctor.post('/sync/calls', { calls })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    for (const { status, body } of first.body.answers) {
      expect(status, JSON.stringify(body)).toBeLessThan(500)
      if (status >= 400) expect(body.message).toMatch(/\p{Script=Han}/u)
    }
    const after = await this.everything()
    const again = await this.doctor.post('/sync/calls', { calls })
    // An agreement is answered as it stands, with what was done for it since.
    const told = ({ answers }: { answers: { status: number; body: { id?: string } }[] }) =>
      answers.map(({ status, body }) => [status, body.id])
    expect(told(again.body), JSON.stringify(calls)).toEqual(told(first.body))
    expect(await this.everything(), 'sent again by a phone').toEqual(after)
  }

  /** To the fen: what is paid to each is the sum, and no pool pays more than it holds. */
  adds({
    totals,
    pools,
    shares,
  }: {
    totals: Record<string, number>
    pools: Record<string, number>[]
    shares: Record<string, number>[]
  }) {
    const sum = (of: readonly Record<string, number>[], key: string) =>
      of.reduce((all, one) => all + one[key]!, 0)
    expect(sum(shares, 'paidFen'), 'paid').toBe(totals.paidFen)
    expect(sum(pools, 'instalmentFen'), 'instalments').toBe(totals.instalmentFen)
    expect(sum(pools, 'withheldFen'), 'withheld').toBe(totals.withheldFen)
    expect(sum(pools, 'leftFen'), 'left').toBe(totals.leftFen)
    for (const pool of pools)
      expect(
        sum(
          shares.filter(({ poolUnit }) => poolUnit === pool.unitCode),
          'shareFen',
        ) + pool.leftFen!,
        JSON.stringify(pool),
      ).toBe(pool.payableFen)
    for (const share of shares) expect(share.shareFen! - share.deductedFen!).toBe(share.paidFen)
  }

  /** What was frozen does not move, whatever happens afterwards. */
  async staysFrozen() {
    for (const [id, was] of this.frozen)
      expect(moneyOf((await this.finance.get(`/settlements/${id}`)).body), id).toEqual(was)
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

  /** A phone takes all that it is given, to be brought up to date by {@link phoneFollows}. */
  async phonePulls() {
    const { body } = await this.doctor.get('/sync/panel?first=500')
    this.phone = { checkpoint: body.checkpoint, doors: doorsById(body.doors) }
    return this.phone.doors
  }

  /** A phone that is told only what changed since it pulled holds what a new phone is given. */
  async phoneFollows() {
    const { checkpoint, doors: held } = this.phone
    const { body: changes } = await this.doctor.post('/sync/changes', {
      checkpoint,
      referenceHash: '',
      panel: { count: held.size, digest: digestOf([...held.keys()]) },
    })
    for (const door of (changes.doors ?? []) as Door[]) held.set(door.id, door)
    const given = await this.phonePulls()
    // The phone pulls everything: its copy was too old.
    if (changes.state === 'afresh') return
    expect(changes.moreDoorIds).toEqual([])
    if (!changes.panelDiffers) expect([...held.keys()].sort(), 'the doors').toEqual([...given.keys()].sort())
    for (const [id, door] of held) if (given.has(id)) expect(door, 'the phone holds').toEqual(given.get(id))
  }

  /** Every figure is the sum of those below it, no numerator exceeds its denominator, and opens to as many names. */
  async figures() {
    const { bureau } = this
    type Line = {
      code: string
      name: string
      orgId: number | null
      doctorId: string | null
      numerator: number
      denominator: number
    }
    for (const unit of [units.county, units.dongling]) {
      const lines = ((await bureau.get(`/indicators?orgId=${unit}`)).body as Line[]).filter(
        (l) => l.doctorId === null,
      )
      const { raw } = await bureau.get(`/indicators/workbook?orgId=${unit}`)
      expect(
        (await listedIn(raw)).map((row) => row.slice(1, 4)).slice(0, lines.length),
        `the table of ${unit}`,
      ).toEqual(lines.map(({ name, numerator, denominator }) => [name, numerator, denominator]))
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
          expect(status, name).toBe(NAMES_KEPT_BACK.includes(code) ? 403 : 200)
          if (status !== 200) continue
          expect(body.total, `${name} ${unit} ${part}: names`).toBe(own[part])
          const { raw } = await bureau.get(`/indicators/${code}/workbook?part=${part}&orgId=${unit}`)
          expect(await listedIn(raw), `${name} ${unit} ${part}: Excel`).toHaveLength(own[part])
        }
      }
    }
  }
}

/** What was said of boxes that are not asked of this person is said where they are left out: they are not kept. */
const told = ({ body }: HttpReply) => ({ ...body, warnings: null })

/** What of a settlement stays as it is once it is frozen; units are called by the names of today. */
export const moneyOf = ({ totals, pools, shares }: Record<string, Named[]>) => ({
  totals,
  pools: pools!.map(nameless),
  shares: shares!.map(nameless),
})
type Named = Record<string, unknown>
const nameless = ({ unitName, ...figures }: Named) => figures

/** The rows below the titles of a workbook's first sheet. */
async function listedIn(raw: Buffer) {
  const { rows } = (await readXlsx(new Uint8Array(raw))).sheets[0]!
  return rows.slice(
    rows.findIndex((row) => row.filter((cell) => cell !== null && cell !== '').length > 5) + 1,
  )
}

const doorsById = (doors: readonly Door[]) => new Map(doors.map((door) => [door.id, door]))
