import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { dutiesOf } from '../duties/duties-of.ts'
import { agreement, general, national, person } from '../duties/duty-facts.fixture.ts'
import { findForm } from '../forms/forms.ts'
import { problemsOf } from '../forms/problems.ts'
import { defaultEvidencePolicy } from '../service-records/evidence-policy.ts'
import { defaultPointsPolicy, pointsOfService } from '../settlement/points.ts'
import { sheetName, sheetsFor } from '../visits/visit.ts'
import { creditedBy, localFormsOf, type OwnService } from './own-service.ts'
import { servicesProvenBy } from './proven.ts'
import { isOwnServiceCode, isServiceCode, serviceName } from './services.ts'

const bath: OwnService = {
  name: '中医药浴',
  category: 'integrated',
  unit: '次',
  faceToFace: true,
  by: ['village-doctor'],
  modes: ['clinic'],
  times: 2,
  every: 'year',
  unitPriceFen: 3000,
  points: 2.5,
  evidence: ['photo'],
  populations: [],
}
const own = [bath]
const policies = { ...national, 'own-services': own }
const TODAY = '2026-11-21'

describe('a service of the county’s own', () => {
  test.each([
    ['own-中医药浴', true],
    ['own-上门换药（夜间）', true],
    ['own-a', false],
    ['own-助 浴', false],
    ['own-助浴:2026', false],
    ['own-', false],
    ['中医药浴', false],
  ])('%s is a code of one: %s', (code, is) => {
    expect(isOwnServiceCode(code)).toBe(is)
    expect(isServiceCode(code)).toBe(is)
  })

  test('is called by its name wherever its code stands', () => {
    expect(serviceName('own-中医药浴')).toBe('中医药浴')
  })

  const items = [{ service: 'own-中医药浴', times: 2, every: 'year' as const }]
  const signed = agreement('2026-01-01', '2026-12-31', items)
  const dutiesAfter = (...services: ReturnType<typeof general>[]) =>
    dutiesOf(person({ agreements: [signed], services }), policies, localDate(TODAY))
      .filter(({ service }) => service.startsWith('own-'))
      .map(({ service, doneOn }) => [service, doneOn])

  test('is owed by an agreement and closed by a general record that names it', () => {
    expect(dutiesAfter()).toEqual([
      ['own-中医药浴', null],
      ['own-中医药浴', null],
    ])
    expect(dutiesAfter(general('2026-03-05', 'own-中医药浴'))).toContainEqual(['own-中医药浴', '2026-03-05'])
    expect(dutiesAfter(general('2026-03-05', 'own-助浴'))).not.toContainEqual(['own-中医药浴', '2026-03-05'])
  })

  test('asked for face to face is not closed by a telephone call; otherwise it is', () => {
    const called = general('2026-03-05', 'own-中医药浴', { mode: 'phone' })
    expect(dutiesAfter(called)).not.toContainEqual(['own-中医药浴', '2026-03-05'])
    const anyhow = dutiesOf(
      person({ agreements: [signed], services: [called] }),
      { ...policies, 'own-services': [{ ...bath, faceToFace: false }] },
      localDate(TODAY),
    )
    expect(anyhow.map(({ doneOn }) => doneOn)).toContain('2026-03-05')
  })

  test('goes on being owed by an agreement when the catalogue no longer has it', () => {
    const after = dutiesOf(person({ agreements: [signed] }), national, localDate(TODAY))
    expect(after.filter(({ service }) => service === 'own-中医药浴')).toHaveLength(2)
  })

  test('can be named on the general sheet of the county, and of no other', () => {
    const about = { performedOn: localDate(TODAY), birthDate: localDate('1950-01-01'), sex: 'male' as const }
    const values = { service: 'own-中医药浴', content: '药浴 30 分钟' }
    const forms = localFormsOf({ 'local-forms': [], 'own-services': own })
    expect(problemsOf(findForm('general-service', forms)!, values, about as never)).toEqual([])
    expect(problemsOf(findForm('general-service')!, values, about as never)).not.toEqual([])
    expect(servicesProvenBy('general-service', 'own-中医药浴')).toEqual(['own-中医药浴'])
  })

  test('has a sheet of its own on a merged visit', () => {
    const [sheet] = sheetsFor(
      ['own-中医药浴:A2026-01-01'],
      localFormsOf({ 'local-forms': [], 'own-services': own }),
    )
    expect(sheetName(sheet!)).toBe('中医药浴')
    expect(sheet!.given).toEqual({ service: 'own-中医药浴' })
  })

  test('is worth its points, unless the standard says otherwise, and asks for its proof', () => {
    const kinds = {
      complete: true,
      late: false,
      twice: false,
      unproved: false,
      surplus: false,
      verdict: null,
    }
    const service = { form: 'general-service', service: 'own-中医药浴', mode: 'clinic', ...kinds } as const
    const of = (points = defaultPointsPolicy) =>
      creditedBy({ points, 'service-evidence': defaultEvidencePolicy, 'own-services': own })
    expect(pointsOfService(of().points, service).hundredths).toBe(250)
    const standard = { ...defaultPointsPolicy, perService: [{ code: 'own-中医药浴', points: 4 }] }
    expect(pointsOfService(of(standard).points, service).hundredths).toBe(400)
    const asked = { form: 'general-service', service: 'own-中医药浴', anyOf: ['photo'], leastMinutes: null }
    const modes = ['clinic', 'home', 'phone', 'online', 'group']
    expect(of().evidence.rules).toEqual(modes.map((mode) => ({ ...asked, mode })))
  })
})
