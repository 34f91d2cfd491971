import { createHash } from 'node:crypto'
import { programmeTraits, traits, vaccineTraits } from '@qianyue/domain/indicators/flags.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { populations } from '@qianyue/domain/populations/population.ts'

/** Raised with every change of the rules of what is owed: duties that are kept then follow the new ones at the next start. */
const DUTY_RULES_EDITION = 2

/**
 * What the stored bits and counts mean, as one word: a program whose figures are defined otherwise than those of the
 * one that counted before it counts everybody anew.
 */
export const FIGURES_EDITION = createHash('sha256')
  .update(
    JSON.stringify([
      DUTY_RULES_EDITION,
      Object.keys(populations),
      traits,
      programmeTraits,
      vaccineTraits,
      indicators.map(({ code, definition, denominator, numerator }) => [
        code,
        definition,
        denominator,
        numerator,
      ]),
    ]),
  )
  .digest('hex')
  .slice(0, 16)
