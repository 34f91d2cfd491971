import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { units } from '../testing/county.ts'

const TODAY = '2026-11-21'

async function threePeople() {
  const county = await countedCounty(TODAY)
  const wang = await county.person({ name: '王老人', birthDate: '1950-03-02', populations: ['hypertension'] })
  const li = await county.person({ name: '李青年', birthDate: '1996-11-21' })
  await county.person({ name: '赵邻居', village: units.xiheVillage, populations: ['hypertension'] })
  await county.sign(wang)
  await county.record(wang, 'hypertension-follow-up', { on: '2026-11-02', controlled: true })
  const township = await county.as('public-health-staff', units.dongling)
  return { county, township, wang, li }
}

test('residents are narrowed, with the columns chosen in their order, and only within reach', async () => {
  const { county, township } = await threePeople()
  const rows = async (query: string) => {
    const { status, body } = await township.get(`/lists/residents/rows?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body.rows.map(({ cells }: { cells: unknown[] }) => cells)
  }
  expect(await rows('columns=name,age,isSigned&population=hypertension')).toEqual([['王老人', 76, '已签约']])
  expect(await rows('columns=name&signed=false')).toEqual([['李青年']])
  // Both sides of an age: 30 today.
  expect(await rows('columns=name,age&ageFrom=30&ageTo=30')).toEqual([['李青年', 30]])
  const unknown = await township.get('/lists/residents/workbook?columns=%25')
  expect(unknown.status, 'columns that the list does not have').toBe(200)
  expect(await rows('columns=name&ageFrom=31')).toEqual([['王老人']])
  expect((await township.get(`/lists/residents/rows?orgId=${units.xihe}`)).status).toBe(404)
  const first = await township.get('/lists/residents/rows?columns=name&limit=1')
  const second = await township.get(
    `/lists/residents/rows?columns=name&limit=1&cursor=${encodeURIComponent(first.body.nextCursor)}`,
  )
  expect([first, second].map(({ body }) => body.rows[0].cells[0]).toSorted()).toEqual(['李青年', '王老人'])
  expect((await township.get('/lists/residents/rows?cursor=somewhere')).status).toBe(422)
  const supervisor = await county.as('supervisor', units.county)
  expect((await supervisor.get('/lists/residents/rows')).status).toBe(403)
})

test('agreements, duties and records are lists too, on screen and as Excel alike', async () => {
  const { township } = await threePeople()
  const screen = async (list: string, query: string) =>
    (await township.get(`/lists/${list}/rows?${query}`)).body.rows.map(
      ({ cells }: { cells: unknown[] }) => cells,
    )
  expect(await screen('agreements', 'columns=name,startsOn,packages&inForce=true')).toEqual([
    ['王老人', TODAY, '基础包'],
  ])
  expect(await screen('agreements', 'columns=name&inForce=false')).toEqual([])
  const records = 'columns=name,performedOn,service,controlled&from=2026-11-02&to=2026-11-02'
  expect(await screen('service-records', records)).toEqual([['王老人', '2026-11-02', '高血压患者随访', '是']])
  expect(await screen('service-records', 'columns=name&from=2026-11-03')).toEqual([])
  const done = await screen('duties', 'columns=name,service,state,doneOn&dutyState=done')
  expect(done).toContainEqual(['王老人', '高血压患者随访', '已完成', '2026-11-02'])

  const { raw } = await township.get(
    '/lists/duties/workbook?columns=name,service,state,doneOn&dutyState=done',
  )
  const sheet = (await readXlsx(new Uint8Array(raw))).sheets[0]!.rows
  const heading = sheet.findIndex(([first]) => first === '姓名')
  expect(sheet[heading]).toEqual(['姓名', '服务', '状态', '完成日期'])
  // On the screen a day is a text, in the workbook a day.
  expect(sheet.slice(heading + 1)).toEqual(
    done.map(([name, service, state, on]: string[]) => [name, service, state, new Date(on ?? '')]),
  )
})

test('an exported list says whose it is and what it was narrowed by, so that a copy is not taken for everybody', async () => {
  const { township } = await threePeople()
  const about = async (query: string) => {
    const { raw } = await township.get(`/lists/${query}`)
    return (await readXlsx(new Uint8Array(raw))).sheets[0]!.rows.slice(0, 3).map((row) => row.slice(0, 2))
  }
  expect(await about('residents/workbook?population=hypertension&ageFrom=60&signed=true')).toEqual([
    ['单位', '东岭镇卫生院'],
    ['筛选', '高血压；60岁起；已签约'],
    ['导出日期', TODAY],
  ])
  expect(await about(`service-records/workbook?orgId=${units.donglingVillage}&from=2026-11-02`)).toEqual([
    ['单位', '东岭镇卫生院'],
    ['筛选', '东岭村；服务 2026-11-02 至'],
    ['导出日期', TODAY],
  ])
  expect((await about('duties/workbook'))[1]).toEqual(['筛选', '全部'])
})

test('a list is kept under a name: changed by its owner, shared below, never beside', async () => {
  const { county, township } = await threePeople()
  const id = newId()
  const kept = {
    name: '未签约的高血压患者',
    list: 'residents',
    filters: { signed: 'false', population: 'hypertension' },
    columns: ['name', 'phone', 'noSuchColumn'],
    isShared: false,
  }
  expect((await township.put(`/saved-lists/${id}`, kept)).body).toMatchObject({
    isOwn: true,
    columns: ['name', 'phone'],
  })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await doctor.get('/saved-lists')).body).toEqual([])
  await township.put(`/saved-lists/${id}`, { ...kept, isShared: true })
  expect((await doctor.get('/saved-lists')).body).toMatchObject([{ name: kept.name, isOwn: false }])
  expect((await neighbour.get('/saved-lists')).body).toEqual([])
  const nurse = await nurseOf(county, units.hewan)
  expect((await nurse.get('/saved-lists')).body).toMatchObject([{ name: kept.name, isOwn: false }])
  expect((await (await nurseOf(county, units.xiheVillage)).get('/saved-lists')).body).toEqual([])
  expect((await doctor.put(`/saved-lists/${id}`, kept)).body.code).toBe('not-own-list')
  await doctor.delete(`/saved-lists/${id}`)
  expect((await township.get('/saved-lists')).body).toHaveLength(1)
  await township.delete(`/saved-lists/${id}`)
  expect((await township.get('/saved-lists')).body).toEqual([])
})

/** A nurse whose team works in one village: she reaches the village, and no range of units. */
async function nurseOf(county: Awaited<ReturnType<typeof countedCounty>>, villageCode: number) {
  const nurse = await county.as('nurse', Math.floor(villageCode / 1000) * 1000)
  const teamId = newId()
  await county.sql.query('insert into teams (id, unit_code, name) values ($1, $2, $3)', [
    teamId,
    Math.floor(villageCode / 1000) * 1000,
    '二队',
  ])
  await county.sql.query(
    "insert into team_members (team_id, staff_id, role, leads, since) values ($1, $2, 'nurse', false, '2026-01-01')",
    [teamId, nurse.staffId],
  )
  await county.sql.query(
    "insert into team_villages (team_id, village_code, since) values ($1, $2, '2026-01-01')",
    [teamId, villageCode],
  )
  return nurse
}
