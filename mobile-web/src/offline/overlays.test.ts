import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Door } from '@qianyue/domain/doors/door.ts'
import { person } from '@qianyue/domain/duties/duty-facts.fixture.ts'
import { policyOn } from '@qianyue/domain/policy/policy.ts'
import { expect, test } from 'vitest'
import type { Entry } from './outbox.ts'
import { withOutbox } from './overlays.ts'

const today = localDate('2026-11-21')
const context = { policy: policyOn([], today), today, reference: null }

function kept(version = 3): ReadonlyMap<string, Door> {
  const member = { id: 'wang', name: '王秀英', version, phone: '13800001234', contactName: null, latest: [] }
  const household = { address: '东岭村 2 组', groupNumber: 2 }
  const facts = person({ residentId: 'wang', birthDate: localDate('2026-01-05') })
  return new Map([['d', { id: 'd', household, members: [{ ...member, facts }] } as unknown as Door]])
}
const entry = (call: string, request: object, state = 'waiting') =>
  ({ id: call, call, request, state }) as unknown as Entry
const wang = (doors: ReadonlyMap<string, Door>) => doors.get('d')!.members[0]!

test('two edits of one person without signal: the second is made from what the first will make', () => {
  const first = entry('PATCH /residents/{id}', {
    id: 'wang',
    version: 3,
    reason: '更正',
    phone: '13900001111',
  })
  expect(wang(withOutbox(kept(), [first], context))).toMatchObject({ phone: '13900001111', version: 4 })
  const second = entry('PATCH /residents/{id}', {
    id: 'wang',
    version: 4,
    reason: '更正',
    contactName: '王强',
  })
  expect(wang(withOutbox(kept(), [first, second], context))).toMatchObject({
    phone: '13900001111',
    contactName: '王强',
    version: 5,
  })
})

test('an edit that was taken does not hide what came after it; a refused one is not shown', () => {
  const edit = { id: 'wang', version: 2, reason: '更正', phone: '13900001111' }
  for (const state of ['accepted', 'refused'])
    expect(wang(withOutbox(kept(), [entry('PATCH /residents/{id}', edit, state)], context))).toMatchObject({
      phone: '13800001234',
      version: 3,
    })
})

test('the group and address of a household are shown as they were typed', () => {
  const edit = entry('PATCH /households/{id}', { id: 'd', groupNumber: 3 })
  expect(withOutbox(kept(), [edit], context).get('d')!.household).toMatchObject({
    address: '东岭村 2 组',
    groupNumber: 3,
  })
})

test('doses given without signal are known to the next record and to what is owed', () => {
  const doses = [{ vaccine: 'hepatitis-b', givenOn: today }]
  const record = entry('POST /service-records', {
    id: 'r1',
    residentId: 'wang',
    form: 'vaccination',
    performedOn: today,
    mode: 'clinic',
    values: { doses },
  })
  expect(wang(withOutbox(kept(), [record], context)).facts.services[0]).toMatchObject({ details: { doses } })
})

test('who is entered as pregnant without signal is owed her checks at once; a treatment that is finished is owed no more', () => {
  const antenatal = entry('POST /service-records', {
    id: 'r2',
    residentId: 'wang',
    form: 'first-antenatal-check',
    performedOn: today,
    mode: 'clinic',
    values: { lastPeriodOn: '2026-09-20' },
  })
  expect(wang(withOutbox(kept(), [antenatal], context)).facts.populations).toMatchObject([
    { population: 'pregnant', since: today, source: 'record' },
  ])
  const doors = structuredClone(kept())
  const ill = {
    population: 'tuberculosis',
    since: localDate('2026-05-01'),
    until: null,
    source: 'declared',
  } as const
  Object.assign(wang(doors).facts, { populations: [ill] })
  const closing = entry('POST /service-records', {
    id: 'r3',
    residentId: 'wang',
    form: 'tuberculosis-closing',
    performedOn: today,
    mode: 'clinic',
    values: { stoppedOn: '2026-11-20' },
  })
  expect(wang(withOutbox(doors, [closing], context)).facts.populations).toEqual([
    { ...ill, until: '2026-11-20' },
  ])
})
