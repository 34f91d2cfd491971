import { addDays } from '@qianyue/domain/days/local-date.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import fc from 'fast-check'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { units } from '../testing/county.ts'
import { anyPolicy } from './any-policy.fixture.ts'
import { type History, moneyOf, type Sent } from './history.fixture.ts'

/** What an office does: rules, packages, teams, people who work, units, and the money at the end. */
export const officeActs = [
  'policy',
  'package',
  'package-withdrawn',
  'team',
  'dissolve',
  'staff',
  'unit',
  'close-unit',
  'settle',
  'settlement-entries',
  'settlement-step',
] as const

export type OfficeStep = {
  act: (typeof officeActs)[number]
  who: number
  which: number
  on: number
  seed: number
  sent: Sent
}

export const isOfOffice = (act: string): act is OfficeStep['act'] =>
  (officeActs as readonly string[]).includes(act)

const at = <T>(of: readonly T[], index: number): T => of[index % of.length]!

const { agreements, ages, caps, duties, figures } = nationalDefault2022
const followUps = nationalDefault2022['follow-ups']
const POLICIES = [
  ...(['resign', 'auto-renew', 'auto-but-new-paper'] as const).map((expiryPolicy) => ({
    kind: 'agreements',
    body: { ...agreements, expiryPolicy },
  })),
  { kind: 'agreements', body: { ...agreements, termEnds: 'year-end' } },
  { kind: 'agreements', body: { ...agreements, householdSignatory: 'head' } },
  { kind: 'ages', body: { ...ages, elderlyFromYears: 60 } },
  { kind: 'ages', body: ages },
  { kind: 'follow-ups', body: { ...followUps, routineAfterMonths: 1 } },
  { kind: 'follow-ups', body: followUps },
  { kind: 'caps', body: { ...caps, caps: { persons: 5, households: 2, villages: 2 } } },
  { kind: 'caps', body: { ...caps, overCapWithReason: true, caps: { ...caps.caps, persons: 3 } } },
  { kind: 'caps', body: caps },
  { kind: 'duties', body: { ...duties, rules: duties.rules.filter((_, index) => index % 2 === 0) } },
  { kind: 'duties', body: duties },
  { kind: 'package-proposals', body: [] },
  { kind: 'package-proposals', body: nationalDefault2022['package-proposals'] },
  { kind: 'figures', body: { ...figures, keyPopulations: ['elderly', 'hypertension'] } },
  { kind: 'figures', body: figures },
]

const FUNDS = ['public-health-labour', 'special-grant', 'contract-fee'] as const
const SETTLEMENT_STEPS = ['submit', 'return', 'freeze', 'pay'] as const
const NEXT = { draft: 'submit', submitted: 'freeze', frozen: 'pay', paid: 'pay' } as const

/** One step of an office, and what has to be so afterwards. */
export async function liveInOffice(history: History, { act, who, which, on, sent, seed }: OfficeStep) {
  const { officer, bureau, finance, signing, today } = history
  const day = addDays(today, (on % 3) - 1)
  const teamId = which % 2 ? signing.teamId : history.otherTeam
  switch (act) {
    case 'policy': {
      const { kind, body } =
        who % 3 === 0 ? at(POLICIES, which) : fc.sample(anyPolicy, { seed, numRuns: 1 })[0]!
      const version = { id: newId(), validFrom: day, source: '年度工作方案', body }
      await history.send(bureau, `/policies/${kind}/versions`, version, sent)
      await runRequestedJobs(signing.county.services)
      return
    }
    case 'package': {
      const { body } = await bureau.get('/packages?versions=all')
      const { id, validUntil, paid, contains, allItems, feeSplit, ...content } = at(
        body,
        which + who,
      ) as Record<string, unknown> & { items: { times: number }[] }
      const items = content.items.map((item, index) => (index === who ? { ...item, times: 1 + on } : item))
      const version = {
        ...content,
        items,
        validFrom: day,
        yearlyPriceFen: content.tier === 'basic' ? 0 : 12_000 + on,
        shares: [],
      }
      await history.send(bureau, `/packages/${newId()}`, version, sent, 'put')
      return
    }
    case 'package-withdrawn': {
      const { body } = await bureau.get('/packages')
      if (on % 3 > 0 || body.length === 0) return
      await history.send(
        bureau,
        `/packages/${at(body as { id: string }[], which + who).id}/withdrawal`,
        { validUntil: day },
        sent,
      )
      return
    }
    case 'team': {
      const { body: team } = await officer.get(`/teams/${teamId}`)
      const members = team.members.map(
        ({ staffId, role, leads }: { staffId: string; role: string; leads: boolean }) => ({
          staffId,
          role,
          leads,
        }),
      )
      const leaves = who % 3 === 0 && members.length > 1
      const villages = [units.donglingVillage, units.hewan].filter((_, index) => (on >> index) % 2 === 0)
      const changed = {
        name: `${team.name.slice(0, 4)}${on % 4}`,
        unitCode: team.unitCode,
        ownCaps: { persons: on % 5 === 0 ? 4 : null, households: null, villages: null },
        members: leaves
          ? members.slice(0, -1)
          : [...members, ...(who % 3 === 1 ? [{ staffId: officer.staffId, role: 'public-health' }] : [])],
        villageCodes: villages,
      }
      await history.send(officer, `/teams/${teamId}`, changed, sent, 'put')
      return
    }
    case 'dissolve':
      if (on % 4 === 0) await history.send(officer, `/teams/${history.otherTeam}/dissolution`, {}, sent)
      return
    case 'staff': {
      const { body } = await bureau.get('/staff?left=true')
      const { id, ...one } = at(body as { id: string; unitCode: number; name: string }[], who)
      const changed = {
        unitCode: on % 7 === 0 ? units.hewan : one.unitCode,
        name: one.name,
        qualification: at(['执业医师', '执业护士', '乡村医生'], on),
        licenceNumber: null,
        licenceExpiresOn: which % 3 === 0 ? addDays(day, which) : null,
        phone: null,
        suspendedSince: which % 5 === 0 ? day : null,
        leftOn: which % 7 === 0 && !history.signsIn(id) ? day : null,
      }
      await history.send(bureau, `/staff/${id}`, changed, sent, 'put')
      return
    }
    case 'unit': {
      const code = at([units.dongling, units.donglingVillage, units.hewan], which)
      const { body } = await bureau.get('/org-units')
      const one = (body as { code: number }[]).find((unit) => unit.code === code)
      if (!one) return
      const { archiveCode, phone, address } = one as unknown as Record<string, unknown>
      const named = { code, name: `卫生机构${on}`, areaName: `地方${on}`, archiveCode, phone, address }
      await history.send(bureau, `/org-units/${code}`, named, sent, 'put')
      return
    }
    case 'close-unit':
      await history.send(
        bureau,
        `/org-units/${at([units.donglingVillage, units.hewan], which * who)}/closing`,
        {},
        sent,
      )
      return
    case 'settle': {
      const asked = {
        id: newId(),
        unitCode: at([units.dongling, units.donglingVillage, units.county], who),
        fundCode: at(FUNDS, on),
        year: Number(today.slice(0, 4)),
        part: 'advance',
        number: 1 + (which % 2),
        fromDay: addDays(today, -90 - which),
        toDay: addDays(today, on % 2 ? 0 : -10),
      }
      const { status, body } = await history.send(finance, '/settlements', asked, sent)
      if (status === 200) {
        history.settlements.push(asked.id)
        history.adds(body)
      }
      return
    }
    case 'settlement-entries': {
      if (history.settlements.length === 0) return
      const id = at(history.settlements, which)
      const { body } = await finance.get(`/settlements/${id}`)
      const entries = {
        pools: body.pools.map(({ unitCode }: { unitCode: number }) => ({
          unitCode,
          enteredFen: 10_001 * on,
          scoreHundredths: which % 2 ? 7_000 + on * 50 : null,
        })),
        staff: body.shares.slice(0, 2).map(({ staffId }: { staffId: string }) => ({
          staffId,
          quality: 10_000 - on * 100,
          satisfaction: 9_000,
          deductionFen: on * 13,
          reason: '抽查扣款',
        })),
      }
      const reply = await history.send(finance, `/settlements/${id}/entries`, entries, sent, 'put')
      if (reply.status === 200) history.adds(reply.body)
      return
    }
    case 'settlement-step': {
      if (history.settlements.length === 0) return
      const id = at(history.settlements, which)
      const { state } = (await finance.get(`/settlements/${id}`)).body as { state: keyof typeof NEXT }
      const asked = on % 4 === 0 ? at(SETTLEMENT_STEPS, who) : NEXT[state]
      const by = asked === 'freeze' || asked === 'return' ? bureau : finance
      const step = { step: asked, reason: '金额有误', paidOn: today }
      const reply = await history.send(by, `/settlements/${id}/steps`, step, sent)
      if (reply.status !== 200) return
      history.adds(reply.body)
      if (asked === 'freeze') history.frozen.set(id, moneyOf(reply.body))
      expect(asked, 'a frozen settlement does not go back').not.toBe(history.frozen.has(id) ? 'return' : '')
    }
  }
}
