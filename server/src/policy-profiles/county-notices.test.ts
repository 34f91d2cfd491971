import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 as national } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { householdOfFour, personOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { feesOf, grant, published, settled } from './notices.fixture.ts'

/** Sentences of made-up county notices, each with what it comes to, computed by hand from the sentence. */

const hypertensionPackage = defaultPackages.find(({ code }) => code === 'hypertension-primary')!
test('团队绩效按岗位系数 1.5、1.0、1.0、1.2 分配，按得分比例拨付: 142,959.60 yuan to the fen', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  const finance = await county.as('finance-officer', units.county)
  const township = await county.as('public-health-staff')
  const posts = ['family-doctor', 'nurse', 'public-health', 'village-doctor'] as const
  const staff = {
    'family-doctor': await county.as('family-doctor', units.dongling),
    nurse: await county.as('nurse', units.dongling),
    'public-health': await county.as('public-health-staff', units.dongling),
    'village-doctor': await county.as('village-doctor', units.donglingVillage),
  }
  const made = await township.put(`/teams/${newId()}`, {
    name: '东岭一队',
    unitCode: units.dongling,
    villageCodes: [units.donglingVillage],
    ownCaps: { persons: null, households: null, villages: null },
    members: posts.map((role) => ({ staffId: staff[role].staffId, role, leads: role === 'family-doctor' })),
  })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  await published(officer, '2026-01-01', {
    policies: {
      funds: [
        {
          ...grant,
          code: 'team-pay',
          name: '团队绩效',
          place: 'township',
          share: 'equal',
          advanceBasisPoints: 0,
          yearEndRule: 'pro-rata',
          roleFactors: [
            { role: 'family-doctor', hundredths: 150 },
            { role: 'village-doctor', hundredths: 120 },
          ],
        },
      ],
    },
  })
  const pool = { enteredFen: 15_624_000, scoreHundredths: 9150 }
  const { pools, shares, totals } = await settled(finance, 'team-pay', units.dongling, pool, 'year-end')
  expect(pools[0]).toMatchObject({ payableFen: 14_295_960, withheldFen: 1_328_040 })
  const paid = (role: (typeof posts)[number]) =>
    shares.find(({ staffId }: { staffId: string }) => staffId === staff[role].staffId)
  expect(paid('family-doctor')).toMatchObject({ roleFactor: 150, paidFen: 4_562_540 })
  expect(paid('nurse').paidFen).toBe(3_041_694)
  expect(paid('public-health').paidFen).toBe(3_041_694)
  expect(paid('village-doctor')).toMatchObject({ roleFactor: 120, paidFen: 3_650_032 })
  expect(totals).toMatchObject({ paidFen: 14_295_960, leftFen: 0 })
})

test('随访门诊 1 分、电话 0.5 分、上门 3 分，每分 4 元: two at the clinic, one call and one at home are 22.00 yuan', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  const finance = await county.as('finance-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  await published(officer, '2026-01-01', {
    policies: {
      points: {
        ...national.points,
        perService: [
          { code: 'hypertension-follow-up', points: 1 },
          { code: 'hypertension-follow-up', mode: 'phone', points: 0.5 },
          { code: 'hypertension-follow-up', mode: 'home', points: 3 },
        ],
        homeVisitPoints: 7,
        incompletePercent: 100,
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
  for (const mode of ['clinic', 'clinic', 'phone', 'home']) {
    const { id: residentId } = await personOf(county, {
      birthDate: '1960-01-01',
      populations: ['hypertension'],
    })
    const values = { systolicMmHg: 128, diastolicMmHg: 80, symptoms: [1] }
    const form = 'hypertension-follow-up'
    const record = { id: newId(), residentId, form, performedOn: '2026-11-20', mode, values }
    const saved = await doctor.post('/service-records', record)
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  }
  const none = { enteredFen: 0, scoreHundredths: null }
  const { pools, shares } = await settled(finance, 'by-points', units.donglingVillage, none)
  const own = shares.find(({ staffId }: { staffId: string }) => staffId === doctor.staffId)
  expect(own).toMatchObject({ services: 4, points: 550, paidFen: 2200 })
  expect(pools[0].fundFen).toBe(2200)
})

test('低保自付减半，特困全免，全家同签再减一成: relief goes before the household’s discount', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township, household } = signing
  const officer = await county.as('county-officer', units.county)
  const forPoor = (code: string, population: string, more: object) => ({
    code,
    because: '本方案第四条',
    all: [population, 'hypertension'],
    any: [],
    packageCode: 'hypertension-primary',
    relief: true,
    ...more,
  })
  await published(officer, '2026-11-21', {
    policies: {
      'package-proposals': [
        forPoor('low-income-half', 'low-income', { reliefPercent: 50 }),
        forPoor('destitute-all', 'destitute', {}),
      ],
      agreements: { ...national.agreements, householdDiscounts: [{ fromMembers: 2, percentOff: 10 }] },
    },
    // 100.01 yuan: 40 % insurance, 20 % public health, 40.01 yuan the resident's.
    packages: [
      ...defaultPackages.filter((one) => one !== hypertensionPackage),
      {
        ...hypertensionPackage,
        yearlyPriceFen: 10_001,
        shares: [
          { payer: 'insurance-fund', basisPoints: 4000 },
          { payer: 'public-health-fund', basisPoints: 2000 },
        ],
      },
    ],
  })
  const { rows } = await county.sql.query(
    "select id from package_versions where valid_from = '2026-11-21' and code = 'hypertension-primary'",
  )
  const member = async (population: string) =>
    await personOf(county, {
      birthDate: '1960-01-01',
      householdId: household.id,
      populations: [population, 'hypertension'] as never,
    })
  const [low, destitute] = [await member('low-income'), await member('destitute')]
  const members = [low, destitute].map(({ id }) => ({ residentId: id, packageIds: [rows[0].id] }))
  const signed = await township.post('/agreements', signingOf(signing, { members, signatoryId: low.id }))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  // 4000.4, 2000.2 and 4000.4 fen: the fen left goes to the larger remainder that comes first.
  // Half of 4000 is taken over: 2000; a tenth of the 2000 that are left: 200.
  expect(feesOf(signed.body.feeSplit)).toEqual({
    'insurance-fund': 8002,
    'public-health-fund': 4000,
    'policy-relief': 2000 + 4000,
    institution: 200,
    resident: 1800,
  })
})

test('一般 12 元、重点 36 元、特殊 60 元，就高不重复: three funds count each signed person once', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const finance = await county.as('finance-officer', units.county)
  await county.as('village-doctor', units.donglingVillage)
  const special = ['low-income', 'registered-poor', 'destitute', 'fp-special-family']
  const key = ['elderly', 'child', 'pregnant', 'hypertension', 'type2-diabetes', 'severe-mental-disorder']
  const own = (index: number, population: string, name: string) => ({
    indicator: `own-${index}`,
    name,
    note: '本方案第五条',
    populations: [population],
    signed: 'any',
    fromYears: null,
    untilYears: null,
    services: [],
    modes: [],
    times: 1,
    period: 'year',
    conditions: ['signed'],
  })
  const fund = (index: number, name: string, perHeadFen: number) => ({
    ...grant,
    code: `head-${index}`,
    name,
    amountBy: 'indicator',
    indicator: `own-${index}`,
    perHeadFen,
    place: 'village',
    share: 'equal',
  })
  await published(officer, '2026-01-01', {
    policies: {
      ages: {
        ...national.ages,
        own: [
          { population: 'county-a', name: '特殊人群', by: 'rule', anyOf: special },
          { population: 'county-b', name: '重点人群', by: 'rule', anyOf: key, noneOf: special },
          { population: 'county-c', name: '一般人群', by: 'rule', noneOf: [...special, ...key] },
        ],
      },
      'own-indicators': [
        own(1, 'county-a', '特殊签约'),
        own(2, 'county-b', '重点签约'),
        own(3, 'county-c', '一般签约'),
      ],
      funds: [
        fund(1, '特殊人群签约费', 6000),
        fund(2, '重点人群签约费', 3600),
        fund(3, '一般人群签约费', 1200),
      ],
    },
  })
  expect((await township.post('/agreements', signingOf(signing))).status).toBe(200)
  const none = { enteredFen: 0, scoreHundredths: null }
  const amounts = []
  for (const index of [1, 2, 3])
    amounts.push((await settled(finance, `head-${index}`, units.donglingVillage, none)).pools[0].fundFen)
  // The grandmother is poor, old and hypertensive: special. The child is key. Father and mother are neither.
  expect(amounts).toEqual([6000, 3600, 2400])
})

test('每名家庭医生至多 10 人，满 90% 预警，满员停签: warned at nine, full at ten, the eleventh refused', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township, teamId } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-11-21', {
    policies: { caps: { ...national.caps, perDoctor: { persons: 10, households: null } } },
  })
  const stateAfter = async (body: object) => {
    const signed = await township.post('/agreements', body)
    if (signed.status !== 200) return signed.body.message
    const team = (await township.get(`/teams/${teamId}`)).body
    return `${team.load.persons} ${team.capState}`
  }
  const four = await householdOfFour(county)
  const single = async () => {
    const { id } = await personOf(county, {})
    const members = [{ residentId: id, packageIds: [signing.packages['general-basic']] }]
    return signingOf(signing, { unit: 'person', householdId: null, residentId: id, signatoryId: id, members })
  }
  expect(await stateAfter(signingOf(signing))).toBe('4 free')
  expect(
    await stateAfter(
      signingOf({ ...signing, household: four }, { householdId: four.id, signatoryId: four.father.id }),
    ),
  ).toBe('8 free')
  expect(await stateAfter(await single())).toBe('9 near')
  expect(await stateAfter(await single())).toBe('10 full')
  expect(await stateAfter(await single())).toContain('上限')
})

test('三年一签，中途解约按剩余整月退还各付费方: 21 of 36 months of 300.03 yuan', async () => {
  const signing = await signingOn('2026-11-21', { packagesFrom: '2025-01-01' })
  const { county, township, household } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-11-21', {
    policies: {
      agreements: {
        ...national.agreements,
        allowedTermsYears: [3],
        refundBy: 'months',
        fullRefundWithinDays: 15,
        refundOn: { ...national.agreements.refundOn, 'resident-request': 'unused' },
      },
    },
    packages: [
      ...defaultPackages.filter((one) => one !== hypertensionPackage),
      {
        ...hypertensionPackage,
        yearlyPriceFen: 10_001,
        shares: [
          { payer: 'insurance-fund', basisPoints: 4000 },
          { payer: 'public-health-fund', basisPoints: 2000 },
        ],
      },
    ],
  })
  const { rows } = await county.sql.query(
    "select id from package_versions where valid_from = '2026-11-21' and code = 'hypertension-primary'",
  )
  const grandmother = household.grandmother.id
  const members = [{ residentId: grandmother, packageIds: [rows[0].id] }]
  const body = signingOf(signing, {
    unit: 'person',
    householdId: null,
    residentId: grandmother,
    signatoryId: grandmother,
    members,
    termMonths: 36,
  })
  const signed = await township.post('/agreements', body)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  // 300.03 yuan: 12001.2, 6000.6 and 12001.2 fen; the fen goes to the largest remainder.
  const paid = { 'insurance-fund': 12_001, 'public-health-fund': 6001, 'policy-relief': 12_001 }
  expect(feesOf(signed.body.feeSplit)).toEqual(paid)
  county.on('2028-01-25')
  const ended = await township.post(`/agreements/${signed.body.id}/termination`, {
    reason: 'resident-request',
    terminatedOn: '2028-01-25',
    note: null,
  })
  expect(ended.status, JSON.stringify(ended.body)).toBe(200)
  const back = await county.sql.query(
    'select payer, sum(refunded_fen)::int as fen from agreement_fees group by 1',
  )
  // Fifteen months have begun, 21 of 36 are left: 30003 × 21 / 36 = 17501.75.
  const refunded = Object.fromEntries(back.rows.map(({ payer, fen }) => [payer, fen]))
  expect(Object.values(refunded).reduce((sum: number, fen) => sum + Number(fen), 0)).toBe(17_502)
  // 7000.6…, 3500.6… and 7000.6…: 17502 shared by what each paid.
  expect(refunded).toEqual({ 'insurance-fund': 7001, 'public-health-fund': 3500, 'policy-relief': 7001 })
})

test('十月至十二月集中签下一年度，一月一日生效，期满前六十天可续签', async () => {
  const signing = await signingOn('2026-10-08')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-10-08', {
    policies: {
      agreements: { ...national.agreements, allowedTermsYears: [1], signAheadWithinDays: 92, noticeDays: 60 },
    },
  })
  const signed = await township.post('/agreements', signingOf(signing, { startsOn: '2027-01-01' }))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  expect(signed.body).toMatchObject({ kind: 'first', startsOn: '2027-01-01', endsOn: '2027-12-31' })
  const renewed = async (day: string) => {
    county.on(day)
    const again = { id: newId(), termMonths: 12, signedVia: 'home' }
    const reply = await township.post(`/agreements/${signed.body.id}/renewal`, again)
    return reply.body.message ?? reply.body.kind
  }
  expect(await renewed('2027-11-01')).toBe('还没到续约时间，2027-11-02 起可以续约。')
  expect(await renewed('2027-11-02')).toBe('renewal')
})

test('高血压自七月一日起每月随访一次: the first half of the year stays quarterly, and the text is what was written', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const rules = national.duties.rules.map((rule) =>
    rule.service === 'hypertension-follow-up'
      ? { ...rule, source: '县卫健〔2026〕77号', frequency: { kind: 'periodic', every: 'month', times: 1 } }
      : rule,
  )
  await published(officer, '2026-07-01', { policies: { duties: { ...national.duties, rules } } })
  const { id: residentId } = await personOf(county, {
    birthDate: '1970-01-01',
    populations: ['hypertension'],
  })
  const record = {
    id: newId(),
    residentId,
    form: 'hypertension-follow-up',
    performedOn: '2026-11-20',
    mode: 'clinic',
    values: { systolicMmHg: 128, diastolicMmHg: 80, symptoms: [1] },
  }
  expect((await doctor.post('/service-records', record)).status).toBe(200)
  const { rows } = await county.sql.query(
    'select unnest(keys) as key from resident_duties where resident_id = $1',
    [residentId],
  )
  const periods = rows
    .map(({ key }) => key.split(':') as string[])
    .filter(([service]) => service === 'hypertension-follow-up')
    .map(([, period]) => period)
  expect(periods.sort()).toEqual(
    ['2026Q1', '2026Q2', '2026M7', '2026M8', '2026M9', '2026M10', '2026M11', '2026M12'].sort(),
  )
  const owed = (await doctor.get(`/residents/${residentId}/year-plan`)).body.duties
  const december = owed.find(({ key }: { key: string }) => key === 'hypertension-follow-up:2026M12')
  expect(december.because).toMatchObject([{ text: '县卫健〔2026〕77号' }])
  const profiles = (await officer.get('/policy-profiles')).body
  const written = (await officer.get(`/policy-profiles/${profiles.profiles[0].id}`)).body
  expect(written.content.policies.duties.rules).toHaveLength(rules.length)
})

test('各单位签约率较上年末提高 2 个百分点，最高 75%: each place goes on from its own rate, and is told how many people that is', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  for (const villageCode of [units.donglingVillage, units.donglingVillage, units.hewan])
    await personOf(county, { villageCode })
  await published(officer, '2026-01-01', {
    policies: {
      targets: [{ indicator: 'coverage', year: 2026, orgId: null, percent: 75, step: 2, source: '第三条' }],
    },
  })
  const lastYear = (villageCode: number, denominator: number, numerator: number) =>
    county.sql.query(
      `insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
       values ('2025-12-31', $1, 'coverage', $2, $3)`,
      [villageCode, denominator, numerator],
    )
  await lastYear(units.donglingVillage, 3, 1)
  await lastYear(units.hewan, 4, 3)
  const figures = async (orgId: number) =>
    (await officer.get(`/indicators?code=coverage&orgId=${orgId}`)).body as {
      orgId: number
      target: number | null
      shortfall: number | null
    }[]
  const dongling = await figures(units.dongling)
  const of = (orgId: number) => dongling.find((one) => one.orgId === orgId)
  // A third and two points: 35.33 %. Three quarters and two points: no more than 75 %. The township: 4 of 7 and two points.
  expect(of(units.donglingVillage)?.target).toBe(35.33)
  expect(of(units.hewan)?.target).toBe(75)
  expect(of(units.dongling)?.target).toBe(59.14)
  // Nothing is known of last year in the other township.
  expect((await figures(units.xihe))[0]).toMatchObject({ target: null, shortfall: null })
  const [target] = (await officer.get('/policies/targets')).body.current.body
  await published(officer, '2026-11-21', { policies: { targets: [{ ...target, startPercent: 41.5 }] } })
  expect((await figures(units.xihe))[0]).toMatchObject({ target: 43.5 })
  expect((await figures(units.dongling)).find((one) => one.orgId === units.dongling)?.target).toBe(59.14)
  const trend = await officer.get(`/indicators/coverage/trend?orgId=${units.dongling}&months=12`)
  expect(trend.status, JSON.stringify(trend.body)).toBe(200)
  expect(trend.body.at(-1)).toMatchObject({ target: 59.14 })
})

test('两个服务包都含健康教育只履行一次，高级包含下级包和基础包: a service owed by two packages is owed once', async () => {
  const signing = await signingOn('2026-01-01', { packagesFrom: '2025-01-01' })
  const { county, township, packages } = signing
  const both = ['hypertension', 'type2-diabetes'] as never
  const { id } = await personOf(county, { birthDate: '1970-01-01', populations: both })
  const chosen = ['hypertension-advanced', 'diabetes-basic', 'hypertension-basic', 'general-basic']
  const body = signingOf(signing, {
    unit: 'person',
    householdId: null,
    residentId: id,
    signatoryId: id,
    startsOn: '2026-01-01',
    members: [{ residentId: id, packageIds: chosen.map((code) => packages[code]) }],
  })
  const signed = await township.post('/agreements', body)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  const [member] = signed.body.members
  // The advanced package has the basic one of the disease in it; it is not agreed beside it.
  expect(member.packages.map(({ packageCode }: { packageCode: string }) => packageCode)).toEqual([
    'hypertension-advanced',
    'diabetes-basic',
    'general-basic',
  ])
  const { rows } = await county.sql.query(
    'select unnest(keys) as key from resident_duties where resident_id = $1',
    [id],
  )
  const owed = (service: string) => rows.filter(({ key }) => key.startsWith(`${service}:`)).length
  // Four times by each of two packages and once by the third: four in the year. Follow-ups: four of each disease.
  expect(owed('health-education')).toBe(4)
  expect(owed('hypertension-follow-up')).toBe(4)
  expect(owed('type2-diabetes-follow-up')).toBe(4)
  expect(owed('chronic-examination')).toBe(1)
  // Monthly by the intermediate package, which the advanced one contains; not eight times more by the primary one.
  expect(owed('blood-pressure-check')).toBe(12)
  // Twice by the advanced package, not once more by the intermediate one.
  expect(owed('electrocardiogram')).toBe(2)
})

test('团队须有中医师或药师方可签约，以户为单位，每队至多 1 户: each sentence refuses what it says', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-11-21', {
    policies: {
      'team-minimum': { ...national['team-minimum'], posts: [{ anyOf: ['tcm-doctor', 'pharmacist'] }] },
      agreements: { ...national.agreements, units: ['household'], incompleteTeam: 'refused' },
      caps: { ...national.caps, caps: { persons: null, households: 1, villages: null } },
    },
  })
  const said = async (body: object) => (await township.post('/agreements', body)).body.message ?? 'signed'
  expect(await said(signingOf(signing))).toContain('中医师')
  await published(officer, '2026-11-21', {
    policies: { agreements: { ...national.agreements, units: ['household'] } },
  })
  const { father } = signing.household
  const members = [{ residentId: father.id, packageIds: [signing.packages['general-basic']] }]
  const alone = { unit: 'person', householdId: null, residentId: father.id, signatoryId: father.id, members }
  expect(await said(signingOf(signing, alone))).toContain('个人')
  expect(await said(signingOf(signing))).toBe('signed')
  const second = await householdOfFour(county)
  const next = signingOf(
    { ...signing, household: second },
    { householdId: second.id, signatoryId: second.father.id },
  )
  expect(await said(next)).toContain('1 户')
})

test('服务不到位解约，按未履行项目退还各付费方，机构优惠一并退回: to the fen', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township, household } = signing
  const officer = await county.as('county-officer', units.county)
  await published(officer, '2026-11-21', {
    policies: {
      'package-proposals': [],
      agreements: { ...national.agreements, householdDiscounts: [{ fromMembers: 2, percentOff: 25 }] },
    },
    packages: [
      ...defaultPackages.filter(({ code }) => code === 'general-basic' || code === 'home-care-special'),
      {
        ...hypertensionPackage,
        yearlyPriceFen: 36_000,
        items: hypertensionPackage.items
          .slice(0, 1)
          .map((item) => ({ ...item, times: 12, every: 'year' as const })),
        shares: [{ payer: 'insurance-fund', basisPoints: 5000 }],
      },
    ],
  })
  const { rows } = await county.sql.query(
    "select id, code from package_versions where valid_from = '2026-11-21' and code = 'hypertension-primary'",
  )
  const member = async () =>
    await personOf(county, {
      birthDate: '1960-01-01',
      householdId: household.id,
      populations: ['hypertension'] as never,
    })
  const [one, other] = [await member(), await member()]
  const members = [one, other].map(({ id }) => ({ residentId: id, packageIds: [rows[0].id] }))
  const signed = await township.post('/agreements', signingOf(signing, { members, signatoryId: one.id }))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  // 360 yuan each: 180 by insurance, 180 the resident's, a quarter of which the institution bears.
  expect(feesOf(signed.body.feeSplit)).toEqual({
    'insurance-fund': 36_000,
    institution: 9000,
    resident: 27_000,
  })
  const ended = await township.post(`/agreements/${signed.body.id}/termination`, {
    reason: 'provider-fault',
    terminatedOn: '2026-11-22',
    note: null,
  })
  expect(ended.status, JSON.stringify(ended.body)).toBe(200)
  const back = await county.sql.query(
    'select payer, sum(refunded_fen)::int as fen from agreement_fees group by 1',
  )
  expect(Object.fromEntries(back.rows.map(({ payer, fen }) => [payer, fen]))).toEqual({
    'insurance-fund': 36_000,
    institution: 9000,
    resident: 27_000,
  })
})
