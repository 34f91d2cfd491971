import { expect, test } from 'vitest'
import { nextDecisions, type SiteDecision, siteState } from './site.ts'

test.each<[SiteDecision[], string, SiteDecision[]]>([
  [[], 'applied', ['approved', 'returned', 'withdrawn']],
  [['returned'], 'returned', ['approved', 'returned', 'withdrawn']],
  [['returned', 'approved'], 'creating', ['established', 'withdrawn']],
  [['approved', 'established'], 'established', ['withdrawn']],
  [['approved', 'established', 'withdrawn'], 'withdrawn', []],
])('after %j a site is %s and may be %j', (decisions, state, next) => {
  expect(siteState(decisions)).toBe(state)
  expect(nextDecisions(decisions)).toEqual(next)
})
