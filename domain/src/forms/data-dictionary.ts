import type { AgeMonths, Condition, Field, Form, Option, RowColumn } from './form.ts'

/** The data dictionary (数据字典) of all forms as Markdown: what is stored under which name, in which unit, with which codes. */
export function dataDictionary(forms: readonly Form[]): string {
  const lines = [
    '# Data dictionary 数据字典',
    '',
    'Generated from the form definitions in `domain/src/forms` by `npm run generate:dictionary`; a test holds it to them.',
    'Values are stored under these names. *Need*: required (the record is refused without it), expected (the sheet is',
    'incomplete without it), or empty. *Range*: outside it a value is refused. A dagger (†) marks what is not a box of the',
    'official sheet but is asked because a rule needs it.',
    '',
  ]
  for (const form of forms)
    lines.push(`## ${form.name} \`${form.code}\` v${form.version}`, '', formDictionary(form))
  return lines.join('\n')
}

/** The part of one form, without its heading. */
export function formDictionary(form: Form): string {
  const lines = [`Source: ${form.source}`, '']
  if (form.proves) lines.push(`Proves: ${form.proves.map((service) => `\`${service}\``).join(', ')}`, '')
  for (const section of form.sections) {
    const condition = section.showWhen ? ` (${conditionText(section.showWhen)})` : ''
    lines.push(
      `### ${section.name}${condition}`,
      '',
      '| Name | 中文 | Kind | Unit | Range | Need | Asked when | Codes, formula, columns |',
    )
    lines.push('| --- | --- | --- | --- | --- | --- | --- | --- |')
    for (const field of section.fields) lines.push(row(field))
    lines.push('')
  }
  for (const check of form.checks ?? []) lines.push(`- ${check.severity} \`${check.code}\`: ${check.message}`)
  if (form.checks?.length) lines.push('')
  return lines.join('\n')
}

function row(field: Field): string {
  const cells = [
    `\`${field.code}\`${field.beyondSheet ? ' †' : ''}`,
    field.name,
    field.kind,
    'unit' in field ? (field.unit ?? '') : '',
    'reject' in field ? `${field.reject.min}–${field.reject.max}` : '',
    need(field),
    field.showWhen ? conditionText(field.showWhen) : '',
    [details(field), field.note ?? ''].filter((text) => text !== '').join('. '),
  ]
  return `| ${cells.join(' | ')} |`
}

function need(field: Field): string {
  if (field.need) return field.need
  return field.expectedWhen ? `expected (${conditionText(field.expectedWhen)})` : ''
}

function details(field: Field): string {
  const options = 'options' in field && field.options ? field.options.map(optionText).join('; ') : ''
  if (field.kind === 'computed') return options === '' ? field.formula : `${field.formula}: ${options}`
  if (field.kind === 'rows') return field.columns.map(column).join('; ')
  if (field.kind === 'text') return `≤ ${field.maxLength} 字`
  return options
}

function optionText({ code, name, score }: Option): string {
  return score === undefined || score === code ? `${code} ${name}` : `${code} ${name} (${score})`
}

function column(field: RowColumn): string {
  const unit = 'unit' in field && field.unit ? ` ${field.unit}` : ''
  const options =
    field.kind === 'choice' ? ` (${field.options.map(({ code, name }) => `${code} ${name}`).join(', ')})` : ''
  return `\`${field.code}\` ${field.name}${unit}${options}`
}

function conditionText(condition: Condition): string {
  if ('any' in condition) return `(${condition.any.map(conditionText).join(' or ')})`
  if ('not' in condition) return `not (${conditionText(condition.not)})`
  if ('ageMonths' in condition) return ageText(condition.ageMonths)
  if ('atLeast' in condition) return `\`${condition.field}\` ≥ ${condition.atLeast}`
  if ('below' in condition) return `\`${condition.field}\` < ${condition.below}`
  if ('all' in condition) return condition.all.map(conditionText).join(' and ')
  if ('ageFromYears' in condition) return `age ≥ ${condition.ageFromYears}`
  if ('sex' in condition) return `sex is ${condition.sex}`
  if ('filled' in condition) return `\`${condition.field}\` is filled`
  if ('isNot' in condition) return `\`${condition.field}\` is not ${condition.isNot}`
  return `\`${condition.field}\` is ${[condition.is].flat().join(' or ')}`
}

function ageText({ from, before }: AgeMonths): string {
  const parts = [from === undefined ? '' : `≥ ${from}`, before === undefined ? '' : `< ${before}`]
  return `age in months ${parts.filter((part) => part !== '').join(' and ')}`
}
