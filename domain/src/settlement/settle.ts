import { halfUp } from '../money/largest-remainder.ts'
import { type Fund, partsOf } from './fund.ts'
import { afterAssessment, type FundPart, instalmentsOf, labourFund } from './instalments.ts'
import { type Factors, weightOf } from './points.ts'
import { sharePool } from './share-pool.ts'

/** A person who shares in a pool, with the work of the period. */
export type StaffWork = {
  staffId: string
  unitCode: number
  services: number
  refused: number
  /** Points before the factors, in hundredths. */
  pointsHundredths: number
  signedPersons: number
  factors: Factors
  /** 岗位系数 in hundredths; 100 where left out. */
  roleFactor?: number
  /** 扣回: what was paid before for services that proved invented, and other deductions; whole fen. */
  deductionFen: number
}

/** A place that has a pool of the fund. */
export type PoolFacts = {
  unitCode: number
  residents: number
  signed: number
  /** People who count in the fund's figure. */
  indicatorPeople?: number
  /** 按类别折算: residents, signed and counted people, each weighed by the class of their village, in basis points. */
  weighed?: { residents: number; signed: number; indicatorPeople: number }
  /** Contract fees of the period less refunds. */
  feesFen: number
  /** What reached the account, for a fund whose amount is entered. */
  enteredFen: number
  /** Score of the year in hundredths of a point; null while it has not been assessed. */
  scoreHundredths: number | null
  staff: readonly StaffWork[]
}

type PoolResult = {
  unitCode: number
  /** Of the whole year (or as entered). */
  fundFen: number
  /** This payment, before the assessment. */
  instalmentFen: number
  /** 考核扣减. */
  withheldFen: number
  /** What is shared. */
  payableFen: number
  shares: StaffShare[]
  /** 未分配: nobody may take it. */
  leftFen: number
}

type StaffShare = {
  staffId: string
  /** By the rule of the fund, before deductions. */
  shareFen: number
  remainderFen: number
  capped: boolean
  deductedFen: number
  /** 实发. */
  paidFen: number
}

/** Which payment of a fund is settled. */
export type Payment = { part: FundPart['code']; number: number }

/**
 * Settles one payment of a fund for every place that has a pool (结算). To the fen: what is shared, withheld and left is the
 * instalment; the instalments are the fund. The order of places and people changes nothing.
 * A year that has not been assessed counts as no points: nothing of its last part is paid yet.
 * @throws RangeError for a payment that the fund does not have.
 */
export function settle(fund: Fund, payment: Payment, pools: readonly PoolFacts[]): PoolResult[] {
  return pools.map((pool) => settlePool(fund, payment, pool))
}

function settlePool(fund: Fund, payment: Payment, pool: PoolFacts): PoolResult {
  const fundFen = fundOf(fund, pool)
  const instalment = instalmentsOf(fundFen, partsOf(fund)).find(
    ({ part, number }) => part === payment.part && number === payment.number,
  )
  if (!instalment) throw new RangeError('the fund has no such payment')
  const { paidFen: payableFen, withheldFen } =
    instalment.paid === 'after-assessment'
      ? afterAssessment(instalment.fen, pool.scoreHundredths ?? 0, {
          rule: fund.yearEndRule,
          passFromHundredths: fund.passFromHundredths,
          bands: fund.bands,
        })
      : { paidFen: instalment.fen, withheldFen: 0 }
  const { shares, leftFen } = sharePool(
    payableFen,
    pool.staff.map((person) => ({
      staffId: person.staffId,
      weight: claimOf(fund, person),
      capFen: fund.capFen,
    })),
  )
  const byStaff = new Map(pool.staff.map((person) => [person.staffId, person]))
  return {
    unitCode: pool.unitCode,
    fundFen,
    instalmentFen: instalment.fen,
    withheldFen,
    payableFen,
    shares: shares.map(({ staffId, fen, remainderFen, capped }) => {
      const deductedFen = Math.min(fen, byStaff.get(staffId)!.deductionFen)
      return { staffId, shareFen: fen, remainderFen, capped, deductedFen, paidFen: fen - deductedFen }
    }),
    leftFen,
  }
}

/** The money of one pool for the whole year, or as it was entered. */
export function fundOf(fund: Fund, pool: PoolFacts): number {
  switch (fund.amountBy) {
    case 'head':
      return byHeads(fund, fund.people === 'residents' ? 'residents' : 'signed', pool)
    case 'indicator':
      return byHeads({ ...fund, taskBasisPoints: 10_000 }, 'indicatorPeople', pool)
    case 'contract-fees':
      return halfUp(BigInt(pool.feesFen) * BigInt(fund.staffBasisPoints), 10_000n)
    case 'points': {
      const points = pool.staff.reduce((sum, { pointsHundredths }) => sum + BigInt(pointsHundredths), 0n)
      return halfUp(points * BigInt(fund.perPointFen ?? 0), 100n)
    }
    case 'entry':
      return pool.enteredFen
  }
}

/** Standard × share of the tasks × people, each weighed by the class of the village: rounded once, half up to the fen. */
function byHeads(
  { perHeadFen, taskBasisPoints }: Pick<Fund, 'perHeadFen' | 'taskBasisPoints'>,
  kind: 'residents' | 'signed' | 'indicatorPeople',
  pool: PoolFacts,
): number {
  if (!pool.weighed) return labourFund(perHeadFen, taskBasisPoints, pool[kind] ?? 0)
  const whole = BigInt(perHeadFen) * BigInt(taskBasisPoints) * BigInt(pool.weighed[kind])
  return halfUp(whole, 100_000_000n)
}

function claimOf(fund: Fund, work: StaffWork): bigint {
  return claimByWork(fund, work) * BigInt(work.roleFactor ?? 100)
}

function claimByWork({ share }: Fund, { pointsHundredths, signedPersons, factors }: StaffWork): bigint {
  switch (share) {
    case 'points':
      return weightOf(pointsHundredths, factors)
    case 'persons':
      return BigInt(signedPersons)
    case 'equal':
      return 1n
  }
}

export type Totals = {
  instalmentFen: number
  withheldFen: number
  sharedFen: number
  deductedFen: number
  paidFen: number
  leftFen: number
}

/** Sums over the pools; `instalment = withheld + shared + left` and `shared = deducted + paid`. */
export function totalsOf(pools: readonly PoolResult[]): Totals {
  const totals: Totals = {
    instalmentFen: 0,
    withheldFen: 0,
    sharedFen: 0,
    deductedFen: 0,
    paidFen: 0,
    leftFen: 0,
  }
  for (const pool of pools) {
    totals.instalmentFen += pool.instalmentFen
    totals.withheldFen += pool.withheldFen
    totals.leftFen += pool.leftFen
    for (const { shareFen, deductedFen, paidFen } of pool.shares) {
      totals.sharedFen += shareFen
      totals.deductedFen += deductedFen
      totals.paidFen += paidFen
    }
  }
  return totals
}
