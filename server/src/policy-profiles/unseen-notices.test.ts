import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { defaultFunds } from '@qianyue/domain/settlement/fund.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import {
  householdOfFour,
  personOf,
  personSigningOf,
  signingOf,
  signingOn,
  teamOf,
} from '../agreements/agreements.fixture.ts'
import { rollAgreements } from '../agreements/roll-agreements.ts'
import { countyOn, units } from '../testing/county.ts'
import { published } from './notices.fixture.ts'

/** Notices unlike every one that comes with the program, each written through the calls that the screen uses. */

const national = nationalDefault2022
const grant = { ...defaultFunds.at(-1)!, source: '本方案第六条' }

test('山区县: money and targets by class of village, halves of 30/30/40, doctors and assistants with caps of their own', async () => {
  const county = await countyOn('2026-06-30')
  const officer = await county.as('county-officer')
  const finance = await county.as('finance-officer', units.county)
  const township = await county.as('public-health-staff')
  for (const villageCode of [units.donglingVillage, units.donglingVillage, units.hewan])
    await personOf(county, { birthDate: '1980-01-01', villageCode })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  await published(officer, '2026-01-01', {
    policies: {
      'village-classes': [
        { name: '边远山区', villages: [String(units.donglingVillage)] },
        { name: '平原', villages: [String(units.hewan)] },
      ],
      targets: [
        { indicator: 'coverage', year: 2026, orgId: null, percent: 60, source: '第二条' },
        {
          indicator: 'coverage',
          year: 2026,
          orgId: null,
          villageClass: '边远山区',
          percent: 45,
          source: '第二条',
        },
      ],
      caps: {
        ...national.caps,
        caps: { persons: null, households: null, villages: null },
        perRole: [
          { role: 'family-doctor', persons: 1200, households: null },
          { role: 'assistant', persons: 300, households: null },
        ],
      },
      funds: [
        {
          ...grant,
          code: 'mountain',
          name: '分类补助',
          amountBy: 'head',
          perHeadFen: 333,
          taskBasisPoints: 10_000,
          people: 'residents',
          place: 'village',
          share: 'equal',
          classFactors: [{ villageClass: '边远山区', percent: 137.5 }],
          instalments: [
            { name: '上半年', basisPoints: 3000, paid: 'in-advance' },
            { name: '下半年', basisPoints: 3000, paid: 'in-advance' },
            { name: '考核后', basisPoints: 4000, paid: 'after-assessment' },
          ],
        },
      ],
      'assessment-sheets': [
        {
          code: 'half-year-sheet',
          name: '半年考核表',
          assessed: 'team',
          cadence: 'half-year',
          source: '第五条',
          grades: [
            { name: '优秀', fromPoints: 95 },
            { name: '合格', fromPoints: 0 },
          ],
          sections: [
            {
              code: 'A',
              name: '全部',
              lines: [
                {
                  code: 'A1',
                  name: '签约率',
                  weight: 100,
                  method: { kind: 'proportional', targetPercent: 60 },
                  value: { from: 'indicator', indicator: 'coverage' },
                },
                {
                  code: 'A2',
                  name: '省级示范点',
                  weight: 8,
                  method: { kind: 'bonus', perCase: 4 },
                  value: { from: 'entry', ask: '示范点几个', proof: 'required' },
                },
                {
                  code: 'A3',
                  name: '假记录',
                  weight: 0,
                  method: { kind: 'veto', of: 'sheet' },
                  value: { from: 'entry', ask: '是否查实假记录', proof: 'optional' },
                },
              ],
            },
          ],
        },
      ],
    },
  })
  const targets = (await officer.get(`/indicators?code=coverage&orgId=${units.dongling}`)).body
  const targetOf = (orgId: number) => targets.find((one: { orgId: number }) => one.orgId === orgId).target
  expect(targetOf(units.dongling)).toBe(60)
  expect(targetOf(units.donglingVillage)).toBe(45)
  expect(targetOf(units.hewan)).toBe(60)

  const teamId = await teamOf(county, township)
  const team = (await township.get(`/teams/${teamId}`)).body
  // One doctor of 1200; a nurse is not named and counts for nothing.
  expect(team.caps.persons).toBe(1200)

  const id = newId()
  const prepared = await finance.post('/settlements', {
    id,
    unitCode: units.dongling,
    fundCode: 'mountain',
    year: 2026,
    part: 'instalment-1',
    number: 1,
    fromDay: '2026-01-01',
    toDay: '2026-06-30',
  })
  expect(prepared.status, JSON.stringify(prepared.body)).toBe(200)
  const pool = prepared.body.pools.find((one: { unitCode: number }) => one.unitCode === units.donglingVillage)
  // 3.33 yuan × 137.5 % × 2 people = 9.1575: 9.16; of it 30 % are 2.748: 2.75.
  expect(pool).toMatchObject({ residents: 2, fundFen: 916, instalmentFen: 275 })
  const paid = prepared.body.shares.filter(({ staffId }: { staffId: string }) => staffId === doctor.staffId)
  expect(paid.map(({ shareFen }: { shareFen: number }) => shareFen)).toEqual([275])
})

test('分龄定价: a fee by age, paid per mille by four levels, three years, and less for a household of five', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const ages = [
    { population: 'county-a', name: '65岁以下', by: 'rule', untilYears: 65 },
    { population: 'county-b', name: '65岁及以上', by: 'rule', fromYears: 65 },
  ]
  const general = defaultPackages.find(({ code }) => code === 'general-basic')!
  const byAge = (code: string, needs: string, yearlyPriceFen: number) => ({
    ...general,
    code,
    name: `分龄包${code}`,
    group: 'special-need',
    tier: 'supreme',
    yearlyPriceFen,
    needsAnyPopulation: [needs],
    shares: [
      { payer: 'central-finance', basisPoints: 125 },
      { payer: 'provincial-finance', basisPoints: 375 },
      { payer: 'city-finance', basisPoints: 250 },
      { payer: 'county-finance', basisPoints: 4250 },
    ],
  })
  await published(officer, '2026-11-21', {
    policies: {
      ages: { ...national.ages, own: ages },
      figures: { ...national.figures, renewalGraceDays: 45 },
      agreements: {
        ...national.agreements,
        allowedTermsYears: [3],
        householdDiscounts: [
          { fromMembers: 4, percentOff: 5 },
          { fromMembers: 5, percentOff: 12.5 },
        ],
      },
    },
    packages: [...defaultPackages, byAge('young', 'county-a', 9999), byAge('old', 'county-b', 20_001)],
  })
  const { rows } = await county.sql.query(
    "select id, code from package_versions where valid_from = '2026-11-21'",
  )
  const packages = Object.fromEntries(rows.map(({ id, code }) => [code, id]))
  const { father, mother, grandmother, child, id: householdId } = signing.household
  const fifth = await personOf(county, { name: '王大爷', birthDate: '1948-01-01', householdId })
  const members = [
    ...[father, mother, child].map(({ id }) => ({ residentId: id, packageIds: [packages.young] })),
    ...[grandmother, fifth].map(({ id }) => ({ residentId: id, packageIds: [packages.old] })),
  ]
  const oneYear = await township.post('/agreements', signingOf(signing, { members }))
  expect(oneYear.body.message).toContain('签约周期只能是 3 年')
  const signed = await township.post('/agreements', signingOf(signing, { members, termMonths: 36 }))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  const fees = Object.fromEntries(
    signed.body.feeSplit.map(({ payer, fen }: { payer: string; fen: number }) => [payer, fen]),
  )
  // Three years of 3 × 99.99 and 2 × 200.01 are 2,099.97; the resident's half less an eighth, to the fen for each person.
  expect(Object.values(fees).reduce((sum: number, fen) => sum + Number(fen), 0)).toBe(209_997)
  expect(fees['central-finance'] + fees['provincial-finance']).toBeGreaterThan(0)
  const own = (priceFen: number) => priceFen * 0.5
  const before = 3 * own(29_997) + 2 * own(60_003)
  expect(Math.abs(fees.resident - before * 0.875)).toBeLessThan(5)
  expect(Math.abs(fees.institution - before * 0.125)).toBeLessThan(5)

  const four = await householdOfFour(county)
  const of4 = { ...signing, household: four }
  const quote = [four.father, four.mother].map(({ id }) => ({ residentId: id, packageIds: [packages.young] }))
  const small = await township.post(
    '/agreements',
    signingOf(of4, { members: quote, termMonths: 36, householdId: four.id, signatoryId: four.father.id }),
  )
  expect(small.status, JSON.stringify(small.body)).toBe(200)
  expect(small.body.feeSplit.map(({ payer }: { payer: string }) => payer)).not.toContain('institution')
})

test('以奖代补: so much for each newly signed of the key people, a tenth kept until the year is assessed', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const finance = await county.as('finance-officer', units.county)
  await published(officer, '2026-01-01', {
    policies: {
      'own-indicators': [
        {
          indicator: 'own-7',
          name: '高血压新签率',
          note: '第八条',
          populations: ['hypertension'],
          signed: 'any',
          fromYears: null,
          untilYears: null,
          services: [],
          modes: [],
          times: 1,
          period: 'quarter',
          conditions: ['newly-signed'],
        },
      ],
      funds: [
        {
          ...grant,
          code: 'award',
          name: '新签奖补',
          amountBy: 'indicator',
          indicator: 'own-7',
          perHeadFen: 5001,
          place: 'village',
          share: 'equal',
          instalments: [
            { name: '按季兑现', basisPoints: 9000, paid: 'in-advance' },
            { name: '年终保证金', basisPoints: 1000, paid: 'after-assessment' },
          ],
        },
      ],
    },
  })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  expect((await township.post('/agreements', signingOf(signing))).status).toBe(200)
  const settled = async (part: string, entries?: object) => {
    const id = newId()
    const reply = await finance.post('/settlements', {
      id,
      unitCode: units.donglingVillage,
      fundCode: 'award',
      year: 2026,
      part,
      number: 1,
      fromDay: '2026-10-01',
      toDay: '2026-11-21',
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return entries ? (await finance.put(`/settlements/${id}/entries`, entries)).body : reply.body
  }
  const paid = await settled('instalment-1')
  // One hypertensive person signed for the first time: 50.01 yuan, nine tenths of it 45.009.
  expect(paid.pools[0]).toMatchObject({ indicatorPeople: 1, fundFen: 5001, instalmentFen: 4501 })
  expect(paid.shares.map(({ staffId }: { staffId: string }) => staffId)).toContain(doctor.staffId)
  const deposit = await settled('instalment-2', {
    pools: [{ unitCode: units.donglingVillage, enteredFen: 0, scoreHundredths: 9000 }],
    staff: [],
  })
  expect(deposit.pools[0]).toMatchObject({ instalmentFen: 500, payableFen: 500 })
})

test('附加包: the last of a chain is proposed with all that it needs, is signed as proposed, and goes on without what is outgrown', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  const officer = await county.as('county-officer', units.county)
  const general = defaultPackages.find(({ code }) => code === 'general-basic')!
  const own = (code: string, more: object) => ({
    ...general,
    code,
    name: code,
    group: 'special-need',
    ...more,
  })
  const ruleFor = (packageCode: string, population: string) => ({
    code: `for-${packageCode}`,
    because: '本方案第五条',
    all: [population],
    any: [],
    packageCode,
    relief: false,
  })
  await published(officer, '2026-11-21', {
    policies: {
      'package-proposals': [ruleFor('home-help', 'registered-poor'), ruleFor('growth', 'child')],
      agreements: { ...national.agreements, expiryPolicy: 'auto-renew' },
    },
    packages: [
      ...defaultPackages,
      own('care-plan', { needsAnyPackage: ['general-basic'] }),
      own('home-help', { needsAnyPackage: ['care-plan'] }),
      own('growth', { needsAnyPackage: ['child-basic'], excludes: ['home-help'] }),
    ],
  })
  const poor = await personOf(county, { birthDate: '1960-01-01', populations: ['registered-poor'] })
  // Seven years old on 2027-03-01, before the agreement ends.
  const child = await personOf(county, { birthDate: '2020-03-01', householdId: signing.household.id })
  const { rows } = await county.sql.query('select id, code from package_versions where valid_until is null')
  const codesOf = (ids: string[]) => ids.map((id) => rows.find((row) => row.id === id)?.code)
  const idsOf = (codes: string[]) => codes.map((code) => rows.find((row) => row.code === code)?.id)

  const shown = await township.get(`/signing-preparation?residentId=${poor.id}`)
  const { proposals } = shown.body.members[0]
  const chain = proposals.map(({ packageId }: { packageId: string }) => packageId)
  expect(codesOf(chain)).toEqual(['home-help', 'general-basic', 'care-plan'])
  const members = [{ residentId: poor.id, packageIds: chain }]
  const signed = await township.post('/agreements', personSigningOf(signing, poor, { members }))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)

  const { household } = signing
  const before = await township.post(
    '/agreements',
    signingOf(signing, {
      members: [
        { residentId: household.father.id, packageIds: idsOf(['general-basic']) },
        { residentId: child.id, packageIds: idsOf(['growth', 'child-basic', 'general-basic']) },
      ],
    }),
  )
  expect(before.status, JSON.stringify(before.body)).toBe(200)
  county.on('2027-11-21')
  await rollAgreements(county.services, 320399)
  const after = (await township.get(`/agreements?residentId=${child.id}&inForce=true`)).body.items
  expect(after.map(({ kind }: { kind: string }) => kind)).toEqual(['renewal'])
  const renewed = (await township.get(`/agreements/${after[0].id}`)).body.members
  const held = renewed.find(({ residentId }: { residentId: string }) => residentId === child.id).packages
  expect(held.map(({ packageCode }: { packageCode: string }) => packageCode)).toEqual(['general-basic'])
})
