import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { residentsOn } from '../residents/residents.fixture.ts'
import { type Caller, units } from '../testing/county.ts'

const header = '东岭镇名单,,,,\n序号,姓名,身份证号,出生日期,残疾等级,认定日期\n'
const file = (lines: readonly string[], titles = header) => ({
  name: '名单.csv',
  content: Buffer.from(titles + lines.map((line, index) => `${index + 1},${line}`).join('\n')),
})
const send = (
  who: Caller,
  kind: string,
  asOf: string,
  lines: readonly string[],
  titles?: string,
  id = newId(),
) => who.upload(`/outside-lists?id=${id}&kind=${kind}&asOf=${asOf}`, file(lines, titles))
const stays = '序号,姓名,身份证号,出生日期,诊断,入院日期,出院日期\n'
const deaths = '序号,姓名,身份证号,出生日期,死因,死亡日期\n'

async function townshipOfThree() {
  const county = await countedCounty('2026-11-21')
  const zhang = await county.person({ name: '张大山', birthDate: '1960-01-02', registeredOn: '2020-01-01' })
  const li = await county.person({ name: '李二河', birthDate: '1961-02-03', populations: ['disabled'] })
  const elsewhere = await county.person({
    name: '西三娘',
    birthDate: '1962-03-04',
    village: units.xiheVillage,
    populations: ['disabled'],
  })
  const office = await county.as('public-health-staff', units.dongling)
  const tasks = async (query = '') => (await office.get(`/outside-list-tasks?limit=100${query}`)).body.tasks
  return { county, zhang, li, elsewhere, office, tasks }
}

describe('部门名单', () => {
  test('a list becomes work: who is on it is declared, who is not on it ends, whom nobody knows is looked for', async () => {
    const { county, zhang, li, office, tasks } = await townshipOfThree()
    const lines = [
      '张大山,,1960-01-02,二级,2026-09-01',
      '不认识,,1950-05-05,三级,',
      '西三娘,,1962-03-04,一级,',
    ]
    const sent = await send(office, 'disabled', '2026-10-31', lines)
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    expect(sent.body.counts).toMatchObject({ people: 3, matched: 1, unmatched: 2, added: 3 })
    const work = await tasks()
    expect(work.map((one: { name: string; task: string }) => [one.name, one.task])).toEqual([
      ['张大山', 'declare'],
      ['不认识', 'find'],
      ['西三娘', 'find'],
      ['李二河', 'end'],
    ])
    expect(work[0]).toMatchObject({
      residentId: zhang,
      on: '2026-09-01',
      change: 'new',
      villageName: '东岭村',
    })

    for (const { id, task } of work.filter(({ task }: { task: string }) => task !== 'find')) {
      const settled = await office.post(`/outside-list-tasks/${id}/settlement`, { decision: 'apply' })
      expect(settled.body, task).toMatchObject({ state: 'done' })
      expect((await office.post(`/outside-list-tasks/${id}/settlement`, { decision: 'apply' })).status).toBe(
        200,
      )
    }
    const { rows } = await county.sql.query(
      `select resident_id, since::text, until::text, declared_by, source_note, ended_reason from resident_populations
       where population = 'disabled' and resident_id = any($1) order by since`,
      [[zhang, li]],
    )
    expect(rows).toEqual([
      {
        resident_id: li,
        since: '2020-01-01',
        until: '2026-10-30',
        declared_by: null,
        source_note: null,
        ended_reason: '持证残疾人名单（2026-10-31）已没有此人',
      },
      {
        resident_id: zhang,
        since: '2026-09-01',
        until: null,
        declared_by: 'disabled-federation',
        source_note: '持证残疾人名单（2026-10-31）',
        ended_reason: null,
      },
    ])
  })

  test('the next list is compared with the one before; what was set aside is not asked again until it changes', async () => {
    const { office, tasks } = await townshipOfThree()
    await send(office, 'low-income', '2026-09-30', ['张大山,,1960-01-02,A类,', '李二河,,1961-02-03,B类,'])
    const [zhang] = await tasks()
    await office.post(`/outside-list-tasks/${zhang.id}/settlement`, {
      decision: 'set-aside',
      note: '同名不是本人',
    })
    const next = await send(office, 'low-income', '2026-10-31', ['张大山,,1960-01-02,A类,'])
    expect(next.body.counts).toMatchObject({ added: 0, changed: 0, left: 1 })
    expect(await tasks()).toEqual([])
    expect(await tasks('&state=superseded')).toMatchObject([{ name: '李二河', task: 'declare' }])
    await send(office, 'low-income', '2026-11-20', ['张大山,,1960-01-02,B类,'])
    expect(await tasks()).toMatchObject([{ name: '张大山', task: 'declare', change: 'changed' }])
    const older = await send(office, 'low-income', '2026-11-01', ['张大山,,1960-01-02,B类,'])
    expect(older.body).toMatchObject({ code: 'list-not-newer' })
  })

  test('the same file under the same id is one list; another file under it is refused', async () => {
    const { office } = await townshipOfThree()
    const id = newId()
    const lines = ['张大山,,1960-01-02,A类,']
    const first = await send(office, 'low-income', '2026-09-30', lines, header, id)
    const again = await send(office, 'low-income', '2026-09-30', lines, header, id)
    expect(again.body).toEqual(first.body)
    const other = await send(
      office,
      'low-income',
      '2026-09-30',
      [...lines, '李二河,,1961-02-03,,'],
      header,
      id,
    )
    expect(other.body.code).toBe('list-differs')
    expect((await office.get('/outside-lists')).body).toHaveLength(1)
  })

  test('a file without people is refused with what to look at', async () => {
    const { office } = await townshipOfThree()
    const sent = await send(office, 'disabled', '2026-10-31', [], '单位,金额\n甲,1\n')
    expect(sent.status).toBe(422)
    expect(sent.body.fields.file).toContain('表头有“姓名”和“身份证号”')
    const future = await send(office, 'disabled', '2026-12-31', ['张大山,,1960-01-02,A类,'])
    expect(future.body.fields.asOf).toBe('名单日期不能晚于今天')
  })

  test("a village doctor sees and settles one's own village's work, not the unmatched and not the neighbour's", async () => {
    const { county, office } = await townshipOfThree()
    await send(office, 'low-income', '2026-10-31', ['张大山,,1960-01-02,A类,', '不认识,,1950-05-05,,'])
    const own = await county.as('village-doctor', units.donglingVillage)
    const beside = await county.as('village-doctor', units.hewan)
    const { tasks, total } = (await own.get('/outside-list-tasks')).body
    expect(tasks).toMatchObject([{ name: '张大山' }])
    expect(total).toBe(1)
    expect((await beside.get('/outside-list-tasks')).body.tasks).toEqual([])
    const settle = { decision: 'apply' }
    expect((await beside.post(`/outside-list-tasks/${tasks[0].id}/settlement`, settle)).status).toBe(404)
    expect((await own.post(`/outside-list-tasks/${tasks[0].id}/settlement`, settle)).body.state).toBe('done')
    expect((await own.upload('/outside-lists', file([]))).status).toBe(403)
  })

  test('a listed death is recorded with one press, and agrees with what was recorded by hand', async () => {
    const { county, zhang, li, office, tasks } = await townshipOfThree()
    const lines = ['张大山,,1960-01-02,肿瘤,2026-10-05', '李二河,,1961-02-03,,2026-10-06']
    await send(office, 'deaths', '2026-10-31', lines, deaths)
    const [first, second] = await tasks()
    await office.post(`/outside-list-tasks/${first.id}/settlement`, { decision: 'apply' })
    await office.post(`/residents/${li}/events`, { eventId: newId(), kind: 'death', on: '2026-10-06' })
    const settled = await office.post(`/outside-list-tasks/${second.id}/settlement`, { decision: 'apply' })
    expect(settled.body).toMatchObject({ state: 'done' })
    const { rows } = await county.sql.query(
      'select died_on::text from residents where id = any($1) order by 1',
      [[zhang, li]],
    )
    expect(rows).toEqual([{ died_on: '2026-10-05' }, { died_on: '2026-10-06' }])
  })

  test('a service during a listed stay in hospital, or after a listed death, is asked about', async () => {
    const { county, zhang, li, office, tasks } = await townshipOfThree()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const visit = async (residentId: string, performedOn: string) => {
      const values = { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] }
      const form = 'hypertension-follow-up'
      const body = { id: newId(), residentId, form, performedOn, mode: 'home', values }
      const sent = await doctor.post('/service-records', body)
      expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    }
    await visit(zhang, '2026-11-10')
    await visit(li, '2026-11-11')
    await send(office, 'hospital-stays', '2026-11-15', ['张大山,,1960-01-02,肺炎,2026-11-05,'], stays)
    await send(office, 'deaths', '2026-11-15', ['李二河,,1961-02-03,,2026-11-01'], deaths)
    const run = { unitCode: units.dongling, fromDay: '2026-10-01', toDay: '2026-11-20' }
    await office.post('/authenticity/runs', run)
    const asked = async () => {
      const { questions } = (await office.get('/authenticity/questions')).body
      const found: string[] = questions.map(({ check }: { check: string }) => check)
      return found.filter((check) => check !== 'late-entry').toSorted()
    }
    expect(await asked()).toEqual(['after-death', 'in-hospital'])

    const [task] = await tasks('&task=record-death')
    await office.post(`/outside-list-tasks/${task.id}/settlement`, {
      decision: 'set-aside',
      note: '同名，本人在世',
    })
    await county.sql.query('delete from authenticity_questions')
    // A later list says that the stay was over before the visit.
    await send(
      office,
      'hospital-stays',
      '2026-11-20',
      ['张大山,,1960-01-02,肺炎,2026-11-05,2026-11-09'],
      stays,
    )
    await office.post('/authenticity/runs', run)
    expect(await asked()).toEqual([])
  })
})

test('a population of the county’s own is fed by its list, under its name', async () => {
  const { officer: office, county } = await residentsOn('2026-11-05')
  const bureau = await county.as('county-officer', units.county)
  const { body: ages } = (await bureau.get('/policies/ages')).body.current
  const sent = () => send(office, 'county-a', '2026-11-01', ['王某,,1970-01-01,,'])
  expect((await sent()).body.fields.kind).toContain('本县政策没有这个按名单登记的人群')
  const own = [{ population: 'county-a', name: '退役军人' }]
  const version = {
    id: newId(),
    validFrom: '2026-01-01',
    source: '县卫健〔2026〕9号',
    body: { ...ages, own },
  }
  expect((await bureau.post('/policies/ages/versions', version)).status).toBe(200)
  const taken = await sent()
  expect(taken.body, JSON.stringify(taken.body)).toMatchObject({ kindName: '退役军人名单' })
  const tasks = (await office.get('/outside-list-tasks')).body.tasks
  expect(tasks.map(({ because }: { because: string }) => because).join()).not.toContain('县定人群')
})
