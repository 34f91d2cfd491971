import { byLargestRemainder, halfUp } from '../money/largest-remainder.ts'

/** Who pays a part of the contract fee (签约服务费). Source: code-lists.md §5, contract-policy.md §8. */
export const payers = {
  'public-health-fund': '基本公共卫生经费',
  'insurance-fund': '医保基金',
  /** 县、乡财政: a grant of the county or township beside the public-health fund. */
  'local-finance': '地方财政补助',
  /** Where a notice tells the levels apart: 中央、省、市、县 each so many per mille. */
  'central-finance': '中央财政',
  'provincial-finance': '省级财政',
  'city-finance': '市级财政',
  'county-finance': '县级财政',
  institution: '医疗机构承担',
  'policy-relief': '政策减免',
  /** Relief for the disabled, for special families, a foundation. */
  'other-funds': '其他补助',
  resident: '个人自付',
} as const

export type Payer = keyof typeof payers

/** Payers whose part is laid down by policy; what they leave is the resident's. */
export type Fund = Exclude<Payer, 'resident'>

export const payersBesideResident = (Object.keys(payers) as Payer[]).filter((payer) => payer !== 'resident')

/** A fund pays a fixed amount, or a share of what the fixed amounts leave. 3000 basis points are 30 %. */
export type FeeShare = { payer: Fund; fen: number } | { payer: Fund; basisPoints: number }

export type FeeLine = { payer: Payer; fen: number }

const WHOLE = 10_000

type SplitFault =
  | { fault: 'negative-share'; payer: Fund }
  | { fault: 'payer-twice'; payer: Fund }
  | { fault: 'shares-exceed-price'; overFen: number }
  | { fault: 'shares-exceed-whole'; basisPoints: number }

/** What is wrong with the shares of a price; null when they can be split. */
export function whyCannotSplit(priceFen: number, shares: readonly FeeShare[]): SplitFault | null {
  const seen = new Set<Fund>()
  let fixedFen = 0
  let basisPoints = 0
  for (const share of shares) {
    const amount = 'fen' in share ? share.fen : share.basisPoints
    if (amount < 0) return { fault: 'negative-share', payer: share.payer }
    if (seen.has(share.payer)) return { fault: 'payer-twice', payer: share.payer }
    seen.add(share.payer)
    if ('fen' in share) fixedFen += share.fen
    else basisPoints += share.basisPoints
  }
  if (fixedFen > priceFen) return { fault: 'shares-exceed-price', overFen: fixedFen - priceFen }
  if (basisPoints > WHOLE) return { fault: 'shares-exceed-whole', basisPoints }
  return null
}

/**
 * Splits a price among its payers, exact to the fen: fixed amounts first, then shares of what is left by the largest
 * remainder, and the rest to the resident. Payers who pay nothing are left out.
 * @throws RangeError when the shares cannot be split; see {@link whyCannotSplit}.
 */
export function splitFee(priceFen: number, shares: readonly FeeShare[]): FeeLine[] {
  const fault = whyCannotSplit(priceFen, shares)
  if (fault) throw new RangeError(`shares of ${priceFen} fen: ${fault.fault}`)
  let leftFen = priceFen
  const lines: FeeLine[] = []
  const parts: { payer: Payer; weight: number }[] = []
  let restPoints = WHOLE
  for (const share of shares) {
    if ('fen' in share) {
      lines.push({ payer: share.payer, fen: share.fen })
      leftFen -= share.fen
    } else {
      parts.push({ payer: share.payer, weight: share.basisPoints })
      restPoints -= share.basisPoints
    }
  }
  parts.push({ payer: 'resident', weight: restPoints })
  const amounts = apportion(
    leftFen,
    parts.map(({ weight }) => weight),
  )
  parts.forEach(({ payer }, index) => {
    lines.push({ payer, fen: amounts[index] ?? 0 })
  })
  return lines.filter(({ fen }) => fen > 0)
}

/** 政策减免: so many percent of the resident's part are taken over by policy, all of it where nothing is said. */
export function relieved(lines: readonly FeeLine[], percentOff = 100): FeeLine[] {
  return takenOver(lines, percentOff, 'policy-relief')
}

/** 优惠: so many percent of the resident's part is borne by the institution. */
export function discounted(lines: readonly FeeLine[], percentOff: number): FeeLine[] {
  return takenOver(lines, percentOff, 'institution')
}

/** A part of what the resident pays goes to another payer, rounded half up to the fen; the sum stays what it was. */
function takenOver(lines: readonly FeeLine[], percentOff: number, by: Fund): FeeLine[] {
  if (percentOff === 0) return [...lines]
  return sumByPayer(
    lines.flatMap(({ payer, fen }): FeeLine[] => {
      if (payer !== 'resident') return [{ payer, fen }]
      const off = Math.min(fen, halfUp(BigInt(fen) * BigInt(Math.round(percentOff * 100)), 10_000n))
      return [
        { payer, fen: fen - off },
        { payer: by, fen: off },
      ]
    }),
  )
}

/** One line for each payer, in the order in which they are printed. */
export function sumByPayer(lines: readonly FeeLine[]): FeeLine[] {
  const sums = new Map<Payer, number>()
  for (const { payer, fen } of lines) sums.set(payer, (sums.get(payer) ?? 0) + fen)
  return (Object.keys(payers) as Payer[])
    .map((payer) => ({ payer, fen: sums.get(payer) ?? 0 }))
    .filter(({ fen }) => fen > 0)
}

export function totalFen(lines: readonly FeeLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0)
}

/** Shares a price by weights, exact to the fen. Without any weight the first takes all. */
export function apportion(amountFen: number, weights: readonly number[]): number[] {
  if (weights.every((weight) => weight === 0)) return weights.map((_, index) => (index === 0 ? amountFen : 0))
  return byLargestRemainder(amountFen, weights.map(BigInt)).map(({ fen }) => fen)
}

/** The fee of a whole term from the yearly price: 12 months cost a year's price; a part of a year is rounded to the fen. */
export function feeForTerm(yearlyFen: number, termMonths: number): number {
  return Math.round((yearlyFen * termMonths) / 12)
}

/**
 * Splits the fee of a whole term. Fixed amounts are a year's and grow with the term; what rounding leaves of them is the
 * resident's. @throws RangeError as {@link splitFee}.
 */
export function splitTermFee(yearlyFen: number, shares: readonly FeeShare[], termMonths: number): FeeLine[] {
  const forTerm = shares.map((share) =>
    'fen' in share ? { ...share, fen: Math.floor((share.fen * termMonths) / 12) } : share,
  )
  return splitFee(feeForTerm(yearlyFen, termMonths), forTerm)
}
