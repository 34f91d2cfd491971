import { addDays, localDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { belongsTo, person, visit } from '@qianyue/domain/duties/duty-facts.fixture.ts'
import { policyOn } from '@qianyue/domain/policy/policy.ts'
import { describe, expect, test } from 'vitest'
import { mapLink, nearnessWords, needsWords, phoneOf } from '../doors/door-words.ts'
import { byNeighbourhood, owedAt, owedDoors, pressingOn } from './owed-doors.ts'

const today = localDate('2026-12-10')
const policy = policyOn([], today)

/** Somebody of 46 with hypertension, last seen on a day. */
function member(id: string, seenOn: string | null, more: Partial<DoorMember> = {}): DoorMember {
  const facts = person({
    residentId: id,
    populations: [belongsTo('hypertension')],
    services: seenOn === null ? [] : [visit(seenOn)],
  })
  return {
    id,
    name: id,
    pinyin: id,
    initials: id,
    relation: null,
    phone: null,
    contactName: null,
    contactPhone: null,
    idNumberMasked: null,
    idTail: null,
    cardDigest: null,
    healthRecordNumber: null,
    version: 1,
    profile: {},
    teamId: null,
    facts,
    agreements: [],
    latest: [],
    obstacles: [],
    ...more,
  }
}

function door(id: string, members: DoorMember[], groupNumber: number | null = 1): Door {
  return {
    id,
    villageCode: 320_399_100_200,
    villageName: '东岭村',
    household: {
      registerNumber: null,
      groupNumber,
      address: `东岭村${groupNumber}组`,
      headId: members[0]!.id,
      responsibleStaffId: null,
    },
    members,
  }
}

describe('the doors of today', () => {
  test('come with the most overdue first, and nobody to whom nothing is owed', () => {
    const unsatisfactory = visit('2026-11-10', { controlled: false, nextDueOn: localDate('2026-11-24') })
    const returning = person({
      residentId: 'li',
      populations: [belongsTo('hypertension')],
      services: [unsatisfactory],
    })
    const doors = [
      door('this year', [member('wang', null)]),
      door('two weeks late', [member('li', null, { facts: returning })]),
      door('healthy', [member('zhao', null, { facts: person({ residentId: 'zhao' }) })]),
    ]
    const found = owedDoors(doors, policy, today).map((one) => [one.door.id, one.overdue > 0])
    expect(found).toEqual([
      ['two weeks late', true],
      ['this year', false],
    ])
  })

  test.each([
    ['2026-12-09', '2026-12-09'],
    ['2025-12-10', '2025-12-10'],
    // A year and a day late: behind this week's.
    ['2025-12-09', '2026-12-17'],
    ['2024-04-17', '2026-12-17'],
    ['2026-12-31', '2026-12-31'],
  ])('what was due by %s takes the place of %s', (dueBy, place) => {
    expect(pressingOn({ dueBy: localDate(dueBy), plannedOn: null }, today)).toBe(place)
  })

  test('a dose missed years ago does not push away the visit of this week, and is not lost from the list', () => {
    const child = person({
      residentId: 'child',
      birthDate: localDate('2023-12-20'),
      registeredOn: localDate('2023-12-20'),
    })
    const returning = person({
      residentId: 'li',
      populations: [belongsTo('hypertension')],
      services: [visit('2026-12-01', { controlled: false, nextDueOn: localDate('2026-12-15') })],
    })
    const doors = [
      door('never vaccinated', [member('child', null, { facts: child })]),
      door('this week', [member('li', null, { facts: returning })]),
    ]
    const late = owedAt(doors[0]!, policy, today).filter(({ dueBy }) => dueBy < '2025-12-10')
    expect(late.length).toBeGreaterThan(0)
    expect(owedDoors(doors, policy, today).map(({ door: { id } }) => id)).toEqual([
      'this week',
      'never vaccinated',
    ])
  })

  test('a door where every overdue thing cannot be done now stands behind one where it can', () => {
    const owed = owedAt(door('d', [member('wang', null)]), policy, today)
    const putOff = member('wang', null, {
      obstacles: owed.map(({ key }) => ({
        dutyKey: key,
        reason: 'away' as const,
        remark: '',
        notedOn: today,
      })),
    })
    const found = owedAt(door('d', [putOff]), policy, today)
    expect(found.every(({ obstacle }) => obstacle?.reason === 'away')).toBe(true)
    expect(found.map(({ key }) => key)).toEqual(owed.map(({ key }) => key))
  })

  test('are read once while neither door, rules nor day change', () => {
    const one = door('d', [member('wang', null)])
    const owed = owedAt(one, policy, today)
    expect(owedAt(one, policy, today)).toBe(owed)
    expect(owedAt({ ...one }, policy, today)).not.toBe(owed)
    expect(owedAt(one, policy, addDays(today, 1))).not.toBe(owed)
  })

  test('stand together by village group, as one walks', () => {
    const doors = owedDoors(
      [
        door('a', [member('a', null)], 1),
        door('b', [member('b', null)], 2),
        door('c', [member('c', null)], 1),
      ],
      policy,
      today,
    )
    expect(
      byNeighbourhood(doors).map(({ name, doors: near }) => [name, near.map((one) => one.door.id)]),
    ).toEqual([
      ['东岭村 1 组', ['a', 'c']],
      ['东岭村 2 组', ['b']],
    ])
  })
})

describe('what a door needs, in words', () => {
  test.each([
    ['2026-12-09', 'overdue', '逾期 1 天'],
    ['2026-12-10', 'due', '今天到期'],
    ['2026-12-15', 'due', '还有 5 天'],
  ] as const)('%s: %s', (dueBy, state, words) => {
    expect(nearnessWords({ dueBy: localDate(dueBy), plannedOn: null, state }, today)).toBe(words)
  })

  test('an agreed day that passed while the period is open is said as that', () => {
    const owed = { dueBy: localDate('2026-12-31'), plannedOn: localDate('2026-12-08'), state: 'due' as const }
    expect(nearnessWords(owed, today)).toBe('约定已过 2 天')
  })

  test('three things are counted, two are named', () => {
    const owed = owedAt(door('d', [member('wang', null)]), policy, today)
    expect(needsWords(owed.slice(0, 1))).toBe('高血压患者随访')
  })

  test('the head is called first, then whoever has a number; a map is asked for the place, not the people', () => {
    const people = [member('wang', null), member('li', null, { phone: '13800000000' })]
    const one = door('d', people)
    expect(phoneOf(one)).toBe('13800000000')
    expect(phoneOf(door('d', [member('wang', null)]))).toBeNull()
    expect(decodeURIComponent(mapLink(one))).toBe('geo:0,0?q=东岭村东岭村1组')
  })
})
