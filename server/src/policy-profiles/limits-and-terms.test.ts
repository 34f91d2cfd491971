import { nationalDefault2022 as national } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { householdOfFour, personOf, signingOf, signingOn, teamOf } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { grant, published, settled } from './notices.fixture.ts'

test('每名家庭医生重点人群不超过 3 人: the fourth is refused while others still sign, and a panel with too many does not go over', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township, teamId, packages } = signing
  const officer = await county.as('county-officer', units.county)
  const alone = async (birthDate: string, team = teamId) => {
    const { id } = await personOf(county, { birthDate })
    const members = [{ residentId: id, packageIds: [packages['general-basic']] }]
    const one = { unit: 'person', householdId: null, residentId: id, signatoryId: id, members, teamId: team }
    return signingOf(signing, one)
  }
  const signed = async (body: object) => {
    const reply = await township.post('/agreements', body)
    if (reply.status !== 200) return reply.body.message
    const { load, keyCapState } = (await township.get(`/teams/${teamId}`)).body
    return `${load.persons} ${load.keyPersons} ${keyCapState}`
  }
  await published(officer, '2026-11-21', {
    policies: {
      caps: {
        ...national.caps,
        perDoctor: { persons: null, households: null, keyPersons: 3 },
        warnAtPercent: 66,
      },
    },
  })
  // The grandmother and the child of five are key people, their parents are not.
  expect(await signed(signingOf(signing))).toBe('4 2 near')
  const aged = await alone('1950-01-01')
  const { team } = (await township.post('/agreement-previews', aged)).body
  expect(team).toMatchObject({ load: { persons: 4, keyPersons: 2 }, capKeyPersons: 3, keyCapState: 'near' })
  expect(await signed(aged)).toBe('5 3 full')
  expect(await signed(await alone('1950-01-01'))).toContain('3 名重点人群，现有 3，本次 1')
  const four = await householdOfFour(county)
  const family = signingOf(
    { ...signing, household: four },
    { householdId: four.id, signatoryId: four.father.id },
  )
  expect(await signed(family)).toContain('名重点人群')
  expect(await signed(await alone('1980-01-01'))).toBe('6 3 full')

  const other = await teamOf(county, township, { name: '东岭二队' })
  expect(await signed(await alone('1951-01-01', other))).toBe('6 3 full')
  const move = (from: string, to: string) => township.get(`/teams/${from}/hand-over?toTeamId=${to}`)
  expect((await move(other, teamId)).body.refusal).toContain('3 名重点人群，现有 3，本次 1')
  await published(officer, '2026-11-21', { policies: { caps: national.caps } })
  expect((await move(other, teamId)).body.refusal).toBeNull()
})

test('协议统一至当年12月31日止: whenever it is signed and by whichever way it goes on', async () => {
  const signing = await signingOn('2026-10-08')
  const { county, township, packages } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-10-08', {
    policies: { agreements: { ...national.agreements, allowedTermsYears: [1, 3], termEnds: 'year-end' } },
  })
  const body = signingOf(signing, { startsOn: '2026-10-08' })
  expect((await township.post('/agreement-previews', body)).body.endsOn).toBe('2026-12-31')
  const signed = await township.post('/agreements', body)
  expect(signed.body, JSON.stringify(signed.body)).toMatchObject({
    startsOn: '2026-10-08',
    endsOn: '2026-12-31',
  })
  const { id } = await personOf(county)
  const members = [{ residentId: id, packageIds: [packages['general-basic']] }]
  const alone = {
    unit: 'person',
    householdId: null,
    residentId: id,
    signatoryId: id,
    members,
    termMonths: 36,
  }
  expect((await township.post('/agreements', signingOf(signing, alone))).body.endsOn).toBe('2028-12-31')

  county.on('2026-12-10')
  const renewal = { id: newId(), termMonths: 12, signedVia: 'home' }
  const renewed = await township.post(`/agreements/${signed.body.id}/renewal`, renewal)
  expect(renewed.body, JSON.stringify(renewed.body)).toMatchObject({
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    kind: 'renewal',
  })
  // What is owed each quarter is owed in the one that is left, not in what the year had before.
  const { rows } = await county.sql.query(
    'select unnest(keys) as key from resident_duties where resident_id = $1',
    [signing.household.grandmother.id],
  )
  const periods = rows.map(({ key }) => key).filter((key) => key.startsWith('health-education:'))
  expect(periods).toEqual(['health-education:2026Q4'])
})

test('费用按月折算: who signed in October for what is left of the year paid for the whole of it', async () => {
  const signing = await signingOn('2026-10-08')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const body = signingOf(signing, { startsOn: '2026-10-08' })
  const feeUnder = async (agreements: object) => {
    await published(officer, '2026-10-08', {
      policies: { agreements: { ...national.agreements, ...agreements } },
    })
    return (await township.post('/agreement-previews', body)).body.feeFen
  }
  const whole = await feeUnder({ termEnds: 'year-end' })
  expect(whole).toBeGreaterThan(0)
  expect(await feeUnder({ termEnds: 'year-end', shortYearFee: 'months' })).toBe(whole / 4)
  expect(await feeUnder({ shortYearFee: 'months' })).toBe(whole)

  await feeUnder({ termEnds: 'year-end', shortYearFee: 'months' })
  const signed = await township.post('/agreements', body)
  expect(signed.body.feeFen, JSON.stringify(signed.body)).toBe(whole / 4)
  county.on('2026-12-10')
  const renewal = { id: newId(), termMonths: 12, signedVia: 'home' }
  const renewed = await township.post(`/agreements/${signed.body.id}/renewal`, renewal)
  expect(renewed.body.feeFen, JSON.stringify(renewed.body)).toBe(whole)
})

test('同一居民高血压随访每月最多计 2 次，全年合计最多计 4 次: what the month gives nothing is not counted by the year', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  const finance = await county.as('finance-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  await published(officer, '2026-01-01', {
    policies: {
      points: {
        ...national.points,
        incompletePercent: 100,
        lateAfterDays: 366,
        limits: [
          { codes: ['hypertension-follow-up'], every: 'month', times: 2 },
          { codes: [], every: 'year', times: 4 },
        ],
      },
      funds: [
        {
          ...grant,
          code: 'by-points',
          name: '积分劳务',
          amountBy: 'points',
          perPointFen: 400,
          place: 'village',
        },
      ],
    },
  })
  const visited = async (days: readonly string[]) => {
    const { id: residentId } = await personOf(county, {
      birthDate: '1960-01-01',
      populations: ['hypertension'],
    })
    for (const performedOn of days) {
      const values = { systolicMmHg: 128, diastolicMmHg: 80, symptoms: [1] }
      const form = 'hypertension-follow-up'
      const record = { id: newId(), residentId, form, performedOn, mode: 'clinic', values }
      const saved = await doctor.post('/service-records', record)
      expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    }
  }
  // One in March, before the quarter, is the first of the year; the third of August is one too many in its month.
  await visited(['2026-03-10', '2026-08-03', '2026-08-04', '2026-08-05', '2026-09-06', '2026-09-07'])
  await visited(['2026-08-03'])
  const none = { enteredFen: 0, scoreHundredths: null }
  const quarter = { fromDay: '2026-07-01', toDay: '2026-09-30' }
  const draft = await settled(finance, 'by-points', units.donglingVillage, none, 'advance', quarter)
  const own = draft.shares.find(({ staffId }: { staffId: string }) => staffId === doctor.staffId)
  expect(own).toMatchObject({ services: 6, points: 400, paidFen: 1600 })
  const because = async () => {
    const { services } = (await finance.get(`/settlements/${draft.id}/staff/${doctor.staffId}/services`)).body
    return services.map(
      (line: { performedOn: string; because: string }) => `${line.performedOn} ${line.because}`,
    )
  }
  const lines = await because()
  expect(lines.filter((line: string) => line.endsWith('surplus'))).toEqual([
    '2026-09-07 surplus',
    '2026-08-05 surplus',
  ])
  const mine = (await doctor.get('/points?fromDay=2026-07-01&toDay=2026-09-30')).body
  expect(mine).toMatchObject({ services: 6, points: 400 })
  const bureau = await county.as('county-officer')
  for (const [by, step] of [
    [finance, 'submit'],
    [bureau, 'freeze'],
  ] as const) {
    const moved = await by.post(`/settlements/${draft.id}/steps`, { step })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  }
  expect(await because()).toEqual(lines)
})

test('每签约一人 12 元，签约服务费七成归人员: a draft that nobody had signed was paid for, and asked whether it was satisfied', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const finance = await county.as('finance-officer', units.county)
  const fund = { ...grant, place: 'township', share: 'persons', source: '第三条' }
  const heads = { amountBy: 'head', perHeadFen: 1200, taskBasisPoints: 10_000, people: 'signed' }
  await published(officer, '2026-11-21', {
    policies: {
      funds: [
        { ...fund, code: 'heads', name: '签约补助', ...heads },
        { ...fund, code: 'fees', name: '签约费', amountBy: 'contract-fees', staffBasisPoints: 7000 },
      ],
    },
  })
  const draft = signingOf(signing, { pending: true })
  expect((await township.post('/agreements', draft)).body.status).toBe('pending')
  const none = { enteredFen: 0, scoreHundredths: null }
  const [byHeads, byFees] = [
    await settled(finance, 'heads', units.dongling, none),
    await settled(finance, 'fees', units.dongling, none),
  ]
  expect([byHeads.pools[0], byFees.pools[0]]).toMatchObject([
    { signed: 0, fundFen: 0 },
    { feesFen: 0, fundFen: 0 },
  ])
  const survey = {
    id: newId(),
    unitCode: units.dongling,
    title: '满意度调查',
    questions: national.surveys.questions,
    fromDay: '2026-11-21',
    toDay: '2026-12-20',
    seed: '1',
  }
  expect((await township.post('/surveys', survey)).body.code).toBe('nobody-signed')

  const signed = await township.post(`/agreements/${draft.id}/signature`)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  const again = async ({ id }: { id: string }) => {
    const pools = [{ unitCode: units.dongling, ...none }]
    return (await finance.put(`/settlements/${id}/entries`, { pools, staff: [] })).body.pools[0]
  }
  const paidFen = signed.body.feeSplit.reduce((sum: number, { fen }: { fen: number }) => sum + fen, 0)
  expect(await again(byHeads)).toMatchObject({ signed: 4, fundFen: 4800 })
  expect(await again(byFees)).toMatchObject({ feesFen: paidFen, fundFen: Math.round(paidFen * 0.7) })
  expect((await township.post('/surveys', survey)).status).toBe(200)
})
