import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  effectsOf,
  type HouseholdOfEvent,
  type Presence,
  possibleEvents,
  presenceOn,
  type ResidentEvent,
  type ResidentEventKind,
  type ResidentOfEvent,
  residentEventKinds,
  whyCannotRecord,
} from './resident-event.ts'

const day = localDate
const today = day('2026-11-21')
const here: ResidentOfEvent = {
  birthDate: day('1950-03-02'),
  diedOn: null,
  movedOutOn: null,
  awaySince: null,
  awayUntil: null,
  householdId: 'h1',
  isHead: false,
}
const head: ResidentOfEvent = { ...here, isHead: true }
const dead: ResidentOfEvent = { ...here, diedOn: day('2026-10-01'), householdId: null }
const gone: ResidentOfEvent = { ...here, movedOutOn: day('2026-10-01'), householdId: null }
const away: ResidentOfEvent = { ...here, awaySince: day('2026-02-20') }
const family: HouseholdOfEvent = { householdId: 'h1', memberIds: ['li', 'wang', 'zhao'] }
const alone: HouseholdOfEvent = { householdId: 'h1', memberIds: ['li'] }

describe('where a resident is', () => {
  const absence = { ...here, awaySince: day('2026-02-20'), awayUntil: day('2026-10-01') }
  test.each<[string, ResidentOfEvent, Presence, string]>([
    ['2026-02-19', absence, 'here', 'the day before leaving'],
    ['2026-02-20', absence, 'away', 'the day of leaving'],
    ['2026-10-01', absence, 'away', 'the last day away'],
    ['2026-10-02', absence, 'here', 'the day after'],
    ['2026-11-21', away, 'away', 'away without an end'],
    ['2026-09-30', gone, 'here', 'the day before moving'],
    ['2026-10-01', gone, 'moved-out', 'the first day elsewhere'],
    ['2026-09-30', dead, 'here', 'the day before death'],
    ['2026-10-01', dead, 'dead', 'the day of death'],
    ['2026-10-01', { ...away, diedOn: day('2026-10-01') }, 'dead', 'died while away'],
  ])('on %s', (on, resident, presence) => {
    expect(presenceOn(day(on), resident)).toBe(presence)
  })
})

describe('an event is refused', () => {
  const on = (text: string) => ({ on: day(text) })
  test.each<[string, ResidentEvent, ResidentOfEvent, HouseholdOfEvent | null, string | null]>([
    ['death today', { kind: 'death', ...on('2026-11-21') }, here, family, null],
    ['death tomorrow', { kind: 'death', ...on('2026-11-22') }, here, family, 'event-in-future'],
    ['death on the day of birth', { kind: 'death', ...on('1950-03-02') }, here, family, null],
    ['death before birth', { kind: 'death', ...on('1950-03-01') }, here, family, 'event-before-birth'],
    ['a second death', { kind: 'death', ...on('2026-11-01') }, dead, null, 'resident-dead'],
    ['death after moving away', { kind: 'death', ...on('2026-11-01') }, gone, null, null],
    ['moving in of the dead', { kind: 'move-in', ...on('2026-11-01') }, dead, null, 'resident-dead'],
    ['moving out twice', { kind: 'move-out', ...on('2026-11-01') }, gone, null, 'resident-moved-out'],
    ['moving back', { kind: 'move-in', ...on('2026-11-01') }, gone, null, null],
    ['moving back the same day', { kind: 'move-in', ...on('2026-10-01') }, gone, null, null],
    [
      'moving back before leaving',
      { kind: 'move-in', ...on('2026-09-30') },
      gone,
      null,
      'day-before-it-began',
    ],
    [
      'moving in of one who lives here',
      { kind: 'move-in', ...on('2026-11-01') },
      here,
      family,
      'resident-not-moved-out',
    ],
    ['leaving for work', { kind: 'away', ...on('2026-11-01') }, here, family, null],
    [
      'leaving for work while away',
      { kind: 'away', ...on('2026-11-01') },
      away,
      family,
      'resident-already-away',
    ],
    [
      'an absence that ends before it begins',
      { kind: 'away', ...on('2026-11-01'), until: day('2026-10-31') },
      here,
      family,
      'day-before-it-began',
    ],
    [
      'an absence of one day',
      { kind: 'away', ...on('2026-11-01'), until: day('2026-11-01') },
      here,
      family,
      null,
    ],
    ['coming back', { kind: 'return', ...on('2026-11-01') }, away, family, null],
    [
      'coming back before leaving',
      { kind: 'return', ...on('2026-02-19') },
      away,
      family,
      'day-before-it-began',
    ],
    [
      'coming back of one who is here',
      { kind: 'return', ...on('2026-11-01') },
      here,
      family,
      'resident-not-away',
    ],
    [
      'joining another household',
      { kind: 'join', ...on('2026-11-01'), householdId: 'h2' },
      here,
      family,
      null,
    ],
    [
      'joining the same household',
      { kind: 'join', ...on('2026-11-01'), householdId: 'h1' },
      here,
      family,
      'already-in-household',
    ],
    ['splitting from a family', { kind: 'split', ...on('2026-11-01') }, here, family, null],
    ['splitting from nobody', { kind: 'split', ...on('2026-11-01') }, head, alone, 'only-one-in-household'],
    ['becoming head', { kind: 'head-change', ...on('2026-11-01') }, here, family, null],
    ['becoming head as head', { kind: 'head-change', ...on('2026-11-01') }, head, family, 'already-head'],
    [
      'becoming head of no household',
      { kind: 'head-change', ...on('2026-11-01') },
      here,
      null,
      'not-in-a-household',
    ],
    ['death of a head with family', { kind: 'death', ...on('2026-11-01') }, head, family, 'new-head-needed'],
    ['death of a head who lived alone', { kind: 'death', ...on('2026-11-01') }, head, alone, null],
    ['a head going away for work', { kind: 'away', ...on('2026-11-01') }, head, family, null],
  ])('%s', (_, event, resident, household, code) => {
    expect(whyCannotRecord(event, resident, household, today)?.code ?? null).toBe(code)
  })

  test('unless a member of the household takes over from its head', () => {
    const death: ResidentEvent = { kind: 'death', on: day('2026-11-01') }
    expect(whyCannotRecord(death, head, family, today, 'wang')).toBeNull()
    expect(whyCannotRecord(death, head, family, today, 'somebody else')?.code).toBe('new-head-needed')
  })
})

describe('an event has its effects', () => {
  const cover = { agreementId: 'a1' }
  const effects = (event: ResidentEvent, resident = here, household: HouseholdOfEvent | null = family) =>
    effectsOf(event, resident, household, cover).map(({ effect }) => effect)
  const on = day('2026-11-01')

  test('death closes the record, ends cover, duties and populations, and leaves the household', () => {
    expect(effects({ kind: 'death', on })).toEqual([
      'record-closed',
      'agreement-left',
      'duties-cancelled',
      'populations-ended',
      'household-left',
    ])
  })

  test('the death of one who lived alone closes the household', () => {
    expect(effects({ kind: 'death', on }, head, alone)).toContain('household-closed')
  })

  test('the death of a head hands the household on', () => {
    expect(effects({ kind: 'death', on }, head)).toContain('head-changed')
  })

  test('moving away does the same as death, for another reason', () => {
    expect(effectsOf({ kind: 'move-out', on }, here, family, cover)).toContainEqual({
      effect: 'agreement-left',
      agreementId: 'a1',
      on,
      reason: 'moved',
    })
  })

  test('going away for work pauses what falls due and keeps the agreement', () => {
    expect(effectsOf({ kind: 'away', on, until: day('2026-11-10') }, here, family, cover)).toEqual([
      { effect: 'duties-paused', from: on, until: day('2026-11-10') },
      { effect: 'agreement-kept', agreementId: 'a1' },
    ])
  })

  test('who joins another household or founds one keeps the agreement', () => {
    expect(effects({ kind: 'join', on, householdId: 'h2' })).toEqual([
      'household-left',
      'household-joined',
      'agreement-kept',
    ])
    expect(effects({ kind: 'split', on })).toEqual(['household-left', 'household-founded', 'agreement-kept'])
  })

  test('without an agreement none is ended', () => {
    expect(effectsOf({ kind: 'death', on }, here, family, null).map(({ effect }) => effect)).not.toContain(
      'agreement-left',
    )
  })
})

describe('what is offered to be told of a resident', () => {
  const people = { here, head, away, gone, dead, alone: { ...here, isHead: true } }
  test.each(Object.entries(people))('is what can be recorded today: %s', (name, resident) => {
    const household = resident.householdId === null ? null : name === 'alone' ? alone : family
    const offered = possibleEvents({
      presence: presenceOn(today, resident),
      isHead: resident.isHead,
      householdSize: household?.memberIds.length ?? 0,
    })
    const canBe = (Object.keys(residentEventKinds) as ResidentEventKind[]).filter((kind) => {
      const event = { kind, on: today, ...(kind === 'join' ? { householdId: 'h2' } : {}) } as ResidentEvent
      return whyCannotRecord(event, resident, household, today, 'wang') === null
    })
    expect(offered.toSorted()).toEqual(canBe.toSorted())
  })
})
