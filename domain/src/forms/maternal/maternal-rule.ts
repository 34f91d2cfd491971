import { addDays, type LocalDate } from '../../days/local-date.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type Danger,
  isReferral,
  type NextStep,
} from '../../follow-ups/assessment.ts'
import { bloodPressureDangers } from '../../follow-ups/blood-pressure.ts'
import { nationalMotherAndChildLimits } from '../../follow-ups/care-policy.ts'
import { abnormalFindings } from '../abnormal-findings.ts'
import { type Form, type FormValues, numberIn } from '../form.ts'
import { glucoseDangers } from '../type2-diabetes/follow-up-rule.ts'
import { maternalDangers } from './maternal-fields.ts'

/** 妊娠期高血压: from 140 or 90. Source: N3-05, 高危因素筛查. */
const HYPERTENSIVE_FROM = { systolicMmHg: 140, diastolicMmHg: 90 }
const ANAEMIA_BELOW_G_L = 110
const FETAL_HEART = { from: 110, to: 160 }
/** A woman at risk (黄色及以上) is seen again within; 橙、红 twice as often. Project convention, docs/questions.md. */
const WATCH_WITHIN_DAYS = { 2: 14, 3: 7, 4: 7, 5: 14 } as const
/** 高龄 from. Source: 孕产妇妊娠风险评估表. */
const OLDER_MOTHER_FROM_YEARS = 35

/** What makes a pregnancy one at risk, as it stands on the sheet; the grade of the sheet is the doctor's. */
function maternalRisks(values: FormValues, { ageYears, policy }: AssessmentFacts): string[] {
  const history = Array.isArray(values.pastHistory) ? (values.pastHistory as readonly unknown[]) : []
  const haemoglobin = numberIn(values, 'haemoglobinGL')
  const glucose = numberIn(values, 'glucoseMmolL')
  return [
    ageYears >= OLDER_MOTHER_FROM_YEARS ? `年龄 ${ageYears} 岁（≥35 岁）` : '',
    history.some((code) => code !== 1) ? '有内外科既往病史' : '',
    (numberIn(values, 'caesareanBirths') ?? 0) > 0 ? '有剖宫产史' : '',
    isHypertensive(values) ? '血压达到 140/90 mmHg' : '',
    haemoglobin !== null && haemoglobin < ANAEMIA_BELOW_G_L ? `血红蛋白 ${haemoglobin} g/L，妊娠期贫血` : '',
    glucose !== null && glucose >= policy.fastingGlucoseBelowMmolL ? `血糖 ${glucose} mmol/L，高于正常` : '',
    ...(['hbsAg', 'syphilis', 'hivAntibody'] as const).map((code) =>
      values[code] === 2 ? infectionNames[code] : '',
    ),
  ].filter((risk) => risk !== '')
}

const infectionNames = {
  hbsAg: '乙肝表面抗原阳性',
  syphilis: '梅毒阳性',
  hivAntibody: 'HIV抗体阳性',
} as const

function isHypertensive(values: FormValues): boolean {
  const [systolic, diastolic] = [numberIn(values, 'systolicMmHg'), numberIn(values, 'diastolicMmHg')]
  return (
    (systolic !== null && systolic >= HYPERTENSIVE_FROM.systolicMmHg) ||
    (diastolic !== null && diastolic >= HYPERTENSIVE_FROM.diastolicMmHg)
  )
}

/** 重度贫血 of pregnancy. */
function isSeverelyAnaemic(values: FormValues, { policy }: AssessmentFacts): boolean {
  const haemoglobin = numberIn(values, 'haemoglobinGL')
  const { severeAnaemiaBelowGL } = policy.care.motherAndChild ?? nationalMotherAndChildLimits
  return haemoglobin !== null && haemoglobin < severeAnaemiaBelowGL
}

function pressureDangers(values: FormValues): Danger[] {
  const [systolicMmHg, diastolicMmHg] = [numberIn(values, 'systolicMmHg'), numberIn(values, 'diastolicMmHg')]
  return bloodPressureDangers({
    ...(systolicMmHg === null ? {} : { systolicMmHg }),
    ...(diastolicMmHg === null ? {} : { diastolicMmHg }),
  })
}

function dangersOf(values: FormValues): Danger[] {
  const signs = Array.isArray(values.dangerSigns) ? (values.dangerSigns as readonly unknown[]) : []
  const protein = numberIn(values, 'urineProtein') ?? 0
  const fetalHeart = numberIn(values, 'fetalHeartPerMinute')
  return [
    ...pressureDangers(values),
    ...maternalDangers.options.flatMap(({ code, name }) =>
      code !== 1 && signs.includes(code) ? [{ code: `sign-${code}`, text: name }] : [],
    ),
    ...(isHypertensive(values) && protein >= 3
      ? [{ code: 'pre-eclampsia', text: '血压升高伴尿蛋白，疑子痫前期' }]
      : []),
    // A low glucose is common in pregnancy; only a high one is an emergency by itself.
    ...glucoseDangers('血糖', numberIn(values, 'glucoseMmolL') ?? undefined).filter(
      ({ code }) => code === 'glucose-high',
    ),
    ...(fetalHeart !== null && (fetalHeart < FETAL_HEART.from || fetalHeart > FETAL_HEART.to)
      ? [{ code: 'fetal-heart', text: `胎心率 ${fetalHeart} 次/分` }]
      : []),
  ]
}

/**
 * What an antenatal visit comes to: a danger sign goes to hospital at once and is followed within two weeks; what is abnormal
 * is referred; a woman at risk is watched more closely; else the next visit follows the weeks. Source: N3-05 服务内容（一）～（三）.
 */
export function assessAntenatal(values: FormValues, about: AssessmentFacts): Assessment {
  const dangers = dangersOf(values)
  const grade = numberIn(values, 'riskGrade') ?? 1
  const risks = maternalRisks(values, about)
  const watch = grade >= 2 ? WATCH_WITHIN_DAYS[grade as keyof typeof WATCH_WITHIN_DAYS] : null
  const nextStep: NextStep =
    dangers.length > 0
      ? 'refer-urgently'
      : values.referral === 2 ||
          values.overall === 2 ||
          isHypertensive(values) ||
          isSeverelyAnaemic(values, about)
        ? 'refer'
        : watch !== null
          ? 'watch-closely'
          : 'routine'
  const byRule =
    nextStep === 'routine'
      ? null
      : addDays(
          about.performedOn,
          // At risk and sent to a hospital: the nearer of the two days.
          Math.min(watch ?? Infinity, isReferral(nextStep) ? about.policy.returnWithinDays : Infinity),
        )
  const written = values.nextVisitOn as LocalDate | undefined
  const advice: Advice[] = [
    ...(risks.length > 0 ? [{ code: 'risk', text: `高危因素：${risks.join('；')}。` }] : []),
    ...(risks.length > 0 && grade < 2
      ? [{ code: 'grade', text: '有高危因素而风险分级为绿色，请核对妊娠风险分级。' }]
      : []),
    ...(watch !== null ? [{ code: 'watch', text: `高危孕产妇，${watch} 天内再访，全程管理。` }] : []),
    ...(isReferral(nextStep)
      ? [
          {
            code: 'refer',
            text: `转诊到有助产资质的机构，${about.policy.returnWithinDays} 天内随访转诊情况。`,
          },
        ]
      : []),
  ]
  return {
    classification: nextStep === 'routine' ? 'no-abnormality' : 'abnormal',
    controlled: null,
    nextStep,
    nextDueOn:
      byRule === null
        ? written !== undefined && written > about.performedOn
          ? written
          : null
        : agreedNextDay(byRule, written, about.performedOn),
    referred: isReferral(nextStep),
    dangers,
    advice,
  }
}

/** 产后访视: what is abnormal is referred; 38 ℃ is an emergency. Source: N3-05 服务内容（四）. */
export function assessPostpartum(values: FormValues, about: AssessmentFacts): Assessment {
  const temperature = numberIn(values, 'temperatureC')
  const dangers: Danger[] = [
    ...pressureDangers(values),
    ...(temperature !== null && temperature >= 38
      ? [{ code: 'fever', text: `体温 ${temperature} ℃，疑产褥感染` }]
      : []),
  ]
  const nextStep: NextStep =
    dangers.length > 0
      ? 'refer-urgently'
      : values.overall === 2 || values.referral === 2 || isHypertensive(values)
        ? 'refer'
        : 'routine'
  return {
    classification: nextStep === 'routine' ? 'no-abnormality' : 'abnormal',
    controlled: null,
    nextStep,
    nextDueOn:
      nextStep === 'routine'
        ? null
        : agreedNextDay(
            addDays(about.performedOn, about.policy.returnWithinDays),
            values.nextVisitOn as LocalDate | undefined,
            about.performedOn,
          ),
    referred: isReferral(nextStep),
    dangers,
    advice:
      nextStep === 'routine' ? [] : [{ code: 'refer', text: '转诊到分娩或上级机构，两周内随访转诊情况。' }],
  }
}

/**
 * 产后42天: recovered closes the case; who is not goes to the hospital of the delivery and is followed, and so is high pressure,
 * whatever is ticked. Source: N3-05 服务内容（五）; public-health-spec.md §7.
 */
export function assess42Days(values: FormValues, about: AssessmentFacts): Assessment {
  const dangers = pressureDangers(values)
  const nextStep: NextStep =
    dangers.length > 0
      ? 'refer-urgently'
      : values.disposal === 2 || values.recovery === 2 || isHypertensive(values)
        ? 'refer'
        : 'close'
  const referred = isReferral(nextStep)
  return {
    classification:
      values.recovery === undefined ? null : values.recovery === 1 ? 'recovered' : 'not-recovered',
    controlled: null,
    nextStep,
    nextDueOn: referred ? addDays(about.performedOn, about.policy.returnWithinDays) : null,
    referred,
    dangers,
    advice: [
      ...(values.recovery === 2 && values.disposal !== 2
        ? [{ code: 'not-recovered', text: '未恢复：应转原分娩机构检查，请核对处理。' }]
        : []),
      ...(isHypertensive(values) && values.disposal !== 2
        ? [{ code: 'pressure', text: '血压达到 140/90 mmHg：应转诊，请核对处理。' }]
        : []),
    ],
  }
}

/**
 * A sheet that says 异常 of a part and nothing of it in its class: pointed out, since who is found abnormal is referred, while the
 * class stays the doctor's. Source: public-health-spec.md §7.
 */
export function withFindings(
  form: Form,
  assess: (values: FormValues, about: AssessmentFacts) => Assessment,
): (values: FormValues, about: AssessmentFacts) => Assessment {
  return (values, about) => {
    const assessed = assess(values, about)
    const found = assessed.referred ? [] : abnormalFindings(form, values)
    if (found.length === 0) return assessed
    const names = found.map(({ name }) => name).join('、')
    return {
      ...assessed,
      advice: [
        ...assessed.advice,
        { code: 'findings', text: `${names}异常而未转诊：请核对分类，需要的转诊。` },
      ],
    }
  }
}
