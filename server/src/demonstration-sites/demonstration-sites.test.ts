import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'

test('a site is applied for once a year, sent back, created and recognised, in that order', async () => {
  const county = await countyOn('2026-01-20')
  const office = await county.as('township-director', units.dongling)
  const bureau = await county.as('county-officer', units.county)
  const site = {
    id: newId(),
    unitCode: units.donglingVillage,
    year: 2026,
    name: '东岭村示范卫生室',
    goals: '签约率达到 90%',
    plan: '三月前完成改造',
  }
  const sent = await office.post('/demonstration-sites', site)
  expect(sent.body).toMatchObject({ state: 'applied', next: [] })
  expect((await office.post('/demonstration-sites', site)).body).toEqual(sent.body)
  expect((await office.post('/demonstration-sites', { ...site, id: newId() })).body.code).toBe('site-applied')
  const review = (decision: string, reviewId = newId()) =>
    bureau.post(`/demonstration-sites/${site.id}/reviews`, { reviewId, decision, score: 92, words: '意见' })
  expect((await review('established')).body.code).toBe('not-this-step')
  expect((await review('returned')).body.state).toBe('returned')
  const approvedId = newId()
  expect((await review('approved', approvedId)).body).toMatchObject({ state: 'creating' })
  expect((await review('approved', approvedId)).body.reviews).toHaveLength(2)
  expect((await review('established')).body).toMatchObject({ state: 'established', next: ['withdrawn'] })
  expect((await office.post(`/demonstration-sites/${site.id}/reviews`, {})).status).toBe(403)
  const neighbour = await county.as('township-director', units.xihe)
  expect((await neighbour.get('/demonstration-sites')).body).toEqual([])
})
