import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameValue } from '../policy/same-value.ts'
import { mineOnTheirs } from './draft-merge.ts'

const draft = (policies: Record<string, unknown>, packages: Record<string, unknown>[] | null = null) => ({
  policies,
  packages,
})

test.each([
  [
    'each changed another kind',
    { caps: 1, ages: 1 },
    { caps: 2, ages: 1 },
    { caps: 1, ages: 2 },
    { caps: 2, ages: 2 },
    [],
  ],
  ['both changed one kind', { caps: 1 }, { caps: 2 }, { caps: 3 }, { caps: 2 }, ['caps']],
  ['both changed it to the same', { caps: 1 }, { caps: 2 }, { caps: 2 }, { caps: 2 }, []],
  ['I took a kind out that they left alone', { caps: 1 }, {}, { caps: 1 }, {}, []],
  ['they took out what I left alone', { caps: 1 }, { caps: 1 }, {}, {}, []],
  ['they took out what I changed', { caps: 1 }, { caps: 2 }, {}, { caps: 2 }, ['caps']],
  ['I took out what they changed', { caps: 1 }, {}, { caps: 2 }, {}, ['caps']],
  ['each added one', {}, { caps: 1 }, { ages: 1 }, { ages: 1, caps: 1 }, []],
])('two drafts of one: %s', (_, base, mine, theirs, policies, bothChanged) => {
  expect(mineOnTheirs(draft(base), draft(mine), draft(theirs))).toEqual({
    content: draft(policies),
    bothChanged,
  })
})

test('packages are taken as a whole: mine when I changed them, theirs when I did not', () => {
  const [a, b, c] = [[{ code: 'a' }], [{ code: 'b' }], [{ code: 'c' }]]
  expect(mineOnTheirs(draft({}, a), draft({}, a), draft({}, b)).content.packages).toBe(b)
  expect(mineOnTheirs(draft({}, a), draft({}, b), draft({}, a)).content.packages).toBe(b)
  expect(mineOnTheirs(draft({}, a), draft({}, b), draft({}, c))).toEqual({
    content: draft({}, b),
    bothChanged: ['packages'],
  })
})

const anyDraft = fc.record({
  policies: fc.dictionary(fc.constantFrom('caps', 'ages', 'funds'), fc.integer({ min: 0, max: 2 })),
  packages: fc.constant(null),
})

test('of every kind the merged draft says what I made of it, or where I made nothing of it what they did', () => {
  fc.assert(
    fc.property(anyDraft, anyDraft, anyDraft, (base, mine, theirs) => {
      const { content } = mineOnTheirs(base, mine, theirs)
      for (const kind of ['caps', 'ages', 'funds']) {
        const mineChanged = !sameValue(mine.policies[kind], base.policies[kind])
        expect(content.policies[kind]).toEqual((mineChanged ? mine : theirs).policies[kind])
      }
    }),
  )
})
