import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const titles = ['姓名', '身份证号', '服务日期', '方式', '收缩压（mmHg）', '舒张压（mmHg）', '症状']
const [first, second] = ['32039919500302002X', '320399195103020027']

async function twoPeople() {
  const { county, officer, put } = await residentsOn('2026-11-21')
  const people = [
    await put({ name: '王一', sex: 'female', birthDate: '1950-03-02', idNumber: first }),
    await put({ name: '王二', sex: 'female', birthDate: '1951-03-02', idNumber: second }),
  ]
  const send = async (rows: (string | number)[][], form = 'hypertension-follow-up') => {
    const content = Buffer.from(
      await writeXlsx({ sheets: [{ name: '随访', rows: [['东岭村'], titles, ...rows] }] }),
    )
    return await officer.upload(`/service-records/workbook?form=${form}`, { name: '随访.xlsx', content })
  }
  return { county, officer, people, send }
}

test('what is right goes in, the rest is told at its cell; mended and sent again only the rest goes in', async () => {
  const { officer, people, send } = await twoPeople()
  const good = ['王一', first, '2026-11-20', '家庭', 138, 86, '无症状']
  const reply = await send([
    good,
    ['王二', second, '2026-11-20', '门诊', 900, 86, '头痛头晕'],
    ['王三', second, '2026-11-19', '门诊', 130, 80, '无症状'],
    ['王四', '320399199901010018', '2026-11-19', '门诊', 130, 80, '无症状'],
    ['王二', second, '不详', '飞鸽', 130, 80, '无症状'],
  ])
  expect(reply.status).toBe(200)
  expect(reply.body).toMatchObject({ rows: 5, taken: 1, already: 0 })
  expect(
    reply.body.problems.map(({ row, column }: { row: number; column: string }) => [row, column]),
  ).toEqual([
    [4, '收缩压（mmHg）'],
    [5, '姓名'],
    [6, '身份证号'],
    [7, '服务日期'],
    [7, '方式'],
  ])
  const mended = ['王二', second, '2026-11-20', '门诊', 168, 96, '头痛头晕']
  expect((await send([good, mended])).body).toEqual({ rows: 2, taken: 1, already: 1, problems: [] })
  expect((await send([good, mended])).body).toMatchObject({ taken: 0, already: 2 })
  const { body } = await officer.get(`/residents/${people[1]!.id}/service-records`)
  expect(body).toMatchObject([{ classification: 'unsatisfactory', mode: 'clinic' }])
})

test('an export comes in again and changes nothing; a row of the screen is not doubled', async () => {
  const { officer, people } = await twoPeople()
  await officer.post('/service-records', {
    id: newId(),
    residentId: people[0]!.id,
    form: 'hypertension-follow-up',
    performedOn: '2026-11-18',
    mode: 'home',
    values: {
      systolicMmHg: 150,
      diastolicMmHg: 88,
      symptoms: [2, 4],
      medicines: [{ name: '氨氯地平片', timesPerDay: 1 }],
    },
  })
  const out = await officer.get('/service-records/workbook?form=hypertension-follow-up')
  const { rows, cells } = (await readXlsx(out.raw, { readStyles: true })).sheets[0]!
  const heading = rows.findIndex(([first]) => first === '姓名')
  const dayUnder = (title: string) => cells!.get(`${heading + 1},${rows[heading]!.indexOf(title)}`)
  expect(dayUnder('服务日期')).toMatchObject({
    value: new Date('2026-11-18'),
    style: { numFmt: 'yyyy-mm-dd' },
  })
  expect(dayUnder('下次日期')?.value).toBeInstanceOf(Date)
  const back = await officer.upload('/service-records/workbook?form=hypertension-follow-up', {
    name: '导出.xlsx',
    content: out.raw,
  })
  expect(back.body).toEqual({ rows: 1, taken: 0, already: 1, problems: [] })
})

test('the empty workbook has the titles that come in; a file without them is refused in words', async () => {
  const { county, officer } = await twoPeople()
  const empty = await officer.get('/service-records/empty-workbook?form=hypertension-follow-up')
  expect(JSON.stringify(await readXlsx(empty.raw))).toContain('收缩压（mmHg）')
  const wrong = await officer.upload('/service-records/workbook?form=hypertension-follow-up', {
    name: '别的.csv',
    content: Buffer.from('品名,数量\n药,3\n'),
  })
  expect([wrong.status, wrong.body.fields.file]).toEqual([422, expect.stringContaining('可先下载空表')])
  const neighbour = await county.as('public-health-staff', units.xihe)
  const csv = Buffer.from(`身份证号,服务日期,收缩压,舒张压\n${first},2026-11-20,130,80\n`)
  const theirs = await neighbour.upload('/service-records/workbook?form=hypertension-follow-up', {
    name: '随访.csv',
    content: csv,
  })
  expect(theirs.body).toMatchObject({ taken: 0, problems: [{ row: 2, column: '身份证号' }] })
})

test('the bureau takes over services of others under their names; who is not named or not known is told', async () => {
  const { county, officer } = await twoPeople()
  const bureau = await county.as('county-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const namesake = await county.as('village-doctor', units.hewan)
  await county.sql.query("update staff set name = '李医生' where id = any($1)", [
    [doctor.staffId, namesake.staffId],
  ])
  const header = '身份证号,服务日期,开始时间,结束时间,方式,服务人员,服务单位,收缩压,舒张压\n'
  const send = (...rows: string[]) =>
    bureau.upload('/service-records/workbook?form=hypertension-follow-up', {
      name: '随访.csv',
      content: Buffer.from(header + rows.join('\n')),
    })
  const wrong = await send(
    `${first},2026-08-03,9:05,9:20,家庭,,,138,86`,
    `${first},2026-08-04,9:05,9:20,家庭,李医生,,138,86`,
    `${first},2026-08-05,9:05,9:20,家庭,王医生,东岭村卫生室,138,86`,
  )
  expect(wrong.body).toMatchObject({
    taken: 0,
    problems: [
      { row: 2, column: '服务人员', message: '请填写是谁做的服务。' },
      { row: 3, column: '服务单位', message: '有2位叫“李医生”的人员，请写明服务单位的全称。' },
      { row: 4, column: '服务人员' },
    ],
  })
  const right = await send(`${second},2026-08-03,9:05,9:20,家庭,李医生,东岭村卫生室,138,86`)
  expect(right.body, JSON.stringify(right.body)).toMatchObject({ taken: 1, problems: [] })
  const { rows } = await county.sql.query(
    `select s.performed_by, s.unit_code, e.started_at, e.ended_at
     from service_records s join service_record_evidence e on e.record_id = s.id`,
  )
  expect(rows).toEqual([
    {
      performed_by: doctor.staffId,
      unit_code: units.donglingVillage,
      started_at: new Date('2026-08-03T01:05:00Z'),
      ended_at: new Date('2026-08-03T01:20:00Z'),
    },
  ])
  const theirs = await officer.get(`/service-records?orgId=${units.donglingVillage}`)
  expect(theirs.body.total).toBe(1)
})
