import { describe, expect, test } from 'vitest'
import { formFor, servicesProvenBy } from './proven.ts'
import { type ServiceCode, serviceName, services } from './services.ts'

describe('the service catalogue', () => {
  test.each([
    ['hypertension-follow-up', ['hypertension-follow-up', 'blood-pressure-check']],
    ['type2-diabetes-follow-up', ['type2-diabetes-follow-up', 'fasting-glucose', 'blood-pressure-check']],
    [
      'health-assessment',
      [
        'health-assessment',
        'health-examination',
        'elderly-examination',
        'chronic-examination',
        'blood-pressure-check',
      ],
    ],
    ['a-form-nobody-knows', []],
    ['general-service', []],
  ])('the form %s proves %j', (form, proven) => {
    expect(servicesProvenBy(form)).toEqual(proven)
  })

  test.each(Object.keys(services) as ServiceCode[])('a general record naming %s proves it', (code) => {
    expect(servicesProvenBy('general-service', code)).toContain(code)
  })

  test('one examination recorded in words serves every yearly examination owed, and no assessment', () => {
    expect(servicesProvenBy('general-service', 'elderly-examination')).toEqual([
      'health-examination',
      'elderly-examination',
      'chronic-examination',
    ])
  })

  test('a service named on a form of the specification adds nothing to what the form proves', () => {
    expect(servicesProvenBy('hypertension-follow-up', 'home-visit')).not.toContain('home-visit')
  })

  test.each([
    ['hypertension-follow-up', 'hypertension-follow-up'],
    ['elderly-examination', 'health-assessment'],
    ['fasting-glucose', 'fasting-glucose-check'],
    ['blood-pressure-check', 'blood-pressure-screening'],
    ['tcm-constitution', 'tcm-constitution'],
    ['severe-mental-disorder-follow-up', 'severe-mental-disorder-follow-up'],
    ['severe-mental-disorder-assessment', 'severe-mental-disorder-supplement'],
    ['tuberculosis-follow-up', 'tuberculosis-follow-up'],
    ['tuberculosis-first-visit', 'tuberculosis-first-visit'],
    ['copd-follow-up', 'copd-follow-up'],
    ['yearly-home-visit', 'yearly-home-visit'],
    ['home-visit', 'home-visit'],
    ['home-bed', 'home-bed-round'],
    ['infectious-disease-visit', 'infectious-disease-visit'],
    ['rehabilitation', 'rehabilitation-training'],
    ['gone', 'general-service'],
  ])('%s is recorded on %s', (code, form) => {
    expect(formFor(code)).toBe(form)
  })

  test('every service has a name of its own', () => {
    const names = Object.values(services).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('a service that left the catalogue is still shown, by its code', () => {
    expect(serviceName('hypertension-follow-up')).toBe('高血压患者随访')
    expect(serviceName('gone')).toBe('gone')
  })
})
