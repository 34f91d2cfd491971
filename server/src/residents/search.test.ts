import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { inventedNumber, residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'

describe('GET /residents 查找', () => {
  test('finds by every part of a name, its pinyin and its initials', async () => {
    const { officer, put } = await residentsOn(day)
    await put({ name: '王小明', phone: '13800001234', address: '东岭村5组55号' })
    await put({ name: '李明', address: '东岭村15组5号' })
    await put({ name: '单红霞', sex: 'female' })
    await put({ name: '解晓东' })
    await put({ name: '仇英' })
    await put({ name: '欧阳修' })
    await put({ name: '阿依古丽·买买提', sex: 'female' })
    await put({ name: '吕布' })
    const found = async (q: string) => {
      const { body } = await officer.get(`/residents?q=${encodeURIComponent(q)}`)
      return body.items.map(({ name }: { name: string }) => name).sort()
    }
    const expected: [string, string[]][] = [
      ['王小明', ['王小明']],
      ['王', ['王小明']],
      ['小明', ['王小明']],
      ['明', ['李明', '王小明']],
      ['小', ['王小明']],
      ['wangxiaoming', ['王小明']],
      ['Wang Xiao Ming', ['王小明']],
      ['xiaoming', ['王小明']],
      ['wxm', ['王小明']],
      ['xm', ['王小明']],
      ['ming', ['李明', '王小明']],
      ['shan', ['单红霞']],
      ['shx', ['单红霞']],
      ['xie', ['解晓东']],
      ['jie', ['解晓东']],
      ['qiuying', ['仇英']],
      ['欧阳', ['欧阳修']],
      ['ouyang', ['欧阳修']],
      ['oyx', ['欧阳修']],
      ['阿依古丽买买提', ['阿依古丽·买买提']],
      ['买买提', ['阿依古丽·买买提']],
      ['lvbu', ['吕布']],
      ['lübu', ['吕布']],
      ['东岭村5组', ['王小明']],
      ['15组5号', ['李明']],
      ['5组', ['王小明']],
      ['赵', []],
      ['%', []],
    ]
    for (const [q, names] of expected) expect([q, await found(q)]).toEqual([q, [...names].sort()])
  })

  test('filters that a program leaves empty are none', async () => {
    const { officer, put } = await residentsOn(day)
    await put({ name: '王小明' })
    const { status, body } = await officer.get('/residents?q=&orgId=&population=&signed=&cursor=&limit=')
    expect([status, body.items?.length]).toEqual([200, 1])
  })

  test('finds by telephone, whole number, last four and health record number', async () => {
    const { officer, put } = await residentsOn(day)
    const number = inventedNumber('1950-03-02', 101)
    const wang = await put({
      name: '王秀英',
      sex: 'male',
      birthDate: '1950-03-02',
      idNumber: number,
      phone: '13800001234',
    })
    await put({ name: '李梅', sex: 'female', phone: '13800001235' })
    for (const [q, by] of [
      ['13800001234', 'phone'],
      ['138 0000 1234', 'phone'],
      [number, 'id-number'],
      [number.toLowerCase(), 'id-number'],
      [number.slice(-4), 'last-four'],
      [wang.healthRecordNumber, 'record-number'],
    ] as const) {
      const { body } = await officer.get(`/residents?q=${encodeURIComponent(q)}`)
      expect([q, body.items.map(({ id }: { id: string }) => id), body.searchedBy]).toEqual([q, [wang.id], by])
    }
    expect((await officer.get('/residents?q=138000')).body).toMatchObject({
      items: [],
      searchedBy: 'incomplete-number',
    })
  })

  test('shows numbers masked, and no more of them than region and last two', async () => {
    const { officer, put } = await residentsOn(day)
    const number = inventedNumber('1950-03-02', 101)
    await put({ birthDate: '1950-03-02', idNumber: number, phone: '13800001234' })
    const { body, raw } = await officer.get('/residents')
    expect(body.items[0]).toMatchObject({
      idNumberMasked: `320399**********${number.slice(-2)}`,
      phoneMasked: '138****1234',
    })
    expect(raw.toString()).not.toContain(number)
    expect(raw.toString()).not.toContain('13800001234')
  })

  test('a name sought exactly comes before names that contain it', async () => {
    const { officer, put } = await residentsOn(day)
    for (const name of ['李小王', '王小明', '王小']) await put({ name })
    const { body } = await officer.get(`/residents?q=${encodeURIComponent('王小')}`)
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['王小', '王小明'])
  })

  test('filters by population, also by Chinese name and by age, by signing, by unit and whereabouts', async () => {
    const { officer, put } = await residentsOn(day)
    const declared = (population: string) => [
      { id: newId(), population, since: '2026-01-01', declaredBy: 'register' },
    ]
    await put({ name: '高血压人', birthDate: '1970-01-01', populations: declared('hypertension') })
    await put({ name: '老人', birthDate: '1961-11-21' })
    await put({ name: '将老之人', birthDate: '1961-11-22' })
    await put({ name: '河湾儿童', birthDate: '2022-01-01', villageCode: units.hewan })
    const names = async (query: string) => {
      const { status, body } = await officer.get(`/residents?${query}`)
      expect(status, query).toBe(200)
      return body.items.map(({ name }: { name: string }) => name).sort()
    }
    expect(await names('population=hypertension')).toEqual(['高血压人'])
    expect(await names(`population=${encodeURIComponent('高血压')}`)).toEqual(['高血压人'])
    expect(await names('population=elderly')).toEqual(['老人'])
    expect(await names(`population=${encodeURIComponent('0-6岁儿童')}`)).toEqual(['河湾儿童'])
    expect(await names(`orgId=${units.hewan}`)).toEqual(['河湾儿童'])
    expect(await names('signed=true')).toEqual([])
    expect((await names('signed=false')).length).toBe(4)
    expect(await names('ageFrom=64&ageTo=64')).toEqual(['将老之人'])
    expect(await names('presence=away')).toEqual([])
    expect((await officer.get('/residents?population=somebody')).status).toBe(422)
  })

  test('born on a leap day, on 28 February of their year they were of age in the figures and not yet in the list', async () => {
    const { county, officer, put } = await residentsOn('2025-02-28')
    await put({ name: '满六十五', birthDate: '1960-02-29' })
    await put({ name: '满七岁', birthDate: '2018-02-28' })
    await put({ name: '差一天', birthDate: '1960-03-01' })
    const names = async (query: string) =>
      (await officer.get(`/residents?${query}`)).body.items.map(({ name }: { name: string }) => name)
    expect(await names('population=elderly')).toEqual(['满六十五'])
    expect(await names('ageFrom=65')).toEqual(['满六十五'])
    expect(await names('ageFrom=60&ageTo=64')).toEqual(['差一天'])
    expect(await names('population=child')).toEqual([])
    county.on('2027-02-28')
    await put({ name: '闰日生', birthDate: '2020-02-29' })
    expect(await names('population=child')).toEqual([])
  })

  test('a population over the whole county is the same people as over all its villages, in the same order', async () => {
    const { county, officer, put } = await residentsOn(day)
    for (let n = 0; n < 12; n++) {
      await put({
        name: `居民${n}`,
        sex: n % 2 ? 'male' : 'female',
        villageCode: n % 3 ? units.donglingVillage : units.hewan,
        populations: [
          {
            id: newId(),
            population: n % 4 ? 'hypertension' : 'pregnant',
            since: n === 5 ? '2026-11-20' : '2024-01-01',
            declaredBy: 'register',
          },
        ],
      })
    }
    const [ended] = (
      await county.sql.query(
        "select resident_id from resident_populations where population = 'hypertension' limit 1",
      )
    ).rows
    await county.sql.query("update resident_populations set until = '2026-11-20' where resident_id = $1", [
      ended.resident_id,
    ])
    await county.sql.query("update residents set died_on = '2026-11-01' where name = '居民7'")
    const bureau = await county.as('county-officer', units.county)
    const list = async (query: string) => {
      const { status, body } = await bureau.get(`/residents?${query}&limit=3`)
      expect(status, query).toBe(200)
      const next =
        body.nextCursor && (await bureau.get(`/residents?${query}&limit=20&cursor=${body.nextCursor}`)).body
      return {
        ids: [...body.items, ...(next?.items ?? [])].map(({ id }: { id: string }) => id),
        total: body.total,
      }
    }
    for (const filter of [
      'population=hypertension',
      'population=pregnant',
      'population=hypertension&sex=male',
      'population=disabled',
    ]) {
      const found = await list(filter)
      expect(found, filter).toEqual(await list(`${filter}&orgId=${units.county}`))
      expect(found.total, filter).toBe(found.ids.length)
    }
    expect((await list('population=hypertension')).total).toBe(7)
    expect((await officer.get('/residents?population=hypertension')).body.total).toBe(7)
  })

  test('pages through everybody once, whatever the search', async () => {
    const { officer, put } = await residentsOn(day)
    const all: string[] = []
    for (let i = 0; i < 11; i++) {
      const { id } = await put({
        name: i % 2 ? '王小明' : '王明',
        villageCode: i % 3 ? units.hewan : units.donglingVillage,
      })
      all.push(id)
    }
    for (const q of ['', '王', 'wang', '东岭镇', '明']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await officer.get(
          `/residents?limit=4&q=${encodeURIComponent(q)}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        seen.push(...body.items.map(({ id }: { id: string }) => id))
        if (!cursor) expect([q, body.total]).toEqual([q, 11])
        cursor = body.nextCursor
      } while (cursor)
      expect([q, [...seen].sort()]).toEqual([q, [...all].sort()])
    }
    expect((await officer.get('/residents?cursor=nonsense')).status).toBe(422)
  })

  test('shows a village doctor the village, an officer the township, nobody the neighbour', async () => {
    const { county, officer, put } = await residentsOn(day)
    const own = await put({ name: '王小明', phone: '13800001234', idNumber: inventedNumber('1970-01-01', 1) })
    const doctor = await county.as('village-doctor', units.hewan)
    const neighbour = await county.as('public-health-staff', units.xihe)
    const bureau = await county.as('county-officer', units.county)
    for (const q of [
      '',
      '王小明',
      '明',
      'wxm',
      '13800001234',
      inventedNumber('1970-01-01', 1),
      own.healthRecordNumber,
      '东岭村1组',
    ]) {
      const address = `/residents?q=${encodeURIComponent(q)}`
      expect([q, (await officer.get(address)).body.items.length]).toEqual([q, 1])
      expect([q, (await bureau.get(address)).body.items.length]).toEqual([q, 1])
      expect([q, (await doctor.get(address)).body.items.length]).toEqual([q, 0])
      expect([q, (await neighbour.get(address)).body.items.length]).toEqual([q, 0])
    }
  })

  test('a nurse finds residents of the villages that her team covers', async () => {
    const { county, put } = await residentsOn(day)
    await put({ name: '王小明' })
    const nurse = await county.as('nurse', units.dongling)
    expect((await nurse.get('/residents?q=wxm')).body.items).toEqual([])
    const teamId = newId()
    await county.sql.query("insert into teams (id, unit_code, name) values ($1, $2, '一队')", [
      teamId,
      units.dongling,
    ])
    await county.sql.query(
      "insert into team_members (team_id, staff_id, role, since) values ($1, $2, 'nurse', '2026-01-01')",
      [teamId, nurse.staffId],
    )
    await county.sql.query(
      "insert into team_villages (team_id, village_code, since) values ($1, $2, '2026-01-01')",
      [teamId, units.donglingVillage],
    )
    county.services.viewers.forget()
    for (const q of ['', '王', 'wxm', '东岭村1组']) {
      expect([q, (await nurse.get(`/residents?q=${encodeURIComponent(q)}`)).body.items.length]).toEqual([
        q,
        1,
      ])
    }
  })

  test('exports what is shown as a workbook, masked', async () => {
    const { officer, put } = await residentsOn(day)
    await put({ name: '王小明', idNumber: inventedNumber('1970-01-01', 1) })
    const reply = await officer.get('/residents/export?q=wxm')
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toContain('spreadsheetml')
    expect(reply.raw.subarray(0, 2).toString()).toBe('PK')
    const supervisor = await (await residentsOn(day)).county.as('supervisor', units.dongling)
    expect((await supervisor.get('/residents/export')).status).toBe(403)
  })
})
