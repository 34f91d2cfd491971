import { addDays, daysBetween, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { copdFollowUp } from '@qianyue/domain/forms/copd/follow-up.ts'
import { elderlySelfCare } from '@qianyue/domain/forms/elderly/self-care.ts'
import type { Form, FormValues } from '@qianyue/domain/forms/form.ts'
import { homeBedOpening } from '@qianyue/domain/forms/home-bed/opening.ts'
import { homeBedRound } from '@qianyue/domain/forms/home-bed/round.ts'
import { rehabilitationPlan } from '@qianyue/domain/forms/rehabilitation/plan.ts'
import { rehabilitationTraining } from '@qianyue/domain/forms/rehabilitation/training.ts'
import { severeMentalDisorderFollowUp } from '@qianyue/domain/forms/severe-mental-disorder/follow-up.ts'
import { severeMentalDisorderSupplement } from '@qianyue/domain/forms/severe-mental-disorder/supplement.ts'
import { homeVisit } from '@qianyue/domain/forms/special-groups/home-visit.ts'
import { yearlyHomeVisit } from '@qianyue/domain/forms/special-groups/yearly-visit.ts'
import { tcmConstitution } from '@qianyue/domain/forms/tcm/constitution.ts'
import { constitutions, QUESTIONS, questionCode } from '@qianyue/domain/forms/tcm/constitution-scoring.ts'
import { tuberculosisFirstVisit } from '@qianyue/domain/forms/tuberculosis/first-visit.ts'
import { tuberculosisFollowUp } from '@qianyue/domain/forms/tuberculosis/follow-up.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import type { Dice } from './dice.ts'

/** A sheet that is filled of somebody every so many days, or once. */
export type Sheet = {
  form: Form
  /** Null for once. */
  everyDays: number | null
  mode: ServiceMode
  /** Of those that should have been, how many were. */
  probability: number
  /** The first day, when it is known. */
  from?: LocalDate
  values: (dice: Dice, day: LocalDate) => FormValues
}

type Person = {
  ageYears: number
  reached: number
  today: LocalDate
  sinceOf: (population: Population) => LocalDate | null
}

/** The sheets that the village doctor fills of one adult beside the chronic follow-ups and the examination. */
export function adultSheets({ ageYears, reached, today, sinceOf }: Person): Sheet[] {
  const sheets: Sheet[] = []
  const add = (sheet: Sheet) => sheets.push(sheet)
  if (ageYears >= 65)
    add({
      form: tcmConstitution,
      everyDays: 345,
      mode: 'clinic',
      probability: reached * 0.8,
      values: constitution,
    })
  if (ageYears >= 75)
    add({ form: elderlySelfCare, everyDays: 350, mode: 'home', probability: reached * 0.6, values: selfCare })
  if (ageYears >= 88)
    add({ form: homeVisit, everyDays: 180, mode: 'home', probability: reached, values: () => atHome })
  if (sinceOf('copd'))
    add({ form: copdFollowUp, everyDays: 86, mode: 'clinic', probability: reached, values: breathing })
  if (sinceOf('disabled')) {
    add({
      form: yearlyHomeVisit,
      everyDays: 330,
      mode: 'home',
      probability: reached * 0.9,
      values: () => disabled,
    })
    add({
      form: rehabilitationPlan,
      everyDays: null,
      mode: 'home',
      probability: 0.25,
      values: () => plan(today),
    })
    add({ form: rehabilitationTraining, everyDays: 60, mode: 'home', probability: 0.2, values: training })
  }
  if (sinceOf('bed-ridden')) {
    const from = addDays(today, -40)
    add({ form: homeBedOpening, everyDays: null, mode: 'home', probability: 1, from, values: () => bed })
    add({
      form: homeBedRound,
      everyDays: 7,
      mode: 'home',
      probability: 1,
      from: addDays(from, 7),
      values: round,
    })
  }
  const mental = sinceOf('severe-mental-disorder')
  if (mental) {
    add({
      form: severeMentalDisorderSupplement,
      everyDays: null,
      mode: 'home',
      probability: reached,
      values: (_, day) => ({ ...guardian, consentOn: day }),
    })
    add({
      form: severeMentalDisorderFollowUp,
      everyDays: 84,
      mode: 'home',
      probability: reached,
      values: mind,
    })
  }
  const lungs = sinceOf('tuberculosis')
  if (lungs) {
    add({
      form: tuberculosisFirstVisit,
      everyDays: null,
      mode: 'home',
      probability: 1,
      from: addDays(lungs, 2),
      values: (_, day) => ({
        ...treatment,
        patientType: 1,
        notifiedAt: `${lungs}T09:00`,
        visitedAt: `${day}T15:20`,
        collectsDrugsAt: '镇卫生院结核病门诊，每月 1 日',
      }),
    })
    add({
      form: tuberculosisFollowUp,
      everyDays: 28,
      mode: 'home',
      probability: 0.95,
      from: addDays(lungs, 28),
      values: (dice, day) => doses(dice, Math.max(1, Math.ceil(daysBetween(lungs, day) / 30))),
    })
  }
  return sheets
}

/** Balanced as a rule; of the others one constitution is raised. */
function constitution(dice: Dice): FormValues {
  const values: Record<string, number> = {}
  for (let question = 1; question <= QUESTIONS; question++)
    values[questionCode(question)] = question === 1 ? 4 : dice.chance(0.2) ? 2 : 1
  const raised = Object.values(constitutions)[dice.between(0, 11)]
  for (const question of raised?.questions ?? []) values[questionCode(question)] = dice.between(3, 4)
  return { ...values, guidance: [1, 2, 3, 4] }
}

function selfCare(dice: Dice): FormValues {
  const weak = dice.chance(0.25)
  return { selfCareWashing: weak ? 2 : 1, selfCareToileting: weak ? 2 : 1, selfCareMoving: weak ? 3 : 1 }
}

const atHome: FormValues = {
  reason: 1,
  systolicMmHg: 138,
  diastolicMmHg: 78,
  heartRatePerMinute: 72,
  state: 1,
  risks: [2],
  content: '测量血压，核对用药，指导家属安装扶手',
}

function breathing(dice: Dice): FormValues {
  const worse = dice.chance(0.12)
  return {
    symptoms: [2, 3],
    mmrc: 1,
    catScore: Math.round(dice.near(13, 2)),
    exacerbationsSinceLast: worse ? 1 : 0,
    exacerbatedNow: 1,
    spo2Percent: dice.between(93, 97),
    systolicMmHg: Math.round(dice.near(130, 6)),
    diastolicMmHg: Math.round(dice.near(78, 4)),
    respirationPerMinute: 18,
    inhalerTechnique: dice.chance(0.3) ? 2 : 1,
    medicines: [{ name: '噻托溴铵粉吸入剂', timesPerDay: 1, dosePerTime: '18 μg' }],
  }
}

const disabled: FormValues = {
  groups: [1],
  systolicMmHg: 128,
  diastolicMmHg: 78,
  disabilityGrade: 3,
  rehabilitationNeed: 2,
  education: [3, 6],
  done: '测量血压，指导关节活动和防跌倒',
}

function plan(today: LocalDate): FormValues {
  return {
    disabilities: [5],
    function: '左侧肢体活动不利，可扶杖行走',
    barthel: 70,
    goals: [{ goal: '独立平地行走 50 米', by: addDays(today, 90), measure: '计时步行' }],
    trainings: [{ training: '步行训练', timesPerWeek: 5, minutes: 20, by: '家属' }],
  }
}

function training(_: Dice, day: LocalDate): FormValues {
  return {
    sessions: [
      { training: '步行训练', on: addDays(day, -2), minutes: 20, remark: '完成' },
      { training: '关节活动', on: addDays(day, -1), minutes: 15, remark: '完成' },
    ],
    goals: [{ goal: '独立平地行走 50 米', progress: 2 }],
    guidance: '继续训练，注意防跌倒',
  }
}

const bed: FormValues = {
  diagnosis: '脑卒中后遗症',
  reason: 1,
  condition: '长期卧床，左侧肢体偏瘫，生命体征平稳',
  homeSuitable: 2,
  carer: '家属',
  riskTold: 2,
  agreed: 2,
  signedBy: '家属',
  roundEveryDays: 7,
  plan: '每周查床，指导翻身、营养和康复',
}

function round(dice: Dice, day: LocalDate): FormValues {
  return {
    temperatureC: 36.6,
    heartRatePerMinute: 76,
    systolicMmHg: Math.round(dice.near(132, 5)),
    diastolicMmHg: Math.round(dice.near(80, 4)),
    course: 2,
    findings: '神志清，皮肤完整，无压疮',
    orders: [{ order: '阿司匹林肠溶片 100 mg 每日一次', kind: 1, startsOn: day }],
    nursing: [4],
  }
}

const guardian: FormValues = {
  guardianName: '家属',
  guardianRelation: '父母',
  consent: 1,
  consentSigner: '家属',
  diagnosis: 1,
  outpatient: 3,
  admissions: 1,
}

function mind(dice: Dice): FormValues {
  const state = dice.between(1, 10)
  const well = { dangerGrade: 0, symptomState: 1, insight: 1, work: 2 }
  if (state === 1)
    return { ...well, dangerGrade: 3, symptoms: [3, 7], symptomState: 3, emergencyAction: [1, 2, 4] }
  if (state <= 4) return { ...well, insight: 2, symptoms: [11], tendsToStable: 2 }
  return well
}

const treatment: FormValues = { stage: 1, supervisor: 2, regimen: '2HRZE/4HR', use: 1, drugForms: [1] }

function doses(dice: Dice, treatmentMonth: number): FormValues {
  const missedDoses = dice.chance(0.3) ? dice.between(1, 3) : 0
  return {
    ...treatment,
    treatmentMonth,
    stage: treatmentMonth <= 2 ? 1 : 2,
    dosesDue: 28,
    missedDoses,
    ...(missedDoses > 0 ? { longestGapDays: missedDoses } : {}),
    adverseDrugReaction: 1,
    complication: 1,
  }
}
