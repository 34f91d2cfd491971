import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { belongsTo, person, standing, visit } from '../duties/duty-facts.fixture.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { formForDuty } from '../services/proven.ts'

/** Return visits to which nobody can come any more, by §6.1, §7 and §12. */

const on = (day: string, form: string, more: Partial<ServiceFacts> = {}) =>
  visit(day, { form, controlled: null, ...more })
const until = (day: string, more: Partial<ServiceFacts> = {}) => ({
  recordId: 'asked',
  nextDueOn: localDate(day),
  ...more,
})
const backs = (facts: Parameters<typeof person>[0], service: string) =>
  standing(person(facts), '2026-06-20', service).filter((line) => line.includes('asked'))

test('a newborn sent to the hearing clinic stayed overdue for a newborn visit after the check of one month', () => {
  const sent = on('2026-05-10', 'newborn-home-visit', until('2026-05-24', { referred: true }))
  const born = { birthDate: localDate('2026-04-20'), registeredOn: localDate('2026-04-20') }
  expect(backs({ ...born, services: [sent] }, 'newborn-home-visit')).toEqual(['Rasked overdue'])
  const month = on('2026-05-19', 'child-check-1-8-months')
  expect(backs({ ...born, services: [sent, month] }, 'newborn-home-visit')).toEqual(['Rasked done'])
})

test('a woman at risk stayed overdue for an antenatal visit after the birth, and for a home visit after day 42', () => {
  const told = on('2025-09-01', 'pregnancy-registration', {
    details: { lastPeriodOn: localDate('2025-08-05') },
  })
  const watched = on('2026-04-20', 'antenatal-follow-up', until('2026-04-27'))
  const birth = on('2026-04-25', 'pregnancy-outcome', {
    details: { endedOn: localDate('2026-04-24'), outcome: 1 },
  })
  expect(backs({ services: [told, watched] }, 'antenatal-check')).toEqual(['Rasked overdue'])
  expect(backs({ services: [told, watched, birth] }, 'antenatal-check')).toEqual(['Rasked done'])
  const home = on('2026-05-01', 'postpartum-visit', until('2026-05-15', { referred: true }))
  expect(backs({ services: [told, birth, home] }, 'postpartum-visit')).toEqual(['Rasked overdue'])
  const day42 = on('2026-06-06', 'postpartum-42-day-check')
  expect(backs({ services: [told, birth, home, day42] }, 'postpartum-visit')).toEqual(['Rasked done'])
})

test('not recovered on day 42 and referred: asked after by a note, not by another check of day 42', () => {
  const told = on('2025-09-01', 'pregnancy-registration', {
    details: { lastPeriodOn: localDate('2025-08-05') },
  })
  const birth = on('2026-04-25', 'pregnancy-outcome', {
    details: { endedOn: localDate('2026-04-24'), outcome: 1 },
  })
  const day42 = on('2026-06-05', 'postpartum-42-day-check', until('2026-06-19', { referred: true }))
  const asked = on('2026-06-15', 'encounter-note')
  expect(backs({ services: [told, birth, day42] }, 'postpartum-42-day-check')).toEqual(['RFasked overdue'])
  expect(backs({ services: [told, birth, day42, asked] }, 'postpartum-42-day-check')).toEqual([
    'RFasked done',
  ])
})

test.each([
  ['2026-01-20', 'R5mseen', 'child-check-1-8-months'],
  ['2025-06-25', 'R12mseen', 'child-check-12-30-months'],
  ['2022-03-01', 'R51mseen', 'child-check-3-6-years'],
])(
  'a child born on %s who is looked at again for anaemia was offered the sheet of 1–8 months',
  (born, period, form) => {
    const seen = on('2026-05-30', 'child-check-1-8-months', {
      recordId: 'seen',
      nextDueOn: localDate('2026-06-29'),
    })
    const child = person({ birthDate: localDate(born), registeredOn: localDate(born), services: [seen] })
    expect(standing(child, '2026-06-20', 'child-health-check')).toContain(`${period} due`)
    expect(formForDuty(`child-health-check:${period}`)).toBe(form)
  },
)

test('a course that was closed stayed overdue for its next supervision', () => {
  const lungs = { populations: [belongsTo('tuberculosis', '2025-12-01', '2026-05-31')] }
  const seen = on('2026-05-04', 'tuberculosis-follow-up', until('2026-06-04'))
  const closed = on('2026-05-31', 'tuberculosis-closing')
  expect(backs({ ...lungs, services: [seen] }, 'tuberculosis-follow-up')).toEqual(['Rasked overdue'])
  expect(backs({ ...lungs, services: [seen, closed] }, 'tuberculosis-follow-up')).toEqual(['Rasked done'])
})
