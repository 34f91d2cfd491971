import { addDays, addMonths, ageMonthsOn, type LocalDate } from '../../days/local-date.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type Danger,
  isReferral,
  type NextStep,
} from '../../follow-ups/assessment.ts'
import { nationalMotherAndChildLimits } from '../../follow-ups/care-policy.ts'
import { abnormalFindings } from '../abnormal-findings.ts'
import { type Form, type FormValues, numberIn, type Subject } from '../form.ts'
import { nutritionIn, tickedSigns } from './child-fields.ts'
import { nutritionFindings } from './growth.ts'

/** Ages of the examinations, in months. Source: public-health-spec.md §6.1. */
export const CHECK_AGES_MONTHS = [1, 3, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72] as const
/** 满月: days of life, together with the second dose against hepatitis B. Source: public-health-spec.md §6.1. */
export const FULL_MONTH_DAYS = { from: 28, to: 30 } as const
/** 贫血 below; 中重度 below {@link MODERATE_ANAEMIA_BELOW_G_L} is referred. Source: 儿童营养性疾病管理技术规范. */
const ANAEMIA_BELOW_G_L = 110
const MODERATE_ANAEMIA_BELOW_G_L = 90
/** A child that is guided for something is looked at again within. Project convention. */
const RECHECK_WITHIN_DAYS = 30

/** The day of the next examination: 满月 from day 28, then 满 n 月龄 by the calendar; null after the last. */
export function nextCheckOn({
  birthDate,
  performedOn,
}: Pick<Subject, 'birthDate' | 'performedOn'>): LocalDate | null {
  const fullMonthOn = addDays(birthDate, FULL_MONTH_DAYS.from)
  if (performedOn < fullMonthOn) return fullMonthOn
  const months = Math.max(1, ageMonthsOn(performedOn, birthDate))
  const next = CHECK_AGES_MONTHS.find((age) => age > months)
  return next === undefined ? null : addMonths(birthDate, next)
}

/** 五分记录: from 4.8 at four years, from 4.9 at five and six. */
function isVisionLow(value: number | null, ageYears: number): boolean {
  return value !== null && value < (ageYears >= 5 ? 4.9 : 4.8)
}

/** 口腔（唇腭裂、诞生牙）、视力、听力 problems are referred and the referral followed. Source: public-health-spec.md §6.3. */
const REFERRED_FINDINGS: readonly string[] = ['eyes', 'ears', 'mouth']

/**
 * What an examination of a child comes to: what is found is guided and looked at again within a month; what the clinic
 * cannot judge goes to a hospital; else the next examination is at the next age. Source: N3-04 服务内容（五）; the boundary
 * between guidance and referral of growth and development findings is a project convention (docs/questions.md).
 */
export function assessChildCheck(form: Form): (values: FormValues, about: AssessmentFacts) => Assessment {
  return (values, about) => {
    const toGuide: Advice[] = []
    const toRefer: Advice[] = []

    for (const finding of nutritionIn(values, about)) {
      const advice = {
        code: finding,
        text: `${nutritionFindings[finding]}：分析原因，指导喂养与活动，专案管理。`,
      }
      if (finding.startsWith('severely-'))
        toRefer.push({ ...advice, text: `${nutritionFindings[finding]}，转上级机构。` })
      else toGuide.push(advice)
    }
    const haemoglobin = numberIn(values, 'haemoglobinGL')
    if (haemoglobin !== null && haemoglobin < ANAEMIA_BELOW_G_L) {
      const text = `血红蛋白 ${haemoglobin} g/L，贫血`
      if (haemoglobin < MODERATE_ANAEMIA_BELOW_G_L)
        toRefer.push({ code: 'anaemia', text: `${text}（中重度），转上级机构。` })
      else toGuide.push({ code: 'anaemia', text: `${text}：补铁与饮食指导，一个月后复查。` })
    }
    const signs = tickedSigns(values)
    if (signs.length === 1) {
      toGuide.push({ code: 'warning-sign', text: `发育预警征象：${signs[0]}。指导训练，一个月内复查。` })
    } else if (signs.length > 1) {
      toRefer.push({ code: 'warning-sign', text: `发育预警征象：${signs.join('；')}。转儿童保健机构评估。` })
    }
    if (values.hearing === 2) toRefer.push({ code: 'hearing', text: '听力筛查未通过，转专科检查。' })
    if (
      isVisionLow(numberIn(values, 'leftVision'), about.ageYears) ||
      isVisionLow(numberIn(values, 'rightVision'), about.ageYears)
    ) {
      toRefer.push({ code: 'vision', text: '视力低于同龄正常值，转眼科检查。' })
    }
    const carious = numberIn(values, 'cariousTeeth') ?? 0
    if (carious > 0) toRefer.push({ code: 'caries', text: `龋齿 ${carious} 颗，转口腔科治疗。` })
    if (isMoreThanNone(values.ricketsSigns)) {
      toGuide.push({ code: 'rickets', text: '可疑佝偻病体征：指导户外活动和维生素D，一个月后复查。' })
    }
    for (const { code, name } of abnormalFindings(form, values)) {
      if (REFERRED_FINDINGS.includes(code))
        toRefer.push({ code: 'finding', text: `${name}异常，转专科检查并追踪结果。` })
      else toGuide.push({ code: 'finding', text: `${name}异常：处理或转诊。` })
    }
    if (values.neckMass === 2) toRefer.push({ code: 'neck-mass', text: '颈部包块，转诊检查。' })
    if (values.umbilicus === 3) toGuide.push({ code: 'umbilicus', text: '脐部有渗出：消毒护理，未愈转诊。' })

    return decide({ toGuide, toRefer, dangers: [] }, values, about, nextCheckOn(about))
  }
}

/** Whether something besides 1 无 is ticked. */
function isMoreThanNone(value: FormValues[string]): boolean {
  return Array.isArray(value) && value.some((code) => code !== 1)
}

/** 新生儿: temperature at which the specification refers; both boundaries included. Source: N3-04 服务内容（一）. */
const NEWBORN_FEVER_FROM_C = 37.5
const NEWBORN_COLD_UP_TO_C = 35.5
const NEWBORN_BREATHS_FROM = 60

/** A newborn at risk is visited again within. Project convention: the specification says 增加访视次数. */
const EXTRA_VISIT_WITHIN_DAYS = 7

/** 新生儿高危: 低出生体重 below 2.5 kg, 早产 below 37 weeks, 双多胎, 窒息, 出生缺陷. Source: N3-04 服务内容（一）. */
function newbornRisks(values: FormValues): string[] {
  const weight = numberIn(values, 'birthWeightKg')
  const weeks = numberIn(values, 'gestationalWeeks')
  const births = Array.isArray(values.birthKind) ? (values.birthKind as readonly unknown[]) : []
  return [
    weight !== null && weight < 2.5 ? '低出生体重' : '',
    weeks !== null && weeks < 37 ? '早产' : '',
    births.includes(5) ? '双多胎' : '',
    values.asphyxia === 2 ? '窒息' : '',
    values.malformation === 2 ? '出生缺陷' : '',
  ].filter((risk) => risk !== '')
}

/** 体重下降超过 10%, told from whole grams: from 3.20 to 2.88 kg is ten percent, not more. */
function hasLostTooMuch(birthKg: number, nowKg: number): boolean {
  return Math.round(nowKg * 1000) * 10 < Math.round(birthKg * 1000) * 9
}

/**
 * 新生儿家庭访视: danger signs go to hospital at once; a newborn at risk is visited again within a week; else the full-month
 * examination is next. Source: N3-04 服务内容（一）（五）.
 */
export function assessNewborn(form: Form): (values: FormValues, about: AssessmentFacts) => Assessment {
  return (values, about) => {
    const dangers: Danger[] = []
    const toRefer: Advice[] = []
    const toGuide: Advice[] = []
    const temperature = numberIn(values, 'temperatureC')
    if (
      temperature !== null &&
      (temperature >= NEWBORN_FEVER_FROM_C || temperature <= NEWBORN_COLD_UP_TO_C)
    ) {
      dangers.push({ code: 'temperature', text: `体温 ${temperature} ℃` })
    }
    const limits = about.policy.care.motherAndChild ?? nationalMotherAndChildLimits
    const breaths = numberIn(values, 'respirationPerMinute')
    if (breaths !== null && (breaths >= NEWBORN_BREATHS_FROM || breaths < limits.newbornBreathsFrom)) {
      dangers.push({ code: 'respiration', text: `呼吸 ${breaths} 次/分` })
    }
    const heartRate = numberIn(values, 'heartRatePerMinute')
    if (
      heartRate !== null &&
      (heartRate < limits.newbornHeartRateFrom || heartRate > limits.newbornHeartRateTo)
    ) {
      dangers.push({ code: 'heart-rate', text: `心率 ${heartRate} 次/分` })
    }
    const jaundice = Array.isArray(values.jaundice) ? (values.jaundice as readonly unknown[]) : []
    if (jaundice.includes(4) || jaundice.includes(5))
      dangers.push({ code: 'jaundice', text: '黄疸达四肢或手足' })
    if (values.umbilicalCord === 3) toRefer.push({ code: 'cord', text: '脐部有渗出，转诊处理。' })
    const [birth, now] = [numberIn(values, 'birthWeightKg'), numberIn(values, 'weightKg')]
    if (birth !== null && now !== null && hasLostTooMuch(birth, now)) {
      toRefer.push({ code: 'weight-loss', text: '体重比出生时下降超过 10%，转诊。' })
    }
    if (values.hearingScreen === 2)
      toRefer.push({ code: 'hearing', text: '新生儿听力筛查未通过，转诊复筛。' })
    const screen = Array.isArray(values.diseaseScreen) ? (values.diseaseScreen as readonly unknown[]) : []
    if ([3, 4, 5].some((code) => screen.includes(code))) {
      toRefer.push({ code: 'screening', text: '新生儿疾病筛查阳性，转诊治疗。' })
    }
    for (const { name } of abnormalFindings(form, values))
      toRefer.push({ code: 'finding', text: `${name}异常，转诊。` })
    if (values.neckMass === 2) toRefer.push({ code: 'neck-mass', text: '颈部包块，转诊检查。' })
    if (values.fontanelle === 2 || values.fontanelle === 3)
      toRefer.push({ code: 'fontanelle', text: '前囟膨隆或凹陷，转诊检查。' })
    if (values.hearingScreen === 3)
      toGuide.push({ code: 'screen-hearing', text: '未做听力筛查，督促到分娩机构补筛。' })
    if (screen.includes(1))
      toGuide.push({ code: 'screen-disease', text: '未做疾病筛查，督促到分娩机构补筛。' })

    const decided = decide({ toGuide: [], toRefer, dangers }, values, about, nextCheckOn(about))
    const risks = newbornRisks(values)
    if (risks.length === 0) return { ...decided, advice: [...decided.advice, ...toGuide] }
    // Sent to a hospital besides: the visit within a week comes before the two weeks in which that is asked after.
    const isRoutine = decided.nextStep === 'routine'
    return {
      ...decided,
      classification: 'abnormal',
      nextStep: isRoutine ? 'extra-visit' : decided.nextStep,
      nextDueOn: agreedNextDay(
        addDays(about.performedOn, EXTRA_VISIT_WITHIN_DAYS),
        values.nextVisitOn as LocalDate | undefined,
        about.performedOn,
      ),
      advice: [
        { code: 'high-risk', text: `高危儿（${risks.join('、')}），增加家庭访视，一周内再访。` },
        ...(isRoutine ? [] : decided.advice),
        ...toGuide,
      ],
    }
  }
}

function decide(
  found: { toGuide: readonly Advice[]; toRefer: readonly Advice[]; dangers: readonly Danger[] },
  values: FormValues,
  about: AssessmentFacts,
  routineOn: LocalDate | null,
): Assessment {
  const { toGuide, toRefer, dangers } = found
  const written = values.referral === 2
  const nextStep: NextStep =
    dangers.length > 0
      ? 'refer-urgently'
      : toRefer.length > 0 || written
        ? 'refer'
        : toGuide.length > 0
          ? 'recheck'
          : 'routine'
  const byRule =
    nextStep === 'routine'
      ? routineOn
      : addDays(about.performedOn, isReferral(nextStep) ? about.policy.returnWithinDays : RECHECK_WITHIN_DAYS)
  return {
    classification: nextStep === 'routine' ? 'no-abnormality' : 'abnormal',
    controlled: null,
    nextStep,
    // The next age is owed by itself; only an earlier day that the doctor wrote is a visit of its own.
    nextDueOn:
      byRule === null ||
      byRule <= about.performedOn ||
      (nextStep === 'routine' && values.nextVisitOn === undefined)
        ? null
        : agreedNextDay(byRule, values.nextVisitOn as LocalDate | undefined, about.performedOn),
    referred: isReferral(nextStep),
    dangers,
    advice: [
      ...toRefer,
      ...toGuide,
      ...(nextStep === 'routine' && routineOn !== null
        ? [{ code: 'routine', text: `未见异常，下次检查 ${routineOn} 起。` }]
        : []),
    ],
  }
}
