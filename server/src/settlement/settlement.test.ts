import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, type TestCounty, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { quarter, villageOn } from './settlement.fixture.ts'

/** A village's score of a period, as it was published. */
async function publishScore(
  county: TestCounty,
  hundredths: number,
  days: { fromDay: string; toDay: string },
) {
  const [roundId, subjectId] = [newId(), newId()]
  const result = {
    scored: { hundredths, lines: [], grade: '良好', vetoedBy: [] },
    values: {},
    figuresOn: days.toDay,
  }
  await county.sql.query(
    `insert into assessment_rounds (id, unit_code, sheet_code, sheet, from_day, to_day, created_by, published_at, published_by)
     values ($1, $2, $3, '{}', $4, $5, $1, now(), $1)`,
    [roundId, units.county, roundId, days.fromDay, days.toDay],
  )
  await county.sql.query(
    `insert into assessment_subjects (id, round_id, unit_code, name, village_codes, state, result, place)
     values ($1, $2, $3, '东岭村卫生室', array[$3]::bigint[], 'county-confirmed', $4, 1)`,
    [subjectId, roundId, units.donglingVillage, JSON.stringify(result)],
  )
}

const paidTo = (body: { shares: { staffId: string; paidFen: number }[] }, caller: Caller) =>
  body.shares.find(({ staffId }) => staffId === caller.staffId)?.paidFen

describe('结算', () => {
  test('a grant is shared by points, the last fen by the largest remainder, and the sum is the grant', async () => {
    const { finance, first, second, granted } = await villageOn('2026-07-01')
    const { body } = await finance.get(`/settlements/${await granted()}`)
    expect(paidTo(body, first)).toBe(7501)
    expect(paidTo(body, second)).toBe(2500)
    expect(body.totals).toMatchObject({ instalmentFen: 10_001, paidFen: 10_001, withheldFen: 0, leftFen: 0 })
    expect(body.shares[0]).toMatchObject({ services: 3, points: 300, verified: 10_000, remainderFen: 1 })
  })

  test('prepared twice with one id it is one, and the same payment is not settled twice', async () => {
    const { finance, prepared } = await villageOn('2026-07-01')
    const id = await prepared()
    const again = {
      unitCode: units.donglingVillage,
      fundCode: 'special-grant',
      year: 2026,
      part: 'advance',
      number: 1,
    }
    expect((await finance.post('/settlements', { id, ...again, ...quarter })).status).toBe(200)
    const other = await finance.post('/settlements', { id: newId(), ...again, ...quarter })
    expect(other).toMatchObject({ status: 409, body: { code: 'already-settled', settlementId: id } })
    expect((await finance.get('/settlements?year=2026')).body.settlements).toHaveLength(1)
  })

  test('a service proved invented earns nothing and lowers the share of the rest', async () => {
    const { county, finance, bureau, first, recordIds, granted } = await villageOn('2026-07-01')
    const verdict = (recordId: string, word: string) =>
      county.sql.query(
        `insert into service_verdicts (record_id, verdict, reason, decided_by) values ($1, $2, '电话核实', $3)`,
        [recordId, word, bureau.accountId],
      )
    await verdict(recordIds[0]!, 'fake')
    await verdict(recordIds[1]!, 'genuine')
    const { body } = await finance.get(`/settlements/${await granted()}`)
    expect(body.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)).toMatchObject({
      services: 3,
      refused: 1,
      points: 200,
      verified: 5000,
      paidFen: 5001,
    })
    const lines = await finance.get(`/settlements/${body.id}/staff/${first.staffId}/services`)
    expect(lines.body.services[0].residentName).toBe('王某')
    expect(lines.body.services.map(({ because }: { because: string }) => because).sort()).toEqual([
      'counted',
      'counted',
      'refused',
    ])
  })

  test('a service without the proof that policy asks of its form earns nothing, and says so', async () => {
    const { county, finance, bureau, first, recordIds, granted } = await villageOn('2026-07-01')
    const body = {
      lockedAfterDays: null,
      rules: [
        { form: 'hypertension-follow-up', mode: 'clinic', anyOf: ['signature', 'card'], leastMinutes: 5 },
      ],
    }
    const version = { id: newId(), validFrom: '2026-07-01', source: '服务凭证规定', body }
    const saved = await bureau.post('/policies/service-evidence/versions', version)
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    const proof = (recordId: string, minutes: number, isOwn: boolean) =>
      county.sql.query(
        `insert into service_record_evidence (record_id, started_at, ended_at, confirmed_by, card_is_residents)
         values ($1, '2026-07-02 09:00+08', '2026-07-02 09:00+08'::timestamptz + make_interval(mins => $2), 'card', $3)`,
        [recordId, minutes, isOwn],
      )
    await proof(recordIds[0]!, 5, true)
    await proof(recordIds[1]!, 4, true)
    await proof(recordIds[2]!, 9, false)
    const { body: settled } = await finance.get(`/settlements/${await granted()}`)
    const share = settled.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)
    expect(share).toMatchObject({ services: 3, points: 100 })
    const lines = await finance.get(`/settlements/${settled.id}/staff/${first.staffId}/services`)
    expect(lines.body.services.map(({ because }: { because: string }) => because).sort()).toEqual([
      'counted',
      'unproved',
      'unproved',
    ])
  })

  test('a service of which nothing is kept lacks a signature, also where no minutes are asked for', async () => {
    const { finance, bureau, first, granted } = await villageOn('2026-07-01')
    const rule = { form: 'hypertension-follow-up', mode: 'clinic', leastMinutes: null }
    const body = { lockedAfterDays: null, rules: [{ ...rule, anyOf: ['signature', 'card'] }] }
    const version = { id: newId(), validFrom: '2026-07-01', source: '服务凭证规定', body }
    await bureau.post('/policies/service-evidence/versions', version)
    const { body: settled } = await finance.get(`/settlements/${await granted()}`)
    const share = settled.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)
    expect(share).toMatchObject({ services: 3, points: 0 })
  })

  test('a service that the resident confirms by link or code is proved, one that the resident denies is not', async () => {
    const { county, finance, bureau, first, recordIds, granted } = await villageOn('2026-07-01')
    const rule = {
      form: 'hypertension-follow-up',
      mode: 'clinic',
      anyOf: ['signature', 'confirmed'],
      leastMinutes: null,
    }
    const body = { lockedAfterDays: null, rules: [rule] }
    const version = { id: newId(), validFrom: '2026-07-01', source: '服务凭证规定', body }
    expect((await bureau.post('/policies/service-evidence/versions', version)).status).toBe(200)
    for (const [recordId, wasGiven] of [
      [recordIds[0], true],
      [recordIds[1], false],
      [recordIds[2], null],
    ]) {
      const { body: asked } = await first.post(`/service-records/${recordId}/confirmation`)
      const code = asked.confirmation.link.split('/').at(-1)
      const at = `/public/counties/320399/confirmations/${code}`
      if (wasGiven !== null) await county.callerWith({}).post(at, { wasGiven })
    }
    const codeId = [newId(), 1]
    await county.sql.query(
      `insert into confirmation_codes (sheet_id, position, resident_id, code_sealed, issued_at, issued_by)
       select $1, $2, resident_id, '', now(), $1 from service_records where id = $3`,
      [...codeId, recordIds[2]],
    )
    await county.sql.query(
      `insert into confirmation_code_tries (id, record_id, sheet_id, position, tried_at, tried_by)
       values ($1, $3, $1, $2, now(), $1), (uuidv7(), $4, null, null, now(), $1)`,
      [...codeId, recordIds[2], recordIds[1]],
    )
    const { body: settled } = await finance.get(`/settlements/${await granted()}`)
    const lines = await finance.get(`/settlements/${settled.id}/staff/${first.staffId}/services`)
    expect(lines.body.services.map(({ because }: { because: string }) => because).sort()).toEqual([
      'counted',
      'counted',
      'unproved',
    ])
  })

  test('per head: 99 yuan × 40 % × people, a quarter of 70 %, for every village', async () => {
    const { finance, prepared, first } = await villageOn('2026-07-01')
    const id = await prepared({ fundCode: 'public-health-labour', unitCode: units.dongling })
    const { body } = await finance.get(`/settlements/${id}`)
    const pool = body.pools.find(({ unitCode }: { unitCode: number }) => unitCode === units.donglingVillage)
    expect(pool).toMatchObject({ residents: 4, fundFen: 15_840, instalmentFen: 2772, payableFen: 2772 })
    expect(paidTo(body, first)).toBe(2079)
    expect(body.totals.instalmentFen).toBe(
      body.pools.reduce((sum: number, one: { instalmentFen: number }) => sum + one.instalmentFen, 0),
    )
  })

  test('returned twice for the same reason it is returned once, and answered alike', async () => {
    const { finance, bureau, granted } = await villageOn('2026-07-01')
    const address = `/settlements/${await granted()}/steps`
    const returned = { step: 'return', reason: '请复核扣分' }
    expect((await bureau.post(address, returned)).body.code, 'not submitted yet').toBe('not-this-step')
    await finance.post(address, { step: 'submit' })
    const once = await bureau.post(address, returned)
    expect(once).toMatchObject({ status: 200, body: { state: 'draft' } })
    expect(await bureau.post(address, returned)).toMatchObject({ status: 200, body: once.body })
    expect((await bureau.post(address, { ...returned, reason: '另一个原因' })).body.code).toBe(
      'not-this-step',
    )
  })

  test('who submits does not approve, and what is frozen does not move when the rule or a service changes', async () => {
    const { county, finance, bureau, first, recordIds, granted } = await villageOn('2026-07-01')
    const id = await granted()
    const step = (by: Caller, change: Record<string, unknown>) => by.post(`/settlements/${id}/steps`, change)
    expect((await step(finance, { step: 'freeze' })).status).toBe(403)
    expect((await step(bureau, { step: 'freeze' })).body.code).toBe('not-this-step')
    expect((await step(finance, { step: 'submit' })).body.state).toBe('submitted')
    expect((await finance.put(`/settlements/${id}/entries`, { pools: [], staff: [] })).body.code).toBe(
      'settlement-not-draft',
    )
    const frozen = await step(bureau, { step: 'freeze' })
    expect(frozen.body.state, JSON.stringify(frozen.body)).toBe('frozen')
    const before = (await finance.get(`/settlements/${id}`)).body

    await bureau.post('/policies/points/versions', {
      id: newId(),
      validFrom: '2026-01-01',
      source: '县卫健〔2026〕9号',
      body: { perService: [], homeVisitPoints: 0, incompletePercent: 0, lateAfterDays: 0, latePercent: 0 },
    })
    await county.sql.query(
      `insert into service_verdicts (record_id, verdict, reason, decided_by) values ($1, 'fake', '复核', $2)`,
      [recordIds[0], bureau.accountId],
    )
    expect((await finance.get(`/settlements/${id}`)).body).toEqual(before)
    const lines = await finance.get(`/settlements/${id}/staff/${first.staffId}/services`)
    expect(lines.body.services.map(({ points }: { points: number }) => points)).toEqual([100, 100, 100])
    await expect(
      county.sql.query('update settlement_shares set paid_fen = 0, share_fen = 0, deducted_fen = 0'),
    ).rejects.toThrow('frozen')
  })

  test('a doctor sees the points and the share, appeals, is answered, and the deduction is taken back', async () => {
    const { finance, bureau, first, second, granted } = await villageOn('2026-07-01')
    const id = await granted()
    const entry = { quality: 10_000, satisfaction: 10_000, deductionFen: 500, reason: '上期服务查实不属实' }
    const pools = [{ unitCode: units.donglingVillage, enteredFen: 10_001, scoreHundredths: null }]
    await finance.put(`/settlements/${id}/entries`, { pools, staff: [{ staffId: first.staffId, ...entry }] })
    const mine = (await first.get(`/points?fromDay=${quarter.fromDay}&toDay=${quarter.toDay}`)).body
    expect(mine).toMatchObject({ services: 3, points: 300, refused: 0 })
    expect(mine.settlements[0]).toMatchObject({ id, shareFen: 7501, deductedFen: 500, paidFen: 7001 })
    expect(mine.settlements[0].reason).toBe('上期服务查实不属实')
    expect((await second.get(`/points?fromDay=${quarter.fromDay}&toDay=${quarter.toDay}`)).body.points).toBe(
      100,
    )

    const appealId = newId()
    const appeal = await first.post(`/settlements/${id}/appeals`, { appealId, words: '上期服务有居民签字' })
    expect(appeal.status, JSON.stringify(appeal.body)).toBe(200)
    await finance.post(`/settlements/${id}/steps`, { step: 'submit' })
    const early = await bureau.post(`/settlements/${id}/steps`, { step: 'freeze' })
    expect(early.body.code).toBe('open-appeals')
    await bureau.post(`/settlements/${id}/steps`, { step: 'return', reason: '先答复申诉' })
    const answer = { answer: '已核对签字，采纳', upheld: true }
    await finance.post(`/settlements/${id}/appeals/${appealId}/answer`, answer)
    await finance.put(`/settlements/${id}/entries`, { pools, staff: [] })
    const { body } = await finance.get(`/settlements/${id}`)
    expect(body.appeals[0]).toMatchObject({ answer: '已核对签字，采纳', upheld: true })
    expect(paidTo(body, first)).toBe(7501)
  })

  test('paid: the bank’s file, a slip for each, and the account add up', async () => {
    const { finance, bureau, first, granted } = await villageOn('2026-07-01')
    const id = await granted()
    expect((await finance.get(`/settlements/${id}/payment-file`)).body.code).toBe('settlement-not-frozen')
    await finance.post('/fund-ledger', {
      id: newId(),
      unitCode: units.donglingVillage,
      fundCode: 'special-grant',
      happenedOn: '2026-10-08',
      kind: 'received',
      fen: 20_000,
      words: '县级专项到账',
    })
    await finance.post(`/settlements/${id}/steps`, { step: 'submit' })
    await bureau.post(`/settlements/${id}/steps`, { step: 'freeze' })
    const pay = { step: 'pay', paidOn: '2026-11-20' }
    expect((await finance.post(`/settlements/${id}/steps`, pay)).body.state).toBe('paid')
    expect((await finance.post(`/settlements/${id}/steps`, pay)).status).toBe(200)
    const [grant] = (await finance.get('/fund-ledger?year=2026')).body.filter(
      ({ fundCode }: { fundCode: string }) => fundCode === 'special-grant',
    )
    expect(grant.balanceFen).toBe(20_000 - 10_001)
    expect((await finance.get(`/settlements/${id}/payment-file`)).status).toBe(200)
    const slip = await finance.get(`/settlements/${id}/slips?staffId=${first.staffId}`)
    expect(JSON.stringify(await readPdf(slip.raw))).toContain('75.01')
  })

  test('frozen at three in the morning, slip and file tell the day in China; the file has amounts to the fen', async () => {
    const { county, finance, bureau, first, granted } = await villageOn('2026-07-01')
    const id = await granted()
    await finance.post(`/settlements/${id}/steps`, { step: 'submit' })
    county.on('2026-11-22', 3)
    await bureau.post(`/settlements/${id}/steps`, { step: 'freeze' })
    const slip = await finance.get(`/settlements/${id}/slips?staffId=${first.staffId}`)
    expect(JSON.stringify(await readPdf(slip.raw))).toContain('冻结日期：2026年11月22日')
    const file = (await finance.get(`/settlements/${id}/payment-file`)).raw
    const { rows, cells, autoFilter } = (await readXlsx(file, { readStyles: true })).sheets[0]!
    expect(rows[3]!.slice(0, 2)).toEqual(['冻结日期', '2026-11-22'])
    const amount = [...cells!.values()].find(({ value }) => value === 75.01)
    expect(amount?.style?.numFmt).toBe('0.00')
    // Sorted or filtered, the sum stays at the foot.
    expect(rows.at(-1)![0]).toBe('合计')
    expect(autoFilter?.range).toBe(`A7:L${rows.length - 1}`)
  })

  test('a try-out with half the services’ worth writes nothing', async () => {
    const { finance, second, granted } = await villageOn('2026-07-01')
    const id = await granted()
    const before = (await finance.get(`/settlements/${id}`)).body
    const { funds } = { funds: (await finance.get('/policies/funds')).body.current.body }
    const tried = await finance.post('/settlements/what-if', {
      unitCode: units.donglingVillage,
      fund: { ...funds[2], share: 'equal' },
      part: 'advance',
      number: 1,
      ...quarter,
      enteredFen: 10_001,
    })
    expect(tried.status, JSON.stringify(tried.body)).toBe(200)
    expect(paidTo(tried.body, second)).toBeGreaterThan(4999)
    expect((await finance.get(`/settlements/${id}`)).body).toEqual(before)
  })
})

describe('published scores 考核得分', () => {
  test('of the period are the quality factor of a new settlement, with the score as the reason', async () => {
    const { county, finance, first, prepared } = await villageOn('2026-11-21')
    await publishScore(county, 8050, quarter)
    await publishScore(county, 1000, { fromDay: '2026-04-01', toDay: '2026-06-30' })
    const id = await prepared()
    const { body } = await finance.get(`/settlements/${id}`)
    const own = body.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)
    expect(own).toMatchObject({ quality: 8050, reason: '按已公布的考核得分 80.50（东岭村卫生室）' })
    expect(body.pools[0].scoreHundredths).toBe(8050)
  })

  test('of four quarters count as their mean at the end of the year; what is published later moves no draft by itself', async () => {
    const { county, finance, first, prepared } = await villageOn('2026-11-21')
    await publishScore(county, 8000, { fromDay: '2026-01-01', toDay: '2026-03-31' })
    await publishScore(county, 9001, { fromDay: '2026-04-01', toDay: '2026-06-30' })
    const id = await prepared({ fromDay: '2026-01-01', toDay: '2026-12-31' })
    await publishScore(county, 1000, quarter)
    const { body } = await finance.get(`/settlements/${id}`)
    const own = body.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)
    expect(own.quality).toBe(8501)
  })
})
