import { describe, expect, test } from 'vitest'
import type { Entry } from '../offline/outbox.ts'
import { bothSides, faultsOf, requestWith } from './mending.ts'

const refused = (request: Record<string, unknown>, fields: Record<string, string>, code = 'invalid') =>
  ({ request, refusal: { status: 422, code, message: '', fields, details: {} } }) as unknown as Entry

const followUp = {
  id: 'r1',
  form: 'hypertension-follow-up',
  performedOn: '2026-11-30',
  values: { systolicMmHg: 999, diastolicMmHg: 90, symptoms: [1] },
}

describe('mending what was refused', () => {
  const entry = refused(followUp, {
    performedOn: '不能晚于今天',
    systolicMmHg: '收缩压应在 60～260',
    symptoms: '请选择',
  })

  test('every fault is named as on the form, with what was typed', () => {
    expect(faultsOf(entry, [])).toMatchObject([
      { field: 'performedOn', name: '服务日期', input: 'date', value: '2026-11-30' },
      { field: 'systolicMmHg', name: '收缩压', input: 'number', value: '999' },
      { field: 'symptoms', name: '症状', input: null },
    ])
  })

  test('what is typed anew goes where it came from, everything else stays', () => {
    const mended = requestWith(followUp, faultsOf(entry, []), {
      performedOn: '2026-11-20',
      systolicMmHg: '168',
    })
    expect(mended).toEqual({
      ...followUp,
      performedOn: '2026-11-20',
      values: { ...followUp.values, systolicMmHg: 168 },
    })
  })
})

test('a field of a county’s own form has its name', () => {
  const own = {
    code: 'local-care-visit',
    name: '居家养老服务记录',
    version: 1,
    sections: [
      { code: 'care', name: '服务', fields: [{ code: 'minutes', name: '服务时长', kind: 'integer' }] },
    ],
  }
  const late = {
    ...refused({ form: own.code, values: { minutes: 9000 } }, { minutes: '应在 1 到 600 之间' }),
  }
  expect(faultsOf(late, [own] as never)).toMatchObject([{ name: '服务时长', input: 'number', value: '9000' }])
})

describe('two people changed the same data', () => {
  const doors = new Map([
    ['d1', { members: [{ id: 'wang', phone: '13800000002', name: '王秀英', version: 4 }] }],
  ])

  test('both sides are shown, of what was changed here', () => {
    const entry = refused({ id: 'wang', version: 3, phone: '13800000001' }, {}, 'changed-meanwhile')
    expect(bothSides(entry, doors as never)).toEqual({
      version: 4,
      sides: [{ name: '电话', mine: '13800000001', theirs: '13800000002' }],
    })
  })

  test('of a household both sides are shown too', () => {
    const homes = new Map([
      ['d1', { household: { version: 3, address: '三组9号', groupNumber: 3 }, members: [] }],
    ])
    const request = { id: 'd1', version: 2, address: '三组8号', groupNumber: null }
    const entry = { ...refused(request, {}, 'changed-meanwhile'), call: 'PATCH /households/{id}' }
    expect(bothSides(entry, homes as never)).toEqual({
      version: 3,
      sides: [
        { name: '村民小组', mine: '（空）', theirs: '3' },
        { name: '住址', mine: '三组8号', theirs: '三组9号' },
      ],
    })
  })

  test('another refusal is no conflict', () => {
    expect(bothSides(refused({ id: 'wang' }, {}), doors as never)).toBeNull()
  })
})
