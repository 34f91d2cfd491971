import { addDays, addMonths, ageMonthsOn, type LocalDate, later } from '@qianyue/domain/days/local-date.ts'
import { CHECK_AGES_MONTHS } from '@qianyue/domain/forms/children/child-rule.ts'
import { growthStandard, sdLineAt } from '@qianyue/domain/forms/children/growth.ts'
import { newbornHomeVisit } from '@qianyue/domain/forms/children/newborn-home-visit.ts'
import { tcmChildGuidance } from '@qianyue/domain/forms/children/tcm-guidance.ts'
import type { Form, FormValues, SubjectPregnancy } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { antenatalFollowUp } from '@qianyue/domain/forms/maternal/antenatal-follow-up.ts'
import { firstAntenatalCheck } from '@qianyue/domain/forms/maternal/first-antenatal-check.ts'
import { pregnancyRegistration } from '@qianyue/domain/forms/maternal/pregnancy-registration.ts'
import { vaccinationRecord } from '@qianyue/domain/forms/vaccination/vaccination-record.ts'
import type { DoseFacts, Sex } from '@qianyue/domain/residents/resident-facts.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { formFor } from '@qianyue/domain/services/proven.ts'
import { nationalVaccinationPolicy } from '@qianyue/domain/vaccination/national-schedule.ts'
import { owedDoses } from '@qianyue/domain/vaccination/plan.ts'
import { scheduleFor } from '@qianyue/domain/vaccination/schedule.ts'
import type { Dice } from './dice.ts'

export type Visit = {
  form: Form
  day: LocalDate
  mode: ServiceMode
  values: FormValues
  pregnancy?: SubjectPregnancy
}

type Child = { birthDate: LocalDate; sex: Sex }

/** Examinations at their ages, TCM guidance and vaccination of one child, from a day to today. */
export function childVisits(
  child: Child,
  from: LocalDate,
  today: LocalDate,
  dice: Dice,
  reached: number,
): Visit[] {
  const visits: Visit[] = []
  const { birthDate } = child
  const size = dice.near(0, 0.6)
  const add = (form: Form | undefined, day: LocalDate, mode: ServiceMode, values: FormValues) => {
    if (form && day >= from && day <= today && dice.chance(reached)) visits.push({ form, day, mode, values })
  }
  add(newbornHomeVisit, addDays(birthDate, dice.between(5, 9)), 'home', {
    gestationalWeeks: 39,
    birthWeightKg: 3.3,
    weightKg: 3.4,
    heightCm: 50,
    temperatureC: 36.7,
    heartRatePerMinute: 132,
    respirationPerMinute: 42,
    feeding: 1,
  })
  for (const months of CHECK_AGES_MONTHS) {
    const day = addDays(addMonths(birthDate, months), dice.between(0, 20))
    add(findForm(formFor('child-health-check', months)), day, 'clinic', measured(child, day, size, dice))
    if (months >= 6 && months <= 36 && months !== 8) {
      add(tcmChildGuidance, day, 'clinic', {
        dailyLife: [1, 2],
        abdomenAndSpine: 1,
        yingxiangZusanli: 1,
        sishencong: 1,
      })
    }
  }
  return [...visits, ...vaccinations(child, from, today, dice)]
}

/** As big as the standard says for the age, a little more or less for each child. */
function measured({ birthDate, sex }: Child, day: LocalDate, size: number, dice: Dice): FormValues {
  const months = ageMonthsOn(day, birthDate)
  const at = (measure: 'weight' | 'height' | 'head', decimals: number) => {
    const line = sdLineAt(measure, sex, months) ?? growthStandard(measure, sex).at(-1)?.sd
    if (!line) return undefined
    const scale = 10 ** decimals
    return Math.round((line[3] + (line[4] - line[3]) * (size + dice.near(0, 0.15))) * scale) / scale
  }
  return {
    weightKg: at('weight', 1),
    heightCm: at('height', 1),
    headCm: at('head', 1),
    haemoglobinGL: dice.chance(0.08) ? 104 : Math.round(dice.near(122, 5)),
    leftVision: 5,
    rightVision: 5,
    teeth: Math.min(20, Math.max(0, months - 5)),
    cariousTeeth: 0,
    outdoorHoursPerDay: 2,
    vitaminDIuPerDay: 400,
  }
}

/** The doses of the schedule a few days after each becomes possible; those before `from` are told of by the booklet. */
function vaccinations(child: Child, from: LocalDate, today: LocalDate, dice: Dice): Visit[] {
  const schedule = scheduleFor(child.birthDate, nationalVaccinationPolicy)
  if (!schedule) return []
  const visits: { day: LocalDate; doses: DoseFacts[] }[] = []
  const given: DoseFacts[] = []
  const forgotten = dice.chance(0.12) ? addDays(today, -dice.between(60, 300)) : today
  for (let day = child.birthDate; day <= forgotten; ) {
    const open = owedDoses(schedule, { ...child, doses: given }).filter(({ waits }) => !waits)
    const next = open[0]
    if (!next) break
    day = addDays(later(next.from, day), next.number === 1 && next.course === 'bcg' ? 0 : dice.between(0, 12))
    if (day > forgotten) break
    const doses = open
      .filter(({ from: possible }) => possible <= day)
      .map(({ vaccines, number }) => ({
        vaccine: number > 2 ? vaccines.at(-1)! : vaccines[0]!,
        givenOn: day,
      }))
      .map((dose) => (dose.vaccine === 'DT' ? { ...dose, vaccine: 'DTaP' as const } : dose))
    given.push(...doses)
    visits.push({ day, doses })
    day = addDays(day, 1)
  }
  const told = visits.filter(({ day }) => day < from).flatMap(({ doses }) => doses)
  const record = (day: LocalDate, doses: DoseFacts[]): Visit => ({
    form: vaccinationRecord,
    day,
    mode: 'clinic',
    values: { contraindications: [1], consent: 1, observed: 1, reaction: 1, doses },
  })
  return [
    ...(told.length > 0 && from <= today ? [record(from, told)] : []),
    ...visits.filter(({ day }) => day >= from).map(({ day, doses }) => record(day, doses)),
  ]
}

/** A pregnancy that became known on a day, its first check and the visits in their weeks. */
export function maternalVisits(knownOn: LocalDate, today: LocalDate, dice: Dice): Visit[] {
  const lastPeriodOn = addDays(knownOn, -dice.between(42, 70))
  const pregnancy: SubjectPregnancy = { lastPeriodOn, deliveredOn: null }
  const riskGrade = dice.chance(0.25) ? 2 : 1
  const visits: Visit[] = [
    {
      form: pregnancyRegistration,
      day: knownOn,
      mode: 'home',
      values: { lastPeriodOn, handbookOn: knownOn, source: '入户了解' },
    },
    {
      form: firstAntenatalCheck,
      day: addDays(lastPeriodOn, dice.between(72, 89)),
      mode: 'clinic',
      values: {
        lastPeriodOn,
        pregnancies: 1,
        vaginalBirths: 0,
        caesareanBirths: 0,
        heightCm: 160,
        weightKg: 55,
        systolicMmHg: 112,
        diastolicMmHg: 70,
        haemoglobinGL: 122,
        overall: 1,
        riskGrade,
        dangerSigns: [1],
      },
    },
  ]
  ;[17, 22, 31, 38].forEach((week, index) => {
    visits.push({
      form: antenatalFollowUp,
      day: addDays(lastPeriodOn, week * 7 + dice.between(0, 12)),
      mode: 'clinic',
      values: {
        complaint: '无不适',
        weightKg: 57 + index * 3,
        fundalHeightCm: week - 1,
        abdominalGirthCm: 80 + index * 5,
        fetalPosition: index > 1 ? '头位' : undefined,
        fetalHeartPerMinute: 144,
        systolicMmHg: 114 + index * 2,
        diastolicMmHg: 72,
        haemoglobinGL: 119,
        urineProtein: 1,
        overall: 1,
        riskGrade,
        dangerSigns: [1],
      },
    })
  })
  return visits
    .filter(({ day }) => day <= today && (day === knownOn || dice.chance(0.9)))
    .map((visit) => ({ ...visit, pregnancy }))
}
