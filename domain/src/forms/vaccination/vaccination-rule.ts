import { addDays, addMonths, type LocalDate } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import type { DoseFacts } from '../../residents/resident-facts.ts'
import { nationalVaccinationPolicy } from '../../vaccination/national-schedule.ts'
import { deferralsOf, givesDoseOf, owedDoses, type Vaccinated, validDoses } from '../../vaccination/plan.ts'
import { scheduleFor, type VaccinationPolicy } from '../../vaccination/schedule.ts'
import { conditionsOf } from '../../vaccination/vaccinated.ts'
import { type VaccineCode, vaccines } from '../../vaccination/vaccines.ts'
import type { FormValues } from '../form.ts'

/** The doses that a record tells of. */
function dosesIn(values: FormValues): DoseFacts[] {
  const rows = Array.isArray(values.doses) ? (values.doses as readonly Partial<DoseFacts>[]) : []
  return rows.flatMap(({ vaccine, givenOn }) => (vaccine && givenOn ? [{ vaccine, givenOn }] : []))
}

/**
 * What a vaccination visit comes to: doses too early for their age or interval do not count, live vaccines too close are
 * pointed out, and the next day with its vaccines follows from the schedule of the birth date. Source: NIP2026.
 */
export function assessVaccination(values: FormValues, about: AssessmentFacts): Assessment {
  const { birthDate, sex, performedOn } = about
  const own = dosesIn(values)
  const earlier = about.doses ?? []
  const policy = about.vaccination ?? nationalVaccinationPolicy
  const conditions = conditionsOf([...(about.specialConditions ?? []), ...codesIn(values.specialConditions)])
  const child: Vaccinated = { birthDate, sex, doses: [...earlier, ...own], ...conditions }
  const advice: Advice[] = own.flatMap((dose) => cautionsOf(dose, values, about, policy, child))
  const schedule = scheduleFor(birthDate, policy)
  const immunoglobulinOn = (values.immunoglobulinOn as LocalDate | undefined) ?? null
  for (const { vaccine, givenOn } of own) {
    if (!Object.hasOwn(vaccines, vaccine)) continue
    for (const { text } of deferralsOf(vaccine as VaccineCode, givenOn, child, policy, {
      immunoglobulinOn,
    })) {
      advice.push({ code: 'too-close', text: `${vaccines[vaccine as VaccineCode].name}：${text}` })
    }
  }
  if (schedule) {
    for (const course of schedule.courses) {
      const told = child.doses.filter(({ vaccine }) => givesDoseOf(course, vaccine))
      const extra = told.length - validDoses(course, child).length
      if (extra > 0 && own.some(({ vaccine }) => givesDoseOf(course, vaccine))) {
        advice.push({
          code: 'invalid-dose',
          text: `${course.name}有 ${extra} 剂早于最小月龄、间隔或超出程序，不计入程序，按规定补种。`,
        })
      }
    }
  }
  if (values.reaction === 2) {
    advice.push({ code: 'reaction', text: '疑似预防接种异常反应：按规定报告并处理。' })
  }
  const next = schedule === null ? [] : nextDoses(schedule, child, performedOn)
  if (next.length > 0) {
    const names = next.map(({ courseName, number }) => `${courseName}第${number}剂`).join('、')
    advice.push({ code: 'next', text: `下次接种 ${next[0]!.from} 起：${names}。` })
  } else if (schedule) advice.push({ code: 'complete', text: '免疫程序内的剂次已全部完成。' })
  return {
    classification: null,
    controlled: null,
    nextStep: values.reaction === 2 ? 'report-upward' : 'routine',
    nextDueOn: null,
    referred: false,
    dangers: [],
    advice,
  }
}

function codesIn(value: FormValues[string]): number[] {
  return Array.isArray(value) ? value.filter((code) => typeof code === 'number') : []
}

/** Live vaccines that a child of a mother with HIV is not given. Source: public-health-spec.md §5.1. */
const NOT_FOR_HIV_EXPOSED: readonly string[] = ['JE-L', 'HepA-L', 'bOPV']

/** 卡介苗 late or after HIV, and live vaccines of a child of a mother with HIV. */
function cautionsOf(
  { vaccine, givenOn }: DoseFacts,
  { skinTest }: FormValues,
  { birthDate }: AssessmentFacts,
  policy: VaccinationPolicy,
  { hivExposed = false }: Vaccinated,
): Advice[] {
  const cautions: Advice[] = []
  if (vaccine === 'BCG' && givenOn >= addMonths(birthDate, policy.skinTestFromMonths) && skinTest !== 1)
    cautions.push({
      code: 'skin-test',
      text: `满 ${policy.skinTestFromMonths} 月龄补种卡介苗，须结核菌素试验（PPD）阴性，请填写结果。`,
    })
  if (hivExposed && vaccine === 'BCG')
    cautions.push({ code: 'hiv-exposed', text: 'HIV感染母亲所生儿童暂缓接种卡介苗，确认未感染后补种。' })
  if (hivExposed && NOT_FOR_HIV_EXPOSED.includes(vaccine))
    cautions.push({
      code: 'hiv-exposed',
      text: `HIV感染母亲所生儿童不接种${vaccines[vaccine as VaccineCode].name}，改用灭活疫苗。`,
    })
  return cautions
}

/** The doses of the next visit: all that can be given on its day. */
function nextDoses(schedule: Parameters<typeof owedDoses>[0], child: Vaccinated, today: LocalDate) {
  const open = owedDoses(schedule, child).filter(
    ({ waits, notFrom }) => !waits && (notFrom === null || today < notFrom),
  )
  const tomorrow = addDays(today, 1)
  const reckoned = open.map((dose) => (dose.from < tomorrow ? { ...dose, from: tomorrow } : dose))
  const first = reckoned.map(({ from }) => from).sort()[0]
  return reckoned.filter(({ from }) => from === first)
}
