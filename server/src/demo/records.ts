import {
  addDays,
  ageMonthsOn,
  ageYearsOn,
  daysBetween,
  earlier,
  type LocalDate,
  later,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import type { Assessment, PreviousResult } from '@qianyue/domain/follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '@qianyue/domain/follow-ups/follow-up-policy.ts'
import { growthStandard, sdLineAt } from '@qianyue/domain/forms/children/growth.ts'
import {
  completed,
  type Form,
  type FormValues,
  type Subject,
  type SubjectPregnancy,
} from '@qianyue/domain/forms/form.ts'
import { generalService } from '@qianyue/domain/forms/general-service.ts'
import { healthPlanForm } from '@qianyue/domain/forms/health-plan/plan.ts'
import { healthAssessment } from '@qianyue/domain/forms/health-record/health-assessment.ts'
import { householdSurvey } from '@qianyue/domain/forms/health-record/household-survey.ts'
import { hypertensionFollowUp } from '@qianyue/domain/forms/hypertension/follow-up.ts'
import { isComplete, problemsOf } from '@qianyue/domain/forms/problems.ts'
import { type2DiabetesFollowUp } from '@qianyue/domain/forms/type2-diabetes/follow-up.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import { judgeResults, recheckAdvice } from '@qianyue/domain/result-rechecks/judge-results.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import type { ServiceCode } from '@qianyue/domain/services/services.ts'
import { adultSheets } from './adult-sheets.ts'
import type { DemoAgreement } from './agreements.ts'
import { Dice, demoId } from './dice.ts'
import { childVisits, maternalVisits, type Visit } from './mothers-and-children.ts'
import { normalValues } from './normal-values.ts'
import type { DemoHousehold, DemoPerson } from './people.ts'

export type DemoRecord = {
  id: string
  residentId: string
  form: string
  protection: string | null
  formVersion: number
  service: string | null
  performedOn: LocalDate
  mode: ServiceMode
  values: FormValues
  complete: boolean
  performedBy: string
  unitCode: number
} & Pick<Assessment, 'classification' | 'controlled' | 'nextStep' | 'nextDueOn' | 'referred' | 'results'>

export type Performers = { doctorOf: (villageCode: number) => { id: string; unitCode: number } }

/** Days of work that are looked back on: the last year and the quarter before it. */
const HISTORY_DAYS = 455

/** Until school the growth standard tells the size of a child; from then to grown up it nears its own. */
const SCHOOL_YEARS = 7
const ADULT_YEARS = 18

/** Every service of the demo county, as the village doctors recorded it. */
export function demoRecords(
  today: LocalDate,
  households: readonly DemoHousehold[],
  agreements: readonly DemoAgreement[],
  performers: Performers,
): DemoRecord[] {
  const covers = new Map<string, { startsOn: LocalDate; endsOn: LocalDate }[]>()
  for (const { members, startsOn, endsOn } of agreements) {
    for (const { residentId } of members) {
      covers.set(residentId, [...(covers.get(residentId) ?? []), { startsOn, endsOn }])
    }
  }
  return households.flatMap((household, serial) => {
    const doctor = performers.doctorOf(household.villageCode)
    return household.members.flatMap((person) => {
      const dice = new Dice(1_000 + serial * 31 + household.members.indexOf(person))
      const history = new History(person, household.story, today, dice, doctor, covers.get(person.id) ?? [])
      if (person === household.members[0] && serial % 3 === 0) history.survey(household.members)
      return history.all()
    })
  })
}

const chronic: ReadonlySet<Population> = new Set(['hypertension', 'type2-diabetes', 'copd'])

/** One person's records, the oldest first. */
class History {
  private readonly records: DemoRecord[] = []
  private readonly populations: ReadonlySet<Population>
  private readonly from: LocalDate
  private readonly person: DemoPerson
  private readonly story: string | null
  private readonly today: LocalDate
  private readonly dice: Dice
  private readonly doctor: { id: string; unitCode: number }
  private readonly covers: readonly { startsOn: LocalDate; endsOn: LocalDate }[]
  private readonly heightCm: number
  private readonly weightKg: number

  constructor(
    person: DemoPerson,
    story: string | null,
    today: LocalDate,
    dice: Dice,
    doctor: { id: string; unitCode: number },
    covers: readonly { startsOn: LocalDate; endsOn: LocalDate }[],
  ) {
    this.person = person
    this.story = story
    this.today = today
    this.dice = dice
    this.doctor = doctor
    this.covers = covers
    this.from = later(person.registeredOn, addDays(today, -HISTORY_DAYS))
    this.populations = new Set((person.populations ?? []).map(({ population }) => population))
    const tall = person.sex === 'male' ? 168 : 157
    this.heightCm = Math.round(dice.near(tall, 6) * 10) / 10
    this.weightKg = Math.round(dice.near(24.2, 2.6) * (this.heightCm / 100) ** 2 * 10) / 10
  }

  all(): DemoRecord[] {
    if (this.story === 'signed-not-served') return []
    const { dice } = this
    // Those who never signed are served too, only less often.
    const reached = this.covers.length > 0 ? 0.93 : 0.45
    if (this.populations.has('hypertension')) this.followUps(hypertensionFollowUp, reached)
    if (this.populations.has('type2-diabetes')) this.followUps(type2DiabetesFollowUp, reached)
    this.yearlyAssessments(reached)
    this.plans()
    const pregnantSince = this.person.populations?.find(({ population }) => population === 'pregnant')?.since
    if (pregnantSince) this.visits(maternalVisits(later(pregnantSince, this.from), this.today, dice))
    if (this.ageYears() < 7) {
      this.visits(childVisits(this.person, this.from, this.today, dice, reached))
    }
    this.adultSheets(reached)
    for (const cover of this.covers) {
      this.within(cover, 70, 'health-education', dice.chance(0.6) ? 'group' : 'home', 0.9)
      this.within(cover, 150, 'activity-notice', 'phone', 0.9)
      this.within(cover, 55, 'consultation', 'clinic', this.ageYears() >= 50 ? 0.85 : 0.55)
      this.within(cover, 80, 'phone-consultation', 'phone', 0.6)
      if (this.ageYears() >= 60) this.within(cover, 60, 'blood-pressure-check', 'clinic', 0.8)
      if (this.populations.has('hypertension') || this.populations.has('type2-diabetes')) {
        this.within(cover, 75, 'medication-guidance', 'clinic', 0.8)
      }
    }
    return this.records.sort((a, b) =>
      a.performedOn < b.performedOn ? -1 : a.performedOn > b.performedOn ? 1 : 0,
    )
  }

  /** 入户调查, at the first visit to the head of a household. */
  survey(members: readonly DemoPerson[]): void {
    const day = addDays(this.from, 20)
    if (day > this.today) return
    const found = members.flatMap(({ birthDate, populations = [] }) => {
      const ageYears = ageYearsOn(day, birthDate)
      const isIll = populations.some(({ population }) => chronic.has(population))
      return [...(ageYears >= 65 ? [2] : []), ...(ageYears < 7 ? [3] : []), ...(isIll ? [5] : [])]
    })
    const said = {
      residents: members.length,
      awayMembers: 0,
      groups: found.length === 0 ? [1] : [...new Set(found)].sort(),
      kitchenExhaust: 2,
      water: 1,
      livestockPen: 1,
      knowsDoctor: 2,
      willingToSign: this.covers.length > 0 ? 1 : 2,
    }
    this.record(householdSurvey, day, 'home', said, null)
  }

  private adultSheets(reached: number): void {
    const { person, today, dice } = this
    const sinceOf = (population: Population) =>
      person.populations?.find((one) => one.population === population)?.since ?? null
    for (const sheet of adultSheets({ ageYears: this.ageYears(), reached, today, sinceOf })) {
      let previous: PreviousResult | null = null
      let day = sheet.from ?? addDays(this.from, dice.between(0, Math.min(sheet.everyDays ?? 60, 90)))
      while (day <= today) {
        if (day >= this.from && dice.chance(sheet.probability)) {
          const { classification, controlled, nextDueOn } = this.record(
            sheet.form,
            day,
            sheet.mode,
            sheet.values(dice, day),
            previous,
          )
          previous = { performedOn: day, classification, controlled }
          const soon = nextDueOn === null ? null : daysBetween(day, nextDueOn)
          if (soon !== null && sheet.everyDays !== null && soon < sheet.everyDays) {
            day = addDays(day, soon)
            continue
          }
        }
        if (sheet.everyDays === null) break
        day = addDays(day, Math.max(5, sheet.everyDays - dice.between(0, Math.ceil(sheet.everyDays / 10))))
      }
    }
  }

  private ageYears(): number {
    return ageYearsOn(this.today, this.person.birthDate)
  }

  /** Chronic follow-ups: about every quarter, within two weeks after a bad result, and sometimes forgotten. */
  private followUps(form: typeof hypertensionFollowUp | typeof type2DiabetesFollowUp, reached: number): void {
    const { dice, today, story } = this
    const badly = story === 'out-of-control-twice' || dice.chance(0.3)
    let previous: PreviousResult | null = null
    let day = addDays(this.from, dice.between(1, 80))
    while (day <= today) {
      if (dice.chance(reached) || story !== null) {
        const recent = daysBetween(day, today) < 60
        const values = this.chronicValues(form, badly && (recent || dice.chance(0.5)), story)
        const record: DemoRecord = this.record(
          form,
          day,
          dice.chance(0.55) ? 'home' : 'clinic',
          values,
          previous,
        )
        previous = { performedOn: day, classification: record.classification, controlled: record.controlled }
        const { nextDueOn } = record
        const gap = nextDueOn === null ? 88 : daysBetween(day, nextDueOn)
        day = addDays(day, Math.max(5, gap - dice.between(1, gap > 30 ? 12 : 5)))
      } else day = addDays(day, 90)
    }
  }

  private chronicValues(form: Form, uncontrolled: boolean, story: string | null): FormValues {
    const { dice } = this
    const systolic = Math.round(uncontrolled ? dice.near(162, 8) : dice.near(131, 6))
    const diastolic = Math.round(uncontrolled ? dice.near(96, 5) : dice.near(80, 5))
    const body: FormValues = {
      systolicMmHg: Math.min(178, systolic),
      diastolicMmHg: Math.min(106, diastolic),
      heightCm: this.heightCm,
      weightKg: Math.round((this.weightKg + dice.near(0, 0.8)) * 10) / 10,
      cigarettesPerDay: this.person.sex === 'male' && dice.chance(0.3) ? 10 : 0,
      alcoholLiangPerDay: this.person.sex === 'male' && dice.chance(0.2) ? 1 : 0,
      exerciseTimesPerWeek: dice.between(2, 7),
      exerciseMinutesPerTime: 30,
      heartRatePerMinute: Math.round(dice.near(74, 6)),
    }
    if (form.code === hypertensionFollowUp.code) {
      const drug = story === null && dice.chance(0.4) ? ['缬沙坦胶囊', '80 mg'] : ['氨氯地平片', '5 mg']
      return {
        ...body,
        saltIntake: uncontrolled ? 2 : 1,
        medicines: [{ name: drug[0], timesPerDay: 1, dosePerTime: drug[1] }],
      }
    }
    return {
      ...body,
      fastingGlucoseMmolL: Math.round((uncontrolled ? dice.near(8.8, 0.9) : dice.near(6.1, 0.4)) * 10) / 10,
      stapleFoodGramsPerDay: dice.between(4, 7) * 50,
      medicines: [{ name: '二甲双胍片', timesPerDay: 2, dosePerTime: '0.5 g' }],
    }
  }

  /** The yearly examination with its plan: for the old and the chronically ill, and in the first months for who signed. */
  private yearlyAssessments(reached: number): void {
    const { dice, today } = this
    const due =
      this.ageYears() >= 65 || this.populations.has('hypertension') || this.populations.has('type2-diabetes')
    const days = new Set<LocalDate>()
    if (due) {
      for (const year of [yearOf(today) - 1, yearOf(today)]) {
        const day = addDays(`${year}-04-01` as LocalDate, dice.between(0, 150))
        if (dice.chance(reached)) days.add(day)
      }
    } else {
      for (const { startsOn } of this.covers)
        if (dice.chance(0.72)) days.add(addDays(startsOn, dice.between(0, 60)))
    }
    for (const day of days) {
      if (day < this.from || day > today) continue
      const uncontrolled = this.populations.has('hypertension') && dice.chance(0.2)
      const measured: FormValues = {
        ...this.bodyOn(day, uncontrolled),
        temperatureC: 36.5,
        heartRatePerMinute: Math.round(dice.near(73, 6)),
        pulsePerMinute: 72,
        respirationPerMinute: 18,
        ...(this.ageYears() >= 65 ? this.laboratory() : {}),
      }
      const findings = this.findingsIn(measured, day, uncontrolled)
      const evaluation =
        findings.length === 0
          ? { healthEvaluation: 1 }
          : { healthEvaluation: 2, abnormalities: findings.slice(0, 4).map((finding) => ({ finding })) }
      this.record(healthAssessment, day, 'clinic', { ...measured, ...evaluation }, null)
    }
  }

  /** What the doctor writes under 健康评价. */
  private findingsIn(measured: FormValues, day: LocalDate, uncontrolled: boolean): string[] {
    const about = {
      ageYears: ageYearsOn(day, this.person.birthDate),
      sex: this.person.sex,
      performedOn: day,
      policy: nationalFollowUpPolicy,
    }
    return [
      ...(uncontrolled ? ['血压偏高，需调整用药'] : []),
      ...recheckAdvice(judgeResults(measured, about)).map(({ text }) => text.replace(/。$/, '')),
    ]
  }

  /** What a tape, scales and a cuff say of somebody of this age on a day. */
  private bodyOn(day: LocalDate, uncontrolled: boolean): FormValues {
    const { dice, person } = this
    const ageYears = ageYearsOn(day, person.birthDate)
    if (ageYears >= ADULT_YEARS) {
      return {
        heightCm: this.heightCm,
        weightKg: this.weightKg,
        waistCm: Math.round(dice.near(84, 7)),
        leftSystolicMmHg: Math.round(uncontrolled ? dice.near(158, 6) : dice.near(128, 7)),
        leftDiastolicMmHg: Math.round(uncontrolled ? dice.near(94, 4) : dice.near(78, 5)),
      }
    }
    const grown = Math.max(0, (ageYears - SCHOOL_YEARS) / (ADULT_YEARS - SCHOOL_YEARS))
    const months = ageMonthsOn(day, person.birthDate)
    const sizeOn = (measure: 'height' | 'weight', adult: number) => {
      const line = sdLineAt(measure, person.sex, months) ?? growthStandard(measure, person.sex).at(-1)?.sd
      const child = line?.[3] ?? adult
      return Math.round(10 * (child + (adult - child) * grown + dice.near(0, 0.3))) / 10
    }
    return {
      heightCm: sizeOn('height', this.heightCm),
      weightKg: sizeOn('weight', this.weightKg),
      waistCm: Math.round(dice.near(50 + 24 * grown, 2)),
      leftSystolicMmHg: Math.round(dice.near(94 + 22 * grown, 5)),
      leftDiastolicMmHg: Math.round(dice.near(56 + 14 * grown, 4)),
    }
  }

  /** 个性化服务计划, some weeks after the first signing. */
  private plans(): void {
    const [first] = this.covers
    const day = first && addDays(first.startsOn, this.dice.between(0, 80))
    if (!day || day < this.from || day > this.today || !this.dice.chance(0.8)) return
    const ill = (['hypertension', 'type2-diabetes'] as const).filter((one) => this.populations.has(one))
    const goals = {
      hypertension: { goal: '血压', target: '低于 140/90 mmHg', by: addDays(day, 90) },
      'type2-diabetes': { goal: '空腹血糖', target: '低于 7.0 mmol/L', by: addDays(day, 90) },
    }
    this.record(
      healthPlanForm,
      day,
      'clinic',
      {
        mainProblems: ill.map((one) => populations[one]).join('；') || '未见明显健康问题',
        riskLevel: 9,
        goals:
          ill.length > 0 ? ill.map((one) => goals[one]) : [{ goal: '保持健康', target: '体重、血压正常' }],
        actions: [
          ...(ill.length > 0 ? [{ what: '慢性病随访', who: '责任医生', times: 4 }] : []),
          { what: '年度健康评估', who: '责任医生', times: 1, by: addDays(day, 365) },
        ],
        planAgreed: 1,
        reviewOn: addDays(day, 365),
      },
      null,
    )
  }

  /** The panel that the specification asks for from 65 years. */
  private laboratory(): FormValues {
    const { dice } = this
    const isMan = this.person.sex === 'male'
    const about = (mean: number, deviation: number, decimals: number) => {
      const scale = 10 ** decimals
      return Math.round(dice.near(mean, deviation) * scale) / scale
    }
    return {
      haemoglobinGL: about(isMan ? 147 : 131, 7, 0),
      leukocytes10e9L: about(6.1, 0.8, 1),
      platelets10e9L: about(210, 25, 0),
      fastingGlucoseMmolL: about(this.populations.has('type2-diabetes') ? 7.2 : 5.3, 0.4, 1),
      altUL: about(22, 5, 0),
      astUL: about(23, 5, 0),
      totalBilirubinUmolL: about(12, 2, 1),
      creatinineUmolL: about(isMan ? 80 : 61, 9, 0),
      ureaMmolL: about(5.4, 0.7, 1),
      totalCholesterolMmolL: about(4.8, 0.7, 1),
      triglyceridesMmolL: about(1.5, 0.3, 1),
      ldlCholesterolMmolL: about(2.8, 0.6, 1),
      hdlCholesterolMmolL: about(1.4, 0.15, 1),
      urineProtein: '-',
      urineGlucose: '-',
      urineKetone: '-',
      urineOccultBlood: '-',
    }
  }

  private visits(visits: readonly Visit[]): void {
    for (const { form, day, mode, values, pregnancy } of visits) {
      if (day >= this.from) this.record(form, day, mode, values, null, pregnancy)
    }
  }

  /** A service that has no sheet of its own, every so many days of an agreement. */
  private within(
    cover: { startsOn: LocalDate; endsOn: LocalDate },
    days: number,
    service: ServiceCode,
    mode: ServiceMode,
    probability: number,
  ): void {
    const { dice } = this
    const last = earlier(cover.endsOn, this.today)
    let day = addDays(later(cover.startsOn, this.from), dice.between(0, Math.min(days, 60)))
    while (day <= last) {
      if (dice.chance(probability))
        this.record(generalService, day, mode, { service, content: contents[service] ?? '' }, null)
      day = addDays(day, Math.max(3, Math.round(dice.near(days, days / 8))))
    }
  }

  private record(
    form: Form,
    day: LocalDate,
    mode: ServiceMode,
    measured: FormValues,
    previous: PreviousResult | null,
    pregnancy: SubjectPregnancy | null = null,
  ) {
    const { person, doctor } = this
    const about: Subject = {
      birthDate: person.birthDate,
      sex: person.sex,
      performedOn: day,
      ageYears: ageYearsOn(day, person.birthDate),
      last: null,
      pregnancy,
    }
    const known = Object.fromEntries(
      Object.entries(measured).filter(([code]) =>
        form.sections.some(({ fields }) => fields.some((field) => field.code === code)),
      ),
    )
    const given = form === generalService ? measured : normalValues(form, known, about)
    const values = completed(form, given, about)
    const { classification, controlled, nextStep, nextDueOn, referred, results } = assess(form, values, {
      ...about,
      previous,
      policy: nationalFollowUpPolicy,
    })
    const record: DemoRecord = {
      id: demoId('record', `${person.id} ${this.records.length}`),
      residentId: person.id,
      form: form.code,
      protection: form.protection ?? null,
      formVersion: form.version,
      service: form === generalService ? String(measured.service) : null,
      performedOn: day,
      mode,
      values,
      complete: isComplete(problemsOf(form, values, about)),
      classification,
      controlled,
      nextStep,
      nextDueOn,
      referred,
      ...(results ? { results } : {}),
      performedBy: doctor.id,
      unitCode: doctor.unitCode,
    }
    this.records.push(record)
    return record
  }
}

const contents: Partial<Record<ServiceCode, string>> = {
  'health-education': '发放健康教育资料并讲解合理膳食、规律用药',
  'activity-notice': '告知健康讲座和体检安排',
  consultation: '常见病诊疗，核对用药',
  'phone-consultation': '电话解答健康问题',
  'blood-pressure-check': '测量血压并记录',
  'medication-guidance': '核对药品、用法和不良反应',
}
