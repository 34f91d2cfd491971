import { addDays } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import type { FormValues } from '../form.ts'
import { guidanceAspects } from './constitution-guidance.ts'
import {
  type Constitution,
  type ConstitutionFindings,
  constitutionCodes,
  constitutionFindings,
  constitutions,
} from './constitution-scoring.ts'

/** The class that a record carries, by constitution. */
const constitutionClasses = {
  qiDeficient: 'qi-deficient',
  yangDeficient: 'yang-deficient',
  yinDeficient: 'yin-deficient',
  phlegmDamp: 'phlegm-damp',
  dampHeat: 'damp-heat',
  bloodStasis: 'blood-stasis',
  qiStagnant: 'qi-stagnant',
  special: 'special-constitution',
  balanced: 'balanced',
} as const satisfies Record<Constitution, string>

/** Days until the sheet is filled again where none of the nine comes out. Source: public-health-spec.md §13.1. */
const REPEAT_AFTER_DAYS = 14

/**
 * What a constitution sheet comes to (中医体质辨识): the main constitution, the others beside it (兼夹), and the guidance
 * for the main one. Between equal scores the TCM doctor decides. Source: N3-11; public-health-spec.md §13.1.
 */
export function assessConstitution(values: FormValues, about: AssessmentFacts): Assessment {
  const found = constitutionFindings(values)
  const decided = constitutionCodes.find((code) => constitutions[code].code === values.decidedConstitution)
  const main = decided ?? found?.main ?? null
  const none = found !== null && found.is.length === 0 && found.tends.length === 0
  return {
    classification: main === null ? null : constitutionClasses[main],
    controlled: null,
    nextStep: none ? 'repeat-sheet' : 'routine',
    nextDueOn: none ? addDays(about.performedOn, REPEAT_AFTER_DAYS) : null,
    referred: false,
    dangers: [],
    advice: [
      ...(found === null ? [] : findingWords(found, decided)),
      ...(main === null ? [] : guidanceFor(main, about)),
    ],
  }
}

function findingWords(found: ConstitutionFindings, decided: Constitution | undefined): Advice[] {
  const names = (codes: readonly Constitution[]) => codes.map((code) => constitutions[code].name).join('、')
  const words: string[] = []
  if (found.is.length > 0) words.push(`是：${names(found.is)}`)
  if (found.tends.length > 0) words.push(`倾向是（基本是）：${names(found.tends)}`)
  const advice: Advice[] = words.length === 0 ? [] : [{ code: 'constitution', text: `${words.join('；')}。` }]
  if (found.is.length === 0 && found.tends.length === 0) {
    advice.push({ code: 'repeat', text: '九种体质均不成立，请复核答案，或两周后重测。' })
  } else if (found.tied.length > 1 && decided === undefined) {
    advice.push({ code: 'tied', text: `${names(found.tied)}得分相同，请由中医师判定主要体质。` })
  }
  if (found.is.includes('yangDeficient') && found.is.includes('yinDeficient')) {
    advice.push({ code: 'contradiction', text: '阳虚质与阴虚质同时成立，请复核答案。' })
  }
  return advice
}

function guidanceFor(constitution: Constitution, { policy }: AssessmentFacts): Advice[] {
  return policy.care.constitutionGuidance
    .filter((one) => one.constitution === constitution)
    .map(({ aspect, text }) => ({ code: `guidance-${aspect}`, text: `${guidanceAspects[aspect]}：${text}` }))
}
