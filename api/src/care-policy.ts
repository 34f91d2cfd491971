import type { CarePolicy } from '@qianyue/domain/follow-ups/care-policy.ts'
import { guidanceAspects } from '@qianyue/domain/forms/tcm/constitution-guidance.ts'
import { constitutionCodes } from '@qianyue/domain/forms/tcm/constitution-scoring.ts'
import { z } from 'zod'
import { whole } from './policy-values.ts'
import { codesOf } from './shared.ts'

const days = whole(1, 180)
const months = whole(1, 12)

/** Intervals, limits and texts of the populations beside hypertension and diabetes. */
export const carePolicy = z.object({
  severeMentalDisorder: z.object({
    unstableWithinDays: days,
    basicallyStableWithinDays: days,
    improvingAfterMonths: months,
    notImprovingAfterMonths: months,
    stableAfterMonths: months,
    unstableFromGrade: whole(1, 5),
  }),
  tuberculosis: z.object({
    suspectAskWithinDays: days.optional(),
    firstVisitWithinHours: whole(1, 240),
    familyIntensiveEveryDays: days,
    everyMonths: months,
    referralWithinDays: days,
    reportFromDaysMissed: days,
    regularFromPercent: whole(1, 100),
  }),
  motherAndChild: z
    .object({
      newbornHeartRateFrom: whole(40, 140),
      newbornHeartRateTo: whole(120, 240),
      newbornBreathsFrom: whole(5, 40),
      severeAnaemiaBelowGL: whole(30, 110),
    })
    .optional(),
  copd: z.object({
    stableAfterMonths: months,
    returnWithinDays: days,
    emergencyBelowSpo2Percent: whole(70, 100),
    worseFromCatPoints: whole(1, 20),
  }),
  infectiousDisease: z.object({
    asClassA: z.array(z.string().max(40)).readonly(),
    classAWithinHours: whole(1, 72),
    othersWithinHours: whole(1, 168),
    nextVisitWithinDays: days,
  }),
  homeBed: z.object({ roundEveryDays: days }),
  elderlyScales: z.object({
    mmseImpairedAtMost: z.object({
      illiterate: whole(0, 30),
      primary: whole(0, 30),
      secondary: whole(0, 30),
    }),
    depressedFrom: whole(1, 30),
  }),
  constitutionGuidance: z
    .array(
      z.object({
        constitution: z.enum(constitutionCodes as [(typeof constitutionCodes)[number]]),
        aspect: z.enum(codesOf(guidanceAspects)),
        text: z.string().trim().min(2, '请填写指导文字').max(300),
      }),
    )
    .max(200)
    .readonly(),
}) satisfies z.ZodType<CarePolicy>
