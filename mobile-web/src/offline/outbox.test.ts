import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answer,
  afterAnswer,
  afterRestart,
  countsOf,
  type Entry,
  mended,
  nextTogether,
  nextTryAt,
  pauseMs,
  readyToSend,
  tryNow,
} from './outbox.ts'

function entry(id: string, given: Partial<Entry> = {}): Entry {
  return {
    id,
    seq: Number(id.replace(/\D/g, '')),
    call: 'POST /service-records',
    request: {},
    file: null,
    label: id,
    doorId: null,
    needs: [],
    writtenAt: '2026-11-21T04:00:00Z',
    state: 'waiting',
    attempts: 0,
    nextTryAt: 0,
    refusal: null,
    reply: null,
    acceptedAt: null,
    ...given,
  }
}

const refusal = { status: 409, code: 'no', message: '不行', fields: {}, details: {} }
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id)

describe('what is sent together', () => {
  const together = (outbox: readonly Entry[], now = 0, most = 50) =>
    ids(nextTogether(outbox, now, (chosen) => chosen.length < most))

  test('all that waits, the oldest first, a door’s entries in their order', () => {
    const outbox = [
      entry('e3', { doorId: 'wang' }),
      entry('e1', { doorId: 'wang' }),
      entry('e2', { doorId: 'li' }),
      entry('e4'),
    ]
    expect(together(outbox)).toEqual(['e1', 'e2', 'e3', 'e4'])
    expect(together(outbox, 0, 2)).toEqual(['e1', 'e2'])
  })

  test('nothing of a door past what waits out its pause, is on its way or has a file', () => {
    const door = { doorId: 'wang' }
    expect(together([entry('e1', { ...door, nextTryAt: 9 }), entry('e2', door)])).toEqual([])
    expect(together([entry('e1', door), entry('e2', { ...door, nextTryAt: 9 }), entry('e3', door)])).toEqual([
      'e1',
    ])
    expect(together([entry('e1', { ...door, state: 'sending' }), entry('e2', door)])).toEqual([])
    const file = { id: 'f', name: 'photo.jpg', type: 'image/jpeg' }
    expect(together([entry('e1', door), entry('e2', { ...door, file }), entry('e3', door)])).toEqual(['e1'])
  })

  test('what needs another waits until that was taken; what needs a refused one holds up nothing', () => {
    const door = { doorId: 'wang' }
    const paper = entry('e2', { ...door, needs: ['e1'] })
    expect(together([entry('e1', door), paper, entry('e3', door)])).toEqual(['e1'])
    expect(together([entry('e1', { ...door, state: 'accepted' }), paper, entry('e3', door)])).toEqual([
      'e2',
      'e3',
    ])
    expect(together([entry('e1', { ...door, state: 'refused', refusal }), paper, entry('e3', door)])).toEqual(
      ['e3'],
    )
  })
})

describe('what is sent next', () => {
  test('the oldest', () => {
    expect(readyToSend([entry('e2'), entry('e1')], 0)[0]?.id).toBe('e1')
  })

  test('of one door nothing before what was written earlier, of different doors side by side', () => {
    const outbox = [
      entry('e1', { doorId: 'wang', state: 'sending' }),
      entry('e2', { doorId: 'wang' }),
      entry('e3', { doorId: 'li' }),
    ]
    expect(ids(readyToSend(outbox, 0))).toEqual(['e3'])
  })

  test('of one door nothing past an entry that waits out its pause', () => {
    const outbox = [entry('e1', { doorId: 'wang', nextTryAt: 10 }), entry('e2', { doorId: 'wang' })]
    expect(readyToSend(outbox, 9)).toEqual([])
    expect(ids(readyToSend(outbox, 10))).toEqual(['e1'])
  })

  test('a refused entry does not hold up its door', () => {
    const outbox = [
      entry('e1', { doorId: 'wang', state: 'refused', refusal }),
      entry('e2', { doorId: 'wang' }),
    ]
    expect(ids(readyToSend(outbox, 0))).toEqual(['e2'])
  })

  test('a visit to a newcomer waits until the newcomer is registered, also at another door', () => {
    const visit = entry('e2', { doorId: 'li', needs: ['e1'] })
    expect(ids(readyToSend([entry('e1', { doorId: 'wang' }), visit], 0))).toEqual(['e1'])
    expect(ids(readyToSend([entry('e1', { state: 'refused', refusal }), visit], 0))).toEqual([])
    expect(ids(readyToSend([entry('e1', { state: 'accepted' }), visit], 0))).toEqual(['e2'])
    expect(ids(readyToSend([visit], 0)), 'taken long ago and let go').toEqual(['e2'])
  })

  test('what waits for a refused entry does not hold up the rest of its door', () => {
    const outbox = [
      entry('e1', { state: 'refused', refusal }),
      entry('e2', { doorId: 'wang', needs: ['e1'] }),
      entry('e3', { doorId: 'wang' }),
    ]
    expect(ids(readyToSend(outbox, 0))).toEqual(['e3'])
  })
})

describe('after an answer', () => {
  test('taken, refused, tried again later, or waiting for the doctor to sign in', () => {
    const sending = entry('e1', { state: 'sending' })
    expect(afterAnswer(sending, { kind: 'accepted', reply: { id: 'e1' } }, 5)).toMatchObject({
      state: 'accepted',
      acceptedAt: 5,
    })
    expect(afterAnswer(sending, { kind: 'refused', refusal }, 5)).toMatchObject({ state: 'refused', refusal })
    expect(afterAnswer(sending, { kind: 'unreachable' }, 5)).toMatchObject({ state: 'waiting', attempts: 1 })
    expect(afterAnswer(sending, { kind: 'signed-out' }, 5)).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  test('the pause doubles up to five minutes, and no two entries come at the same moment', () => {
    expect([1, 2, 3, 20].map((attempts) => Math.round(pauseMs(attempts, '8000') / 1000))).toEqual([
      2, 4, 8, 300,
    ])
    expect(pauseMs(1, 'x0000')).toBe(1500)
    expect(pauseMs(1, 'xffff')).toBe(2500)
  })

  test('the network is back: nobody waits out a pause', () => {
    const paused = entry('e1', { attempts: 7, nextTryAt: 99 })
    expect(tryNow(paused)).toMatchObject({ attempts: 7, nextTryAt: 0 })
    expect(nextTryAt([paused])).toBe(99)
    expect(nextTryAt([entry('e1', { state: 'refused' })])).toBeNull()
  })

  test('mended it is sent again under the same id', () => {
    const again = mended(entry('e1', { state: 'refused', refusal, attempts: 3 }), {
      performedOn: '2026-11-20',
    })
    expect(again).toMatchObject({ id: 'e1', state: 'waiting', refusal: null, attempts: 0 })
    expect(again.request).toEqual({ performedOn: '2026-11-20' })
  })

  test('begun when the program ended: sent once more', () => {
    expect(afterRestart(entry('e1', { state: 'sending', nextTryAt: 9 }))).toMatchObject({
      state: 'waiting',
      nextTryAt: 0,
    })
    expect(afterRestart(entry('e1', { state: 'refused' })).state).toBe('refused')
  })
})

describe('whatever is answered, in whatever order', () => {
  const answers = fc.constantFrom<Answer>(
    { kind: 'accepted', reply: null },
    { kind: 'refused', refusal },
    { kind: 'unreachable' },
    { kind: 'signed-out' },
  )
  const outboxes = fc.array(
    fc.record({ door: fc.constantFrom('wang', 'li', null), needsEarlier: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )

  test('nothing leaves the phone unanswered, and a door’s entries are taken in their order', () => {
    fc.assert(
      fc.property(outboxes, fc.array(answers, { maxLength: 60 }), (made, given) => {
        let outbox = made.map(({ door, needsEarlier }, at) =>
          entry(`e${at + 1}`, { doorId: door, needs: needsEarlier && at > 0 ? [`e${at}`] : [] }),
        )
        const taken: string[] = []
        let now = 0
        for (const answer of given) {
          now += 400_000
          const [next] = readyToSend(outbox, now)
          if (!next) break
          const after = afterAnswer({ ...next, state: 'sending' }, answer, now)
          outbox = outbox.map((one) => (one.id === next.id ? after : one))
          if (after.state === 'accepted') taken.push(next.id)
        }
        expect(outbox).toHaveLength(made.length)
        expect(new Set(taken).size, 'taken once').toBe(taken.length)
        for (const { id, doorId, needs, seq } of outbox.filter(({ state }) => state === 'accepted')) {
          for (const needed of needs) expect(taken.indexOf(needed)).toBeLessThan(taken.indexOf(id))
          const earlier = outbox.filter((one) => doorId !== null && one.doorId === doorId && one.seq < seq)
          for (const one of earlier.filter(({ state }) => state === 'accepted')) {
            // One that waited for something refused may come after.
            if (one.needs.length === 0) expect(taken.indexOf(one.id)).toBeLessThan(taken.indexOf(id))
          }
        }
        const { unsent, refused } = countsOf(outbox)
        expect(unsent + refused + taken.length).toBe(made.length)
      }),
    )
  })

  test('with a server that takes everything, everything is taken', () => {
    fc.assert(
      fc.property(outboxes, (made) => {
        let outbox = made.map(({ door, needsEarlier }, at) =>
          entry(`e${at + 1}`, { doorId: door, needs: needsEarlier && at > 0 ? [`e${at}`] : [] }),
        )
        for (let [next] = readyToSend(outbox, 0); next; [next] = readyToSend(outbox, 0)) {
          const after = afterAnswer(next, { kind: 'accepted', reply: null }, 0)
          outbox = outbox.map((one) => (one.id === after.id ? after : one))
        }
        expect(countsOf(outbox)).toEqual({ unsent: 0, refused: 0 })
      }),
    )
  })
})
