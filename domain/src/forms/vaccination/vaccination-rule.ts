import { addDays, type LocalDate } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import type { DoseFacts } from '../../residents/resident-facts.ts'
import { deferralsOf, owedDoses, type Vaccinated, validDoses } from '../../vaccination/plan.ts'
import {
  nationalVaccinationPolicy,
  scheduleFor,
  type VaccineCode,
  vaccines,
} from '../../vaccination/schedule.ts'
import type { FormValues } from '../form.ts'

/** The doses that a record tells of. */
export function dosesIn(values: FormValues): DoseFacts[] {
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
  const child: Vaccinated = { birthDate, sex, doses: [...earlier, ...own] }
  const advice: Advice[] = []
  const schedule = scheduleFor(birthDate, nationalVaccinationPolicy)
  const immunoglobulinOn = (values.immunoglobulinOn as LocalDate | undefined) ?? null
  for (const { vaccine, givenOn } of own) {
    if (!Object.hasOwn(vaccines, vaccine)) continue
    for (const { text } of deferralsOf(vaccine as VaccineCode, givenOn, child, { immunoglobulinOn })) {
      advice.push({ code: 'too-close', text: `${vaccines[vaccine as VaccineCode].name}：${text}` })
    }
  }
  if (schedule) {
    for (const course of schedule.courses) {
      const told = child.doses.filter(({ vaccine }) =>
        (course.vaccines as readonly string[]).includes(vaccine),
      )
      const extra = told.length - validDoses(course, child).length
      if (extra > 0 && own.some(({ vaccine }) => (course.vaccines as readonly string[]).includes(vaccine))) {
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
