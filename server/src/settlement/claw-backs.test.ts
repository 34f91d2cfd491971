import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { quarter, villageOn } from './settlement.fixture.ts'

const pools = [{ unitCode: units.donglingVillage, enteredFen: 10_001, scoreHundredths: null }]

/** The third quarter paid 75.01 yuan for three services to the first doctor; then a grant of the fourth is prepared. */
async function afterThePayment() {
  const village = await villageOn('2026-07-01')
  const { county, finance, bureau, granted, prepared, recordIds } = village
  const paidId = await granted()
  const step = (id: string, by: Caller, name: string) => by.post(`/settlements/${id}/steps`, { step: name })
  const close = async (id: string) => {
    expect((await step(id, finance, 'submit')).status).toBe(200)
    expect((await step(id, bureau, 'freeze')).status).toBe(200)
  }
  await close(paidId)
  const verdict = (index: number, word: string) =>
    county.sql.query(
      `insert into service_verdicts (record_id, verdict, reason, decided_by) values ($1, $2, '电话核实', $3)
       on conflict (record_id) do update set verdict = excluded.verdict`,
      [recordIds[index], word, bureau.accountId],
    )
  const next = (year: number, days: Record<string, string>) => prepared({ year, ...days })
  const enter = (id: string, change: Record<string, unknown> = {}) =>
    finance.put(`/settlements/${id}/entries`, { pools, staff: [], ...change })
  return { ...village, paidId, step, close, verdict, next, enter }
}

const laterDays = { fromDay: '2026-10-01', toDay: '2026-10-31' }

describe('收回建议', () => {
  test('what a frozen settlement paid for a service that proved false is proposed in the next, with the service and its fen', async () => {
    const { finance, first, verdict, next, enter, recordIds, step, paidId } = await afterThePayment()
    await verdict(0, 'fake')
    await verdict(1, 'genuine')
    const id = await next(2027, quarter)
    const { body } = await enter(id)
    expect(body.clawBacks, JSON.stringify(body)).toHaveLength(1)
    expect(body.clawBacks[0]).toMatchObject({
      staffId: first.staffId,
      proposedFen: 2500,
      carriedFen: 0,
      decision: null,
      takenFen: 0,
    })
    expect(body.clawBacks[0].services).toEqual([
      {
        recordId: recordIds[0],
        name: '高血压患者随访服务记录表',
        performedOn: '2026-08-03',
        residentName: '王某',
        settlement: '2026年预拨',
        points: 100,
        fen: 2500,
        because: 'refused',
      },
    ])
    const early = await step(id, finance, 'submit')
    expect(early.body.code).toBe('open-claw-backs')

    const accepted = await enter(id, {
      clawBacks: [{ staffId: first.staffId, fen: 2500, reason: '' }],
    })
    const own = accepted.body.shares.find(({ staffId }: { staffId: string }) => staffId === first.staffId)
    expect(own).toMatchObject({ deductedFen: 2500, clawedBackFen: 2500, paidFen: own.shareFen - 2500 })
    const { totals } = accepted.body
    expect(totals.paidFen + totals.deductedFen + totals.withheldFen + totals.leftFen).toBe(10_001)
    // Saved again without a word of it, the decision stands and nothing is taken twice.
    expect((await enter(id)).body.shares).toEqual(accepted.body.shares)
    expect((await finance.get(`/settlements/${paidId}`)).body.totals.deductedFen).toBe(0)
  })

  test('a change or a drop needs its reason, and nobody is asked for more than was paid', async () => {
    const { first, second, verdict, next, enter } = await afterThePayment()
    await verdict(0, 'fake')
    await verdict(1, 'genuine')
    const id = await next(2027, quarter)
    const decide = (decision: Record<string, unknown>) =>
      enter(id, { clawBacks: [{ staffId: first.staffId, reason: '', ...decision }] })
    expect((await decide({ fen: 2501, reason: '加倍' })).body.fields['clawBacks.0']).toContain('不能超过')
    expect((await decide({ fen: 0 })).body.fields['clawBacks.0']).toContain('写明原因')
    expect((await decide({ staffId: second.staffId, fen: 0 })).status).toBe(422)
    const changed = await decide({ fen: 1000, reason: '已退回 15 元' })
    expect(changed.body.clawBacks[0]).toMatchObject({
      decision: { fen: 1000, reason: '已退回 15 元' },
      takenFen: 1000,
    })
    expect((await decide({ fen: 0, reason: '复核属实' })).body.totals.deductedFen).toBe(0)
  })

  test('is made once: what a share is too small for is carried into the next one, and the slip says so', async () => {
    const { county, finance, first, verdict, next, enter, close } = await afterThePayment()
    await verdict(0, 'fake')
    await verdict(1, 'genuine')
    // In October only the first doctor worked, and little money came.
    await county.sql.query('alter table service_records disable trigger record_keeps_its_past')
    await county.sql.query(
      `update service_records set performed_on = '2026-10-08', recorded_at = '2026-10-08 04:00+00'
       where performed_by = $1 and performed_on = '2026-08-05'`,
      [first.staffId],
    )
    await county.sql.query('alter table service_records enable trigger record_keeps_its_past')
    const id = await next(2027, laterDays)
    const small = [{ ...pools[0], enteredFen: 2000 }]
    const short = await enter(id, {
      pools: small,
      clawBacks: [{ staffId: first.staffId, fen: 2500, reason: '' }],
    })
    expect(short.body.clawBacks[0], JSON.stringify(short.body)).toMatchObject({ takenFen: 2000 })
    expect(short.body.totals).toMatchObject({ deductedFen: 2000, paidFen: 0 })
    // While this one may still change, another one neither repeats nor carries it.
    const third = await next(2028, quarter)
    expect((await enter(third)).body.clawBacks).toEqual([])
    await close(id)
    const { body } = await enter(third)
    expect(body.clawBacks).toMatchObject([
      { staffId: first.staffId, services: [], carriedFen: 500, proposedFen: 500 },
    ])
    await enter(third, { clawBacks: [{ staffId: first.staffId, fen: 500, reason: '' }] })
    await close(third)
    const slip = await readPdf(
      (await finance.get(`/settlements/${third}/slips?staffId=${first.staffId}`)).raw,
    )
    expect(slip.text.replaceAll(/\s/g, '')).toContain('上期未扣足5.00元，收回5.00元')
    expect((await enter(await next(2029, quarter))).body.clawBacks).toEqual([])
  })

  test('a record that was withdrawn is proposed; a verdict under appeal is not', async () => {
    const { county, bureau, first, verdict, next, enter, recordIds } = await afterThePayment()
    const withdrawn = await first.post(`/service-records/${recordIds[2]}/withdrawal`, {
      id: newId(),
      reason: '记错了人',
    })
    expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200)
    await verdict(0, 'fake')
    const questionId = newId()
    await county.sql.query(
      `insert into authenticity_questions (id, unit_code, staff_id, check_code, record_ids, from_day, to_day, sentence,
         decision, reason, decided_by, appeal)
       values ($1, $2, $3, 'interval', array[$4]::uuid[], '2026-08-03', '2026-08-03', '去过吗', 'fake', '电话核实', $5, '去过')`,
      [questionId, units.donglingVillage, first.staffId, recordIds[0], bureau.accountId],
    )
    const id = await next(2027, quarter)
    const { body } = await enter(id)
    expect(body.clawBacks[0].services).toMatchObject([{ recordId: recordIds[2], because: 'withdrawn' }])
    await county.sql.query(
      `update authenticity_questions set final = 'fake', final_reason = '维持', final_by = $2 where id = $1`,
      [questionId, newId()],
    )
    const upheld = (await enter(id)).body.clawBacks[0]
    expect(upheld.services).toHaveLength(2)
    expect(upheld.proposedFen).toBe(5000)
  })
})
