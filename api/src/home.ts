import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { indicatorFigure } from './indicators.ts'
import { day } from './shared.ts'

/** So many people in a part of a figure: a number that opens to their names. */
const tally = z.object({
  part: z.enum(['numerator', 'gap']),
  residents: z.int(),
  figure: indicatorFigure,
})

export const getHome = endpoint({
  call: 'GET /home',
  summary: '首页：该做什么、有何问题、进展如何',
  action: 'indicators.read',
  request: z.object({}),
  reply: z.object({
    /** The unit one works in; null for the villages of one's teams. */
    orgId: z.int().nullable(),
    placeName: z.string(),
    level: z.enum(['county', 'township', 'village', 'team']),
    populationOn: day,
    /** 该做什么. */
    due: z.object({ overdue: tally, dueNow: tally, specialUnsigned: tally }),
    /** 有何问题. */
    wrong: z.object({
      agreementsExpiring: tally,
      signedNotServed: tally,
      /** Registers that were checked and wait to be taken over, and rows left out of those taken over lately. */
      imports: z.object({ waiting: z.int(), rowsLeftOut: z.int() }),
      /** 疑点 that wait for one's own word: asked of oneself, or answered and appealed for who reviews; null for who sees none. */
      questions: z.int().nullable(),
      /** Staff whose licence has run out, or does within 60 days; the first to do so first. */
      licences: z.array(
        z.object({
          staffId: z.uuid(),
          name: z.string(),
          unitName: z.string(),
          expiresOn: day,
          expired: z.boolean(),
        }),
      ),
    }),
    /** 进展如何: the chief figures of one's own place, and signed and served of each place below. */
    figures: z.array(indicatorFigure),
    below: z.array(indicatorFigure),
  }),
})
