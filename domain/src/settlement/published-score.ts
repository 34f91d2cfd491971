import { halfUp } from '../money/largest-remainder.ts'

/** The published score (考核得分) of one assessed, in hundredths of a point. */
export type PublishedScore = {
  /** Null where a unit itself was assessed. */
  teamId: string | null
  unitCode: number
  /** Whose figures those of the assessed were. */
  villageCodes: readonly number[]
  name: string
  hundredths: number
}

/** Several scores of one period (four quarters of a year) count as their mean, half up. */
export function meanScore(scores: readonly PublishedScore[]): number | null {
  if (scores.length === 0) return null
  const sum = scores.reduce((total, { hundredths }) => total + BigInt(hundredths), 0n)
  return halfUp(sum, BigInt(scores.length))
}

/** Who a person was assessed as: the teams worked in, else the clinic or hospital. */
export function scoresOfPerson(
  scores: readonly PublishedScore[],
  { unitCode, teamIds }: { unitCode: number; teamIds: readonly string[] },
): PublishedScore[] {
  const ofTeams = scores.filter(({ teamId }) => teamId !== null && teamIds.includes(teamId))
  if (ofTeams.length > 0) return ofTeams
  return scores.filter((score) => score.teamId === null && score.unitCode === unitCode)
}

/** What a place was assessed as: itself, else the teams that serve it. */
export function scoresOfPlace(scores: readonly PublishedScore[], unitCode: number): PublishedScore[] {
  const own = scores.filter((score) => score.teamId === null && score.unitCode === unitCode)
  if (own.length > 0) return own
  return scores.filter(({ teamId, villageCodes }) => teamId !== null && villageCodes.includes(unitCode))
}

/** A mean of 91.50 points is a quality factor (质量系数) of 0.9150; a bonus may take it over the whole, up to the double. */
export function qualityFactorOf(scoreHundredths: number): number {
  return Math.min(20_000, scoreHundredths)
}
