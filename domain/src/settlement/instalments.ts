import { halfUp } from '../money/largest-remainder.ts'

/** Basis points of a whole: 7000 are 70 %. */
const WHOLE = 10_000

/**
 * A part of a fund and how it is paid: 70 % in four quarters (S2 篇四(二)), 50 % once at the beginning of the year
 * (S3 文2五(二)), the rest after the assessment.
 */
export type FundPart = {
  code: string
  name: string
  basisPoints: number
  /** Into how many equal payments the part is cut: 4 for quarters, 12 for months. */
  payments: number
  /** 预拨: paid while the work goes on. 核拨: paid when the year has been assessed. */
  paid: 'in-advance' | 'after-assessment'
}

/** 考核结果与年终部分. `pass-or-nothing` is what the plans say; `pro-rata` and `bands` are options of a county. */
export type YearEndRule = 'pass-or-nothing' | 'pro-rata' | 'bands'

/** 90 分及以上拨付 100 %: points and percent with at most two decimals. */
export type PaidBand = { fromPoints: number; percent: number }

type Instalment = {
  part: string
  /** 1 for the first payment of the part. */
  number: number
  paid: FundPart['paid']
  fen: number
}

/**
 * 村级公共卫生劳务经费: per-head standard × share of the tasks × people, in whole fen, rounded half up.
 * Source: performance-and-funds.md F1 (S2 篇四, S3 文2: the village does 40 % of the tasks).
 */
export function labourFund(perHeadFen: number, taskBasisPoints: number, people: number): number {
  return halfUp(BigInt(perHeadFen) * BigInt(taskBasisPoints) * BigInt(people), BigInt(WHOLE))
}

/** What is wrong with the parts of a fund; null when they make a whole. */
export function whyNotAWhole(
  parts: readonly FundPart[],
): 'no-parts' | 'not-100-percent' | 'no-payments' | null {
  if (parts.length === 0) return 'no-parts'
  if (parts.some(({ payments }) => payments < 1)) return 'no-payments'
  const sum = parts.reduce((total, { basisPoints }) => total + basisPoints, 0)
  return sum === WHOLE ? null : 'not-100-percent'
}

/**
 * Cuts a fund into its payments. Parts and payments are rounded half up to the fen; the last of each takes what is left,
 * so that they add up exactly. Source: performance-and-funds.md §4.2, rounding; worked sums W1–W3.
 * @throws RangeError when the parts are not a whole; see {@link whyNotAWhole}.
 */
export function instalmentsOf(fundFen: number, parts: readonly FundPart[]): Instalment[] {
  const fault = whyNotAWhole(parts)
  if (fault) throw new RangeError(`parts of a fund: ${fault}`)
  const amounts = cut(
    fundFen,
    parts.map(({ basisPoints }) => basisPoints),
    WHOLE,
  )
  return parts.flatMap(({ code, payments, paid }, index) =>
    cut(amounts[index] ?? 0, new Array<number>(payments).fill(1), payments).map((fen, payment) => ({
      part: code,
      number: payment + 1,
      paid,
      fen,
    })),
  )
}

function cut(fen: number, weights: readonly number[], whole: number): number[] {
  let left = fen
  return weights.map((weight, index) => {
    const rounded = halfUp(BigInt(fen) * BigInt(weight), BigInt(whole))
    const amount = index === weights.length - 1 ? left : Math.min(rounded, left)
    left -= amount
    return amount
  })
}

/**
 * What of the year-end part is paid, and what is kept back (扣减).
 * @param scoreHundredths the score in hundredths of a point: 8800 are 88 points of 100.
 */
export function afterAssessment(
  partFen: number,
  scoreHundredths: number,
  by: { rule: YearEndRule; passFromHundredths: number; bands?: readonly PaidBand[] | undefined },
): { paidFen: number; withheldFen: number } {
  const share = earnedHundredths(scoreHundredths, by)
  const paidFen = Math.min(partFen, halfUp(BigInt(partFen) * BigInt(share), 10_000n))
  return { paidFen, withheldFen: partFen - paidFen }
}

/** How much of the part a score earns, in hundredths of a percent. */
function earnedHundredths(
  scoreHundredths: number,
  { rule, passFromHundredths, bands = [] }: Parameters<typeof afterAssessment>[2],
): number {
  switch (rule) {
    case 'pro-rata':
      return scoreHundredths
    case 'pass-or-nothing':
      return scoreHundredths >= passFromHundredths ? WHOLE : 0
    case 'bands': {
      const reached = bands.filter(({ fromPoints }) => scoreHundredths >= Math.round(fromPoints * 100))
      const best = reached.sort((a, b) => b.fromPoints - a.fromPoints)[0]
      return best ? Math.round(best.percent * 100) : 0
    }
  }
}
