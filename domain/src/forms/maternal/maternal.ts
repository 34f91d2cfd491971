import { N3, of, rule } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'
import { antenatalFollowUp, postpartum42DayCheck, postpartumVisit } from './antenatal-follow-up.ts'
import { firstAntenatalCheck } from './first-antenatal-check.ts'
import { assess42Days, assessAntenatal, assessPostpartum, withFindings } from './maternal-rule.ts'
import { pregnancyOutcome, pregnancyRegistration } from './pregnancy-registration.ts'

const clause = `${N3}孕产妇健康管理：`

/** 孕产妇健康管理. Source: public-health-spec.md §7. */
export const maternal: PopulationForms = {
  forms: [
    pregnancyRegistration,
    // Before the first check, which is an antenatal check too: a visit in its weeks is recorded on this sheet.
    antenatalFollowUp,
    firstAntenatalCheck,
    pregnancyOutcome,
    postpartumVisit,
    postpartum42DayCheck,
  ],
  rules: [
    [firstAntenatalCheck.code, withFindings(firstAntenatalCheck, assessAntenatal)],
    [antenatalFollowUp.code, assessAntenatal],
    [postpartumVisit.code, withFindings(postpartumVisit, assessPostpartum)],
    [postpartum42DayCheck.code, withFindings(postpartum42DayCheck, assess42Days)],
  ],
  duties: [
    rule(
      'antenatal-booking',
      'antenatal-booking',
      of('pregnant'),
      { kind: 'by-gestation', visits: [{ fromWeeks: 0, toWeeks: 12 }] },
      `${clause}孕13周前建册并进行第1次产前检查`,
      { lateDays: 21 },
    ),
    rule(
      'antenatal-check',
      'antenatal-check',
      of('pregnant'),
      {
        kind: 'by-gestation',
        visits: [
          { fromWeeks: 16, toWeeks: 20 },
          { fromWeeks: 21, toWeeks: 24 },
          { fromWeeks: 28, toWeeks: 36 },
          { fromWeeks: 37, toWeeks: 40 },
        ],
      },
      `${clause}孕16～20、21～24、28～36、37～40周各1次随访`,
      { lateDays: 14 },
    ),
    rule(
      'postpartum-visit',
      'postpartum-visit',
      of('pregnant'),
      { kind: 'after-delivery', countedFrom: 'discharge', fromDays: 0, withinDays: 7 },
      `${clause}出院后1周内产后访视`,
      { lateDays: 21 },
    ),
    rule(
      'postpartum-42-day-check',
      'postpartum-42-day-check',
      of('pregnant'),
      { kind: 'after-delivery', countedFrom: 'delivery', fromDays: 42, withinDays: 14 },
      `${clause}产后42天健康检查`,
      { lateDays: 34 },
    ),
  ],
}
