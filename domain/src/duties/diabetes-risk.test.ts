import { expect, test } from 'vitest'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { belongsTo, person, standing, visit } from './duty-facts.fixture.ts'

const glucose = (services: ServiceFacts[], populations = [belongsTo('type2-diabetes-risk', '2025-03-01')]) =>
  standing(person({ services, populations }), '2026-05-01', 'fasting-glucose')

test('somebody at risk of diabetes is owed a fasting glucose a year, which its own sheet closes', () => {
  expect(glucose([])).toEqual(['2026 due'])
  expect(glucose([visit('2026-04-01', { form: 'fasting-glucose-check', controlled: null })])).toEqual([
    '2026 done',
  ])
  expect(glucose([], [])).toEqual([])
})
