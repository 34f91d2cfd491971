import { localDate } from '@qianyue/domain/days/local-date.ts'
import { expect, test } from 'vitest'
import { putPackages, teamOf } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

test('the poster of a village names its team and the hours given, and only for who reaches the village', async () => {
  const county = await countyOn('2026-11-21')
  await putPackages(county, localDate('2026-01-01'))
  const township = await county.as('township-admin', units.dongling)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const teamId = await teamOf(county, township)
  const { rows } = await county.sql.query(
    'select s.name from team_members m join staff s on s.id = m.staff_id where m.team_id = $1 and m.leads',
    [teamId],
  )
  const address = `/org-units/${units.donglingVillage}/public-board`
  const reply = await doctor.get(`${address}?hours=${encodeURIComponent('每天 8:00—17:30')}`)
  expect(reply.status).toBe(200)
  const { text } = await readPdf(reply.raw)
  for (const words of [
    '东岭村家庭医生签约服务公示',
    rows[0].name,
    '团队长',
    '8:00—17:30',
    '监督电话',
    '/public/complaint/320399',
  ]) {
    expect(text).toContain(words)
  }
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get(address)).status).toBe(404)
  expect((await township.get(`/org-units/${units.dongling}/public-board`)).body.code).toBe('choose-a-village')
})
