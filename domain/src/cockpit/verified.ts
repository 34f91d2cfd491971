import type { Rate } from '../indicators/rate.ts'

/** Services of the year that somebody checked, by what was found; and questions nobody has decided. */
export type Checked = { genuine: number; doubtful: number; fake: number; openQuestions: number }

export const nothingChecked: Checked = { genuine: 0, doubtful: 0, fake: 0, openQuestions: 0 }

/**
 * 核实率: services found genuine ÷ services with a finding (真实、存疑、不实). Without a check it does not apply: nobody is
 * doubted, and nobody proven. Source: performance-and-funds.md §5.1 (46 genuine of 47 are 97.87 %).
 */
export function verifiedRate({ genuine, doubtful, fake }: Checked): Rate {
  return { numerator: genuine, denominator: genuine + doubtful + fake }
}

/** What was checked in several places. */
export function sumChecked(parts: Iterable<Checked>): Checked {
  const sum = { ...nothingChecked }
  for (const part of parts) {
    sum.genuine += part.genuine
    sum.doubtful += part.doubtful
    sum.fake += part.fake
    sum.openQuestions += part.openQuestions
  }
  return sum
}
