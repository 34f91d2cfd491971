import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 as national } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { feesOf, grant, published, settled } from './notices.fixture.ts'

/** Two made-up notices of several provisions each: what they come to together, computed by hand. */

test('统一届满、两人同签减一成、按月退费、签约费七成归人员: from the signing to the pool', async () => {
  const signing = await signingOn('2026-10-08')
  const { county, township, household } = signing
  const officer = await county.as('county-officer', units.county)
  const finance = await county.as('finance-officer', units.county)
  const primary = defaultPackages.find(({ code }) => code === 'hypertension-primary')!
  await published(officer, '2026-10-08', {
    policies: {
      'package-proposals': [],
      agreements: {
        ...national.agreements,
        allowedTermsYears: [1],
        termEnds: 'year-end',
        refundBy: 'months',
        householdDiscounts: [{ fromMembers: 2, percentOff: 10 }],
      },
      funds: [
        {
          ...grant,
          code: 'staff-part',
          name: '医保签约费人员部分',
          amountBy: 'contract-fees',
          staffBasisPoints: 7000,
          feePayers: ['insurance-fund'],
          place: 'township',
          share: 'equal',
        },
      ],
    },
    packages: [
      ...defaultPackages.filter((one) => one !== primary),
      { ...primary, yearlyPriceFen: 10_000, shares: [{ payer: 'insurance-fund', basisPoints: 5000 }] },
    ],
  })
  const { rows } = await county.sql.query(
    "select id from package_versions where valid_from = '2026-10-08' and code = 'hypertension-primary'",
  )
  const spouse = () =>
    personOf(county, { birthDate: '1966-01-01', householdId: household.id, populations: ['hypertension'] })
  const [stays, leaves] = [await spouse(), await spouse()]
  const members = [stays, leaves].map(({ id }) => ({ residentId: id, packageIds: [rows[0].id] }))
  const body = signingOf(signing, { members, signatoryId: stays.id, startsOn: '2026-10-08' })
  const signed = await township.post('/agreements', body)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  // The whole year's 100.00 yuan each: half by insurance; of the other half the institution bears a tenth.
  expect(signed.body.endsOn).toBe('2026-12-31')
  expect(feesOf(signed.body.feeSplit)).toEqual({
    'insurance-fund': 10_000,
    institution: 1000,
    resident: 9000,
  })

  county.on('2026-11-08')
  const end = { residentId: leaves.id, reason: 'moved', terminatedOn: '2026-11-08', note: null }
  const left = await township.post(`/agreements/${signed.body.id}/departures`, end)
  expect(left.status, JSON.stringify(left.body)).toBe(200)
  const back = await county.sql.query(
    'select resident_id, payer, refunded_fen::int as fen from agreement_fees where refunded_fen > 0',
  )
  // Of three months, from the 8th of October, November and December, one had begun: 6666.67 fen of 5000, 500 and 4500.
  expect(new Set(back.rows.map((row) => row.resident_id))).toEqual(new Set([leaves.id]))
  expect(feesOf(back.rows)).toEqual({ 'insurance-fund': 3334, institution: 333, resident: 3000 })

  county.on('2026-11-21')
  const none = { enteredFen: 0, scoreHundredths: null }
  const { pools } = await settled(finance, 'staff-part', units.dongling, none)
  // 100.00 less 33.34 by insurance; 70 % are 4666.2 fen.
  expect(pools[0]).toMatchObject({ feesFen: 6666, fundFen: 4666 })
})

test('65岁起每月随访，两病合并每人每季计一次，每分 3.33 元，六成预拨四成分档，个人封顶: from the duties to the fen', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer')
  const finance = await county.as('finance-officer', units.county)
  const first = await county.as('village-doctor', units.donglingVillage)
  const second = await county.as('village-doctor', units.donglingVillage)
  const [followUp] = national.duties.rules.filter(({ code }) => code === 'hypertension-follow-up')
  const old = {
    ...followUp!,
    code: 'hypertension-old-monthly',
    who: { ...followUp!.who, fromYears: 65 },
    frequency: { kind: 'periodic', every: 'month', times: 1 },
    source: '本方案第二条',
  }
  const forms = ['hypertension-follow-up', 'type2-diabetes-follow-up']
  await published(officer, '2026-01-01', {
    policies: {
      duties: { ...national.duties, rules: [...national.duties.rules, old] },
      points: {
        ...national.points,
        perService: [
          ...forms.map((code) => ({ code, points: 1 })),
          { code: 'hypertension-follow-up', mode: 'phone', points: 0.5 },
        ],
        homeVisitPoints: 0.5,
        incompletePercent: 100,
        lateAfterDays: 366,
        limits: [{ codes: forms, every: 'quarter', times: 1 }],
      },
      funds: [
        {
          ...grant,
          code: 'by-points',
          name: '随访劳务',
          amountBy: 'points',
          perPointFen: 333,
          place: 'village',
          instalments: [
            { name: '预拨', basisPoints: 6000, paid: 'in-advance' },
            { name: '考核后', basisPoints: 4000, paid: 'after-assessment' },
          ],
          yearEndRule: 'bands',
          bands: [
            { fromPoints: 90, percent: 100 },
            { fromPoints: 80, percent: 70 },
          ],
          capFen: 350,
        },
      ],
      targets: [
        {
          indicator: 'coverage',
          year: 2026,
          orgId: null,
          percent: 80,
          step: 3,
          startPercent: 40,
          source: '第一条',
        },
      ],
    },
  })
  const { id: residentId } = await personOf(county, {
    birthDate: '1961-06-15',
    populations: ['hypertension', 'type2-diabetes'],
  })
  const pressure = { systolicMmHg: 128, diastolicMmHg: 80, symptoms: [1] }
  const glucose = { systolicMmHg: 128, diastolicMmHg: 80, fastingGlucoseMmolL: 6.1, symptoms: [1] }
  const served = async (by: typeof first, form: string, performedOn: string, mode: string) => {
    const values = form === forms[0] ? pressure : glucose
    const reply = await by.post('/service-records', {
      id: newId(),
      residentId,
      form,
      performedOn,
      mode,
      values,
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  }
  // 1 point; the other disease on the same day is one too many in the quarter.
  await served(first, forms[0]!, '2026-02-10', 'clinic')
  await served(first, forms[1]!, '2026-02-10', 'clinic')
  // Half a point; 1 and 0.5 for the way; one too many.
  await served(second, forms[0]!, '2026-05-12', 'phone')
  await served(first, forms[1]!, '2026-08-12', 'home')
  await served(second, forms[0]!, '2026-09-30', 'clinic')

  const { rows } = await county.sql.query(
    'select unnest(keys) as key from resident_duties where resident_id = $1',
    [residentId],
  )
  const owed = rows.map(({ key }) => key.split(':')).filter(([service]) => service === forms[0])
  // The quarters until the birthday in June; then the months, the first of them for its sixteen days.
  const months = [6, 7, 8, 9, 10, 11, 12].map((month) => `2026M${month}`)
  expect(owed.map(([, period]) => period).sort()).toEqual(['2026Q1', ...months].sort())

  const enter = (scoreHundredths: number | null) => ({ enteredFen: 0, scoreHundredths })
  const advance = await settled(finance, 'by-points', units.donglingVillage, enter(null), 'instalment-1')
  const of = (settlement: typeof advance, staffId: string | null) =>
    settlement.shares.find((share: { staffId: string }) => share.staffId === staffId)
  expect(of(advance, first.staffId)).toMatchObject({ services: 3, points: 250 })
  expect(of(advance, second.staffId)).toMatchObject({ services: 2, points: 50 })
  // 3 points at 3.33 are 9.99 yuan; 60 % are 599.4 fen. Five sixths would be 499, the cap leaves 249 to the other.
  expect(advance.pools[0]).toMatchObject({ fundFen: 999, instalmentFen: 599 })
  expect([of(advance, first.staffId).paidFen, of(advance, second.staffId).paidFen]).toEqual([350, 249])
  // 400 fen are left; 85 points are the second band: 70 %. Five sixths of 280 are 233.33.
  const rest = await settled(finance, 'by-points', units.donglingVillage, enter(8500), 'instalment-2')
  expect(rest.pools[0]).toMatchObject({ instalmentFen: 400, payableFen: 280, withheldFen: 120 })
  expect([of(rest, first.staffId).paidFen, of(rest, second.staffId).paidFen]).toEqual([233, 47])

  const [figure] = (await officer.get(`/indicators?code=coverage&orgId=${units.dongling}`)).body
  expect(figure.target).toBe(43)
})
