import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { classesOf, type VillageClass } from '@qianyue/domain/indicators/village-class.ts'
import type { EvidencePolicy } from '@qianyue/domain/service-records/evidence-policy.ts'
import { type DecidedClawBack, type SettledClawBack, takenOf } from '@qianyue/domain/settlement/claw-back.ts'
import { type Fund, factorOf, type poolPlaces, roleFactorOf } from '@qianyue/domain/settlement/fund.ts'
import {
  type CreditedService,
  limitedCodes,
  limitsCountFrom,
  type PointsPolicy,
  pointsOfService,
  verifiedShare,
  WHOLE_FACTORS,
} from '@qianyue/domain/settlement/points.ts'
import {
  type Payment,
  type PoolFacts,
  type StaffWork,
  settle,
  type Totals,
  totalsOf,
} from '@qianyue/domain/settlement/settle.ts'
import type { Database } from '../database/database.ts'
import type { EnteredForPool, ShareRow, StaffEntry } from './settlement.queries.ts'
import {
  checkedOf,
  type Period,
  type StaffRow,
  staffOf,
  unitsOfRange,
  type VillageFacts,
  villageFacts,
  workOf,
} from './work.queries.ts'

/** A settlement as it was computed: with the fund and the points as they stood, so that a later notice moves nothing. */
export type Computed = {
  fund: Fund
  points: PointsPolicy
  /** Not there in what was computed before it was asked for. */
  evidence?: EvidencePolicy
  totals: Totals
  pools: PoolShown[]
  /** Not there in what was computed before they were proposed. */
  clawBacks?: SettledClawBack[]
}

type PoolShown = {
  unitCode: number
  unitName: string
  residents: number
  signed: number
  /** Not there in what was computed before funds could ask for it. */
  indicatorPeople?: number
  feesFen: number
  enteredFen: number
  scoreHundredths: number | null
  fundFen: number
  instalmentFen: number
  withheldFen: number
  payableFen: number
  leftFen: number
}

/** What is settled: of which unit and days, by which fund and points, with what was entered. */
type Settling = {
  unitCode: number
  fromDay: LocalDate
  toDay: LocalDate
  fund: Fund
  points: PointsPolicy
  evidence: EvidencePolicy
  payment: Payment
  /** 村的类别 of the period's last day. */
  classes: readonly VillageClass[]
  entered: (unitCode: number) => EnteredForPool
  entries: readonly StaffEntry[]
  /** 收回建议; those of people who have no share are left to another settlement. */
  clawBacks?: readonly DecidedClawBack[]
}

export function periodOf({
  unitCode,
  fromDay,
  toDay,
  points,
  evidence,
}: Pick<Settling, 'unitCode' | 'fromDay' | 'toDay' | 'points' | 'evidence'>): Period {
  return {
    range: rangeOf(unitCode),
    fromDay,
    toDay,
    lateAfterDays: points.lateAfterDays,
    evidenceRules: evidence.rules,
    limits: points.limits?.map((limit) => ({ ...limit, codes: limitedCodes(points, limit) })) ?? [],
    limitsFrom: limitsCountFrom(points, fromDay),
  }
}

/** Gathers the work of the period and settles it. Nothing is written. @throws RangeError as {@link settle}. */
export async function computeSettlement(
  db: Database,
  settling: Settling,
): Promise<{ computed: Computed; shares: ShareRow[]; staff: StaffRow[] }> {
  const { fund, points, evidence, payment } = settling
  const period = periodOf(settling)
  const [staff, work, villages, places] = await Promise.all([
    staffOf(db, period),
    staffWork(db, period, points),
    villageFacts(db, period, { feePayers: fund.feePayers ?? [], indicator: fund.indicator ?? null }),
    placesOf(db, settling),
  ])
  const entries = new Map(settling.entries.map((entry) => [entry.staffId, entry]))
  const owed = new Map(settling.clawBacks?.map(({ staffId, decision }) => [staffId, decision?.fen ?? 0]))
  const pools = places.map((place): PoolFacts & { unitName: string } => {
    const range = rangeOf(place.code)
    const within = (code: number) => range.from <= code && code <= range.to
    return {
      unitCode: place.code,
      unitName: place.name,
      ...sumOf(
        villages.filter(({ villageCode }) => within(villageCode)),
        fund,
        settling.classes,
      ),
      ...settling.entered(place.code),
      staff: staff
        .filter(({ unitCode }) => within(unitCode))
        .map((person) => {
          const facts = withEntry(person, work.get(person.staffId), entries.get(person.staffId))
          return {
            ...facts,
            roleFactor: roleFactorOf(fund, person.roles),
            deductionFen: facts.deductionFen + (owed.get(person.staffId) ?? 0),
          }
        }),
    }
  })
  const results = settle(fund, payment, pools)
  const shown = pools.map(({ staff: _, ...pool }, index): PoolShown => {
    const { shares: _shares, ...result } = results[index]!
    return { ...pool, ...result }
  })
  const shares = sharesOf(pools, results)
  const deducted = new Map(shares.map(({ staffId, deductedFen }) => [staffId, deductedFen]))
  const clawBacks = (settling.clawBacks ?? []).flatMap((one) => {
    const deductedFen = deducted.get(one.staffId)
    const otherFen = entries.get(one.staffId)?.deductionFen ?? 0
    return deductedFen === undefined ? [] : [takenOf(one, { deductedFen, otherFen })]
  })
  return {
    computed: { fund, points, evidence, totals: totalsOf(results), pools: shown, clawBacks },
    shares,
    staff,
  }
}

/** A row for each person of each pool: what the share follows from, and the share. */
function sharesOf(
  pools: readonly { staff: readonly StaffWork[] }[],
  results: readonly ReturnType<typeof settle>[number][],
): ShareRow[] {
  const byStaff = new Map(pools.flatMap((pool) => pool.staff.map((person) => [person.staffId, person])))
  return results.flatMap((pool) =>
    pool.shares.map(({ staffId, ...share }) => {
      const person = byStaff.get(staffId)!
      return {
        staffId,
        poolUnit: pool.unitCode,
        staffUnit: person.unitCode,
        services: person.services,
        refused: person.refused,
        points: person.pointsHundredths,
        ...person.factors,
        signed: person.signedPersons,
        roleFactor: person.roleFactor ?? 100,
        ...share,
      }
    }),
  )
}

type Work = { services: number; refused: number; pointsHundredths: number; verified: number }

async function staffWork(db: Database, period: Period, points: PointsPolicy): Promise<Map<string, Work>> {
  const [groups, checked] = await Promise.all([workOf(db, period), checkedOf(db, period)])
  const work = new Map<string, Work>()
  for (const { staffId, services, ...kind } of groups) {
    const sum = work.get(staffId) ?? { services: 0, refused: 0, pointsHundredths: 0, verified: 10_000 }
    const { hundredths, because } = pointsOfService(points, kind as CreditedService)
    sum.services += services
    sum.pointsHundredths += hundredths * services
    if (because === 'refused') sum.refused += services
    work.set(staffId, sum)
  }
  for (const [staffId, sum] of work) {
    const count = (verdict: string) =>
      checked.find((one) => one.staffId === staffId && one.verdict === verdict)?.services ?? 0
    sum.verified = verifiedShare({ genuine: count('genuine'), refused: count('fake') })
  }
  return work
}

function withEntry(person: StaffRow, work: Work | undefined, entry: StaffEntry | undefined): StaffWork {
  return {
    staffId: person.staffId,
    unitCode: person.unitCode,
    services: work?.services ?? 0,
    refused: work?.refused ?? 0,
    pointsHundredths: work?.pointsHundredths ?? 0,
    signedPersons: person.signed,
    factors: {
      quality: entry?.quality ?? WHOLE_FACTORS.quality,
      satisfaction: entry?.satisfaction ?? WHOLE_FACTORS.satisfaction,
      verified: work?.verified ?? WHOLE_FACTORS.verified,
    },
    deductionFen: entry?.deductionFen ?? 0,
  }
}

/** The units that have a pool: every village or township below the settlement's unit, or the unit itself. */
async function placesOf(
  db: Database,
  { unitCode, fund }: Settling,
): Promise<{ code: number; name: string }[]> {
  const units = await unitsOfRange(db, rangeOf(unitCode))
  if (fund.place === 'whole') return units.filter(({ code }) => code === unitCode)
  const below = units.filter(({ code }) => levelOf(code) === (fund.place satisfies keyof typeof poolPlaces))
  return below.length > 0 ? below : units.filter(({ code }) => code === unitCode)
}

function sumOf(
  villages: readonly VillageFacts[],
  { classFactors = [] }: Fund,
  classes: readonly VillageClass[],
): Pick<PoolFacts, 'residents' | 'signed' | 'feesFen' | 'indicatorPeople' | 'weighed'> {
  const sum = { residents: 0, signed: 0, feesFen: 0, indicatorPeople: 0 }
  const weighed = { residents: 0, signed: 0, indicatorPeople: 0 }
  for (const { villageCode, residents, signed, feesFen, indicatorPeople } of villages) {
    const factor = factorOf(classesOf(villageCode, classes), classFactors)
    sum.residents += residents
    sum.signed += signed
    sum.feesFen += feesFen
    sum.indicatorPeople += indicatorPeople
    weighed.residents += residents * factor
    weighed.signed += signed * factor
    weighed.indicatorPeople += indicatorPeople * factor
  }
  return classFactors.length === 0 ? sum : { ...sum, weighed }
}
