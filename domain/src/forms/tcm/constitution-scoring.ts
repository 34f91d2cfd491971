import { type FormValues, numberIn } from '../form.ts'

/**
 * 老年人中医体质判定: nine constitutions from 33 answers of 1–5. The sheet of the specification adds plain answers; the
 * general questionnaire of 60 questions converts its scores, and the two are never mixed.
 * Source: public-health-spec.md §13.1 (N3-11, 老年人中医药健康管理服务记录表).
 */
export const constitutions = {
  qiDeficient: { code: 1, name: '气虚质', questions: [2, 3, 4, 14] },
  yangDeficient: { code: 2, name: '阳虚质', questions: [11, 12, 13, 29] },
  yinDeficient: { code: 3, name: '阴虚质', questions: [10, 21, 26, 31] },
  phlegmDamp: { code: 4, name: '痰湿质', questions: [9, 16, 28, 32] },
  dampHeat: { code: 5, name: '湿热质', questions: [23, 25, 27, 30] },
  bloodStasis: { code: 6, name: '血瘀质', questions: [19, 22, 24, 33] },
  qiStagnant: { code: 7, name: '气郁质', questions: [5, 6, 7, 8] },
  special: { code: 8, name: '特禀质', questions: [15, 17, 18, 20] },
  balanced: { code: 9, name: '平和质', questions: [1, 2, 4, 5, 13] },
} as const
export type Constitution = keyof typeof constitutions
type UnbalancedConstitution = Exclude<Constitution, 'balanced'>

export const constitutionCodes = Object.keys(constitutions) as Constitution[]
export const unbalancedConstitutions = constitutionCodes.filter(
  (code): code is UnbalancedConstitution => code !== 'balanced',
)

/** 平和质: whoever answers these often is the less balanced; they count as 6 − answer. */
const reversedInBalanced: readonly number[] = [2, 4, 5, 13]

export const QUESTIONS = 33

/** 1 是, 2 倾向是 (for 平和质 基本是), 3 否. Source: code-lists.md §6. */
export type Judgement = 1 | 2 | 3

/** Whole scores from which a constitution is judged; in the data of the policy, for copies of the sheet differ. */
type ConstitutionLimits = {
  /** ≥ 11 是. */
  readonly isFrom: number
  /** 9–10 倾向是, ≤ 8 否. */
  readonly tendsFrom: number
  /** 平和质: its own score from 17. */
  readonly balancedFrom: number
}

const nationalConstitutionLimits: ConstitutionLimits = { isFrom: 11, tendsFrom: 9, balancedFrom: 17 }

export function questionCode(question: number): string {
  return `q${String(question).padStart(2, '0')}`
}

/** The sum for one constitution (4–20, balanced 5–25); null until each of its questions is answered. */
export function constitutionScore(constitution: Constitution, values: FormValues): number | null {
  let sum = 0
  for (const question of constitutions[constitution].questions) {
    const answer = numberIn(values, questionCode(question))
    if (answer === null) return null
    sum += constitution === 'balanced' && reversedInBalanced.includes(question) ? 6 - answer : answer
  }
  return sum
}

/** 是、倾向是、否 of one constitution; null while it cannot be told. Balanced is judged by all the others too. */
export function judgeConstitution(
  constitution: Constitution,
  values: FormValues,
  limits: ConstitutionLimits = nationalConstitutionLimits,
): Judgement | null {
  const score = constitutionScore(constitution, values)
  if (score === null) return null
  if (constitution !== 'balanced') {
    if (score >= limits.isFrom) return 1
    return score >= limits.tendsFrom ? 2 : 3
  }
  let highestOther = 0
  for (const other of unbalancedConstitutions) {
    const found = constitutionScore(other, values)
    if (found === null) return null
    if (found > highestOther) highestOther = found
  }
  if (score < limits.balancedFrom || highestOther >= limits.isFrom) return 3
  return highestOther >= limits.tendsFrom ? 2 : 1
}

/** What the sheet comes to. */
export type ConstitutionFindings = {
  /** Judged 是, the highest score first; several at once is normal (兼夹). */
  readonly is: readonly Constitution[]
  /** Judged 倾向是 or 基本是, the highest score first. */
  readonly tends: readonly Constitution[]
  /** By which the guidance goes: the highest score of those that are 是, else of those that tend; null without one or on a tie. */
  readonly main: Constitution | null
  /** The constitutions that share the highest score: a TCM doctor decides between them. */
  readonly tied: readonly Constitution[]
}

/** Null until every one of the 33 questions is answered. */
export function constitutionFindings(values: FormValues): ConstitutionFindings | null {
  for (let question = 1; question <= QUESTIONS; question++) {
    if (numberIn(values, questionCode(question)) === null) return null
  }
  const judged = constitutionCodes.map((constitution) => ({
    constitution,
    score: constitutionScore(constitution, values)!,
    judgement: judgeConstitution(constitution, values)!,
  }))
  const ranked = (wanted: Judgement) =>
    judged.filter(({ judgement }) => judgement === wanted).sort((a, b) => b.score - a.score)
  const [is, tends] = [ranked(1), ranked(2)]
  // Balanced has five questions, so its score is not comparable: where it holds it stands for itself.
  const candidates = is.length > 0 ? is : tends
  const balanced = candidates.find(({ constitution }) => constitution === 'balanced')
  const highest = candidates.filter(({ score }) => score === candidates[0]?.score)
  const main = balanced ?? (highest.length === 1 ? highest[0]! : null)
  return {
    is: is.map(({ constitution }) => constitution),
    tends: tends.map(({ constitution }) => constitution),
    main: main?.constitution ?? null,
    tied: main === null ? highest.map(({ constitution }) => constitution) : [],
  }
}
