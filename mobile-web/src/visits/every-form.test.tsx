import { localDate } from '@qianyue/domain/days/local-date.ts'
import { person } from '@qianyue/domain/duties/duty-facts.fixture.ts'
import { type Field, fieldsOf } from '@qianyue/domain/forms/form.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { questionsOf, sheetOf } from '@qianyue/domain/visits/visit.ts'
import { computedValues } from '@qianyue/domain/visits/visit-values.ts'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ComputedValues } from './ComputedValues.tsx'
import { subjectsOf } from './person-draft.ts'
import { QuestionView } from './QuestionView.tsx'

const today = localDate('2026-11-21')

/** A page with one question on it, as the doctor sees it. */
function drawn(code: string, field: Field): string {
  const question = questionsOf([sheetOf(code)!])
    .flatMap(({ questions }) => questions)
    .find(({ places }) => places.some((place) => place.field.code === field.code))
  if (!question) return ''
  const rows = field.kind === 'rows' ? [{}] : undefined
  return renderToStaticMarkup(
    <QuestionView
      question={question}
      value={rows}
      typed={null}
      problems={[]}
      trend={[]}
      last={undefined}
      isCopied={false}
      sheetName={null}
      onChange={() => {}}
      onActivate={() => {}}
    />,
  )
}

const count = (html: string, what: RegExp) => html.match(what)?.length ?? 0

/** What a thumb finds to fill a box with. */
function controlOf(field: Exclude<Field, { kind: 'computed' }>): RegExp {
  switch (field.kind) {
    case 'number':
    case 'integer':
      return /class="number-box"/g
    case 'choice':
      return /role="radio"/g
    case 'choices':
      return /role="checkbox"/g
    case 'date':
      return /type="date"/g
    case 'moment':
      return /type="datetime-local"/g
    case 'text':
      return /<textarea|type="text"/g
    case 'rows':
      return new RegExp(`aria-label="${field.name}第 1 行`, 'g')
  }
}

function controlsOf(field: Field): number {
  if (field.kind === 'rows') return field.columns.length
  return 'options' in field && field.options ? field.options.length : 1
}

describe.each(forms.map((form) => [form.name, form] as const))('%s on the phone', (_, form) => {
  test('has a control for every box that is filled, and none for what is computed', () => {
    for (const field of fieldsOf(form)) {
      const html = drawn(form.code, field)
      if (field.kind === 'computed') expect(html, field.code).toBe('')
      else expect(count(html, controlOf(field)), field.code).toBe(controlsOf(field))
    }
  })
})

test('what is computed is told as soon as it can be: the body mass index of an examination', () => {
  const sheet = sheetOf('health-assessment')!
  const about = subjectsOf({ facts: person({}), latest: [] }, today)
  const values = { [sheet.key]: { heightCm: 160, weightKg: 64 } }
  const html = renderToStaticMarkup(<ComputedValues values={computedValues([sheet], values, about)} />)
  expect(html).toMatch(/体质指数.*25(\.0)?/)
  expect(
    computedValues([sheet], { [sheet.key]: { heightCm: 160 } }, about).map(({ field }) => field.code),
  ).not.toContain('bmi')
})

test('a form looks back on the phone as on the server: at the pregnancy of the day, at the doses given before', () => {
  const service = (form: string, performedOn: string, details: object) => ({
    recordId: `${form} ${performedOn}`,
    form,
    performedOn: localDate(performedOn),
    mode: 'clinic' as const,
    controlled: null,
    nextDueOn: null,
    referred: false,
    details,
  })
  const doses = [{ vaccine: 'hepatitis-b', givenOn: localDate('2026-02-01') }]
  const facts = person({
    services: [
      service('vaccination', '2026-02-01', { doses }),
      service('pregnancy-registration', '2026-08-01', { lastPeriodOn: localDate('2026-06-10') }),
    ],
  })
  const about = subjectsOf({ facts, latest: [] }, today)
  expect(about('vaccination').doses).toEqual(doses)
  expect(about('antenatal-follow-up').pregnancy).toEqual({ lastPeriodOn: '2026-06-10', deliveredOn: null })
  expect(about('hypertension-follow-up')).toMatchObject({ pregnancy: null, doses: null })
})
