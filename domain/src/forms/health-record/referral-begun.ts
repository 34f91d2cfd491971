import type { LocalDate } from '../../days/local-date.ts'
import { type Classification, classifications } from '../../follow-ups/assessment.ts'
import { type Field, type Form, type FormValues, fieldsOf } from '../form.ts'
import { textOf, textWithUnit } from '../value-text.ts'
import type { ReferralOut } from './referral-out.ts'

/** What a doctor who receives somebody wants to know of the visit, in this order. */
const TOLD = [
  'dangerSigns',
  'complaint',
  'symptoms',
  'otherSymptoms',
  'temperatureC',
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMinute',
  'spo2Percent',
  'fastingGlucoseMmolL',
  'postMealGlucoseMmolL',
  'randomGlucoseMmolL',
  'complicationText',
  'adverseDrugReactionText',
]

/** A record after which somebody is referred. */
type Referring = {
  performedOn: LocalDate
  values: FormValues
  classification: Classification | null
}

/**
 * What a slip begins with, from the record that advises it: its reason, what was found, the medicines, and where the sheet
 * says that somebody is sent. The doctor looks it over; the impression stays theirs. Of a protected sheet nothing is told, for
 * a slip is read by everybody who reads the record.
 */
export function referralBegunBy(form: Form, record: Referring): ReferralOut {
  if (form.protection !== undefined) return {}
  const { values, performedOn, classification } = record
  const fields = fieldsOf(form)
  const said = (code: string, text: (field: Field) => string) => {
    const field = fields.find((one) => one.code === code)
    return field === undefined ? '' : text(field)
  }
  const words = (code: string) => said(code, (field) => textOf(field, values[code]))
  const found = TOLD.flatMap((code) => {
    const text = said(code, (field) => (saysNothing(field, values) ? '' : textWithUnit(field, values[code])))
    return text === '' ? [] : [said(code, ({ name }) => `${name} ${text}`)]
  })
  const seen = [
    ...found,
    ...(classification === null ? [] : [`此次随访分类：${classifications[classification].name}`]),
  ].join('；')
  const told = {
    institution: words('referralInstitution'),
    presentIllness: [words('referralReason'), seen === '' ? '' : `${performedOn} ${form.name}：${seen}`]
      .filter((text) => text !== '')
      .join('。'),
    treatment: words('medicines'),
  }
  return Object.fromEntries(Object.entries(told).filter(([, text]) => text !== ''))
}

/** 无症状: an answer that only says there is nothing. */
function saysNothing(field: Field, values: FormValues): boolean {
  const value = values[field.code]
  return field.kind === 'choices' && Array.isArray(value) && value.every((code) => code === field.noneCode)
}
