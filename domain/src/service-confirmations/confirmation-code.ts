import { addDays, type LocalDate } from '../days/local-date.ts'

/**
 * 确认码: one-time codes on a sheet that a resident keeps at home and whose service doctor has never seen. One is told for each
 * visit and struck out, so that a visit is confirmed with neither telephone nor signal. Figures are conventions of the project.
 */
export const CODES_ON_A_SHEET = 20
export const CODE_PATTERN = /^\d{6}$/

/** Wrong codes for one service; from then on only the link is left. */
const WRONG_TRIES_OF_A_SERVICE = 5
/** Wrong codes for one resident within seven days: with 20 of a million codes valid, guessing finds one in 3,300 weeks. */
const WRONG_TRIES_OF_A_WEEK = 15

/** Of what a code has confirmed before. */
export type CodeUse = { performedOn: LocalDate; performedBy: string | null }

export type CodeState = 'right' | 'wrong' | 'none'

/** What became of a typed code, for whoever typed it. */
export const codeStates: Record<CodeState, string> = {
  right: '确认码已核对',
  wrong: '确认码不对，或已经用过',
  none: '没有填确认码',
}

/** A code stands for one visit: it confirms all that the same person did for the resident on the same day, and nothing else. */
export function confirmsAlso(use: CodeUse | null, service: CodeUse): boolean {
  return use === null || (use.performedOn === service.performedOn && use.performedBy === service.performedBy)
}

/** Since when wrong codes of a resident count together. */
export function triesCountFrom(today: LocalDate): LocalDate {
  return addDays(today, -6)
}

/** How often a code may still be typed wrongly for a service. */
export function triesLeft(wrong: { ofService: number; ofWeek: number }): number {
  return Math.max(
    0,
    Math.min(WRONG_TRIES_OF_A_SERVICE - wrong.ofService, WRONG_TRIES_OF_A_WEEK - wrong.ofWeek),
  )
}
