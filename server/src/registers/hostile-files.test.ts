import { connect } from 'node:net'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'
import {
  archiveOf,
  bombOf,
  hostileWorkbooks,
  wordOf,
  workbookOfStrings,
  workbookWith,
} from './hostile-files.fixture.ts'
import { readRegister } from './read-register.ts'
import { UnreadableRegister } from './zip-file.ts'

const TODAY = '2026-11-21'

/** Every upload of a workbook that is read while its sender waits. */
const uploads: Record<string, () => string> = {
  'the day file of a device': () => '/device-messages/files',
  'a list of another office': () => `/outside-lists?id=${newId()}&kind=disabled&asOf=${TODAY}`,
  'service records': () => '/service-records/workbook?form=hypertension-follow-up',
  'a report template': () =>
    `/report-templates?id=${newId()}&name=${encodeURIComponent('季报')}&cadence=quarter`,
}
const wordFile = () => `/document-templates/resident-letter/word-files?id=${newId()}&effectiveFrom=${TODAY}`

let county: TestCounty
let officer: Caller
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  county = await countyOn(TODAY, (end) => ends.push(end))
  officer = await county.as('county-officer', units.county)
})

afterAll(async () => {
  for (const end of ends) await end()
})

describe('files that are made to do harm, or are not what their name says', () => {
  test.each(Object.entries(hostileWorkbooks))(
    '%s is refused in words at every upload',
    async (_, { file }) => {
      for (const [what, address] of Object.entries(uploads)) {
        const begun = performance.now()
        const reply = await officer.upload(address(), { name: '名单.xlsx', content: file })
        expect(reply, what).toMatchObject({
          status: 422,
          body: { fields: { file: expect.stringMatching(/[。]$/) } },
        })
        expect(performance.now() - begun, what).toBeLessThan(3000)
      }
    },
  )

  test.each(Object.entries(hostileWorkbooks))(
    '%s, as a register, is told to its clerk',
    async (_, { file, told }) => {
      const read = async () => {
        let rows = 0
        for await (const batch of readRegister(file, '名册.xlsx').batches) rows += batch.rows.length
        return rows
      }
      const found = await read().then(
        (rows) => (rows === 0 ? '没有读到' : '没有读到居民'),
        (error: UnreadableRegister) => error.words,
      )
      expect(found).toMatch(told)
    },
  )

  test('a small file that unpacks to hundreds of megabytes is left unread, whatever it says of its size', async () => {
    const blank = bombOf('', ' ', 210)
    const unended = bombOf('<worksheet><sheetData><row>', 'x', 60)
    for (const [what, address] of Object.entries(uploads)) {
      const before = process.memoryUsage.rss()
      const content = workbookWith(what === 'service records' ? unended : blank)
      const reply = await officer.upload(address(), { name: '名单.xlsx', content })
      expect(reply, what).toMatchObject({
        status: 422,
        body: { fields: { file: expect.stringContaining('展开后太大') } },
      })
      expect(process.memoryUsage.rss() - before, what).toBeLessThan(200_000_000)
    }
    expect(await officer.upload(wordFile(), { name: '信.docx', content: wordOf(blank) })).toMatchObject({
      status: 409,
      body: { problems: [{ code: 'word-file-too-large' }] },
    })
    const strings = workbookOfStrings('<si><t/></si>'.repeat(2_000_001))
    await expect(rowsOf(strings)).rejects.toThrow(UnreadableRegister)
    const many = archiveOf(
      Array.from({ length: 5_001 }, (_, at) => ({ name: `${at}`, content: Buffer.alloc(0) })),
    )
    expect(() => readRegister(many, '名册.xlsx')).toThrow(UnreadableRegister)
  })

  test('a template that acts or fetches from elsewhere when it is opened is not kept', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row></sheetData></worksheet>'
    for (const part of ['xl/externalLinks/externalLink1.xml', 'xl/vbaProject.bin', 'xl/connections.xml']) {
      const content = workbookWith(sheet, { name: part, content: Buffer.from('<x/>') })
      const reply = await officer.upload(uploads['a report template']!(), { name: '季报.xlsx', content })
      expect(reply, part).toMatchObject({
        status: 422,
        body: { fields: { file: expect.stringContaining(part) } },
      })
    }
    const elsewhere = archiveOf([
      { name: 'word/document.xml', content: Buffer.from('<w:document/>') },
      {
        name: 'word/_rels/settings.xml.rels',
        content: Buffer.from(
          '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://198.51.100.7/a.dotm" TargetMode="External"/></Relationships>',
        ),
      },
    ])
    expect(await officer.upload(wordFile(), { name: '信.docx', content: elsewhere })).toMatchObject({
      status: 409,
      body: { problems: [{ code: 'acts-when-opened', part: 'word/_rels/settings.xml.rels' }] },
    })
  })
})

async function rowsOf(file: Buffer): Promise<number> {
  let rows = 0
  for await (const batch of readRegister(file, '名册.xlsx').batches) rows += batch.rows.length
  return rows
}

describe('what is received', () => {
  test('more than may be sent is refused in words, whether its size is said beforehand or not', async () => {
    const content = Buffer.alloc(5 * 1024 * 1024 + 1, ' ')
    const large = {
      status: 413,
      body: { code: 'too-large', message: '文件太大，最多 5 MB，请压缩或拆分后再上传。' },
    }
    for (const address of [uploads['service records']!(), uploads['the day file of a device']!(), wordFile()])
      expect(await officer.upload(address, { name: 'a.xlsx', content })).toMatchObject(large)
    const said = await county.app.inject({
      method: 'POST',
      url: `/api/v1${uploads['service records']!()}`,
      headers: {
        ...officer.headers,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '900000000',
      },
      payload: 'x',
    })
    expect(said.json()).toMatchObject(large.body)
  })

  test('no file, another kind of body and a field without end are refused in words', async () => {
    const address = uploads['service records']!()
    expect(await officer.post(address, { file: 'x' })).toMatchObject({
      status: 422,
      body: { fields: { file: expect.any(String) } },
    })
    const form = (payload: string) =>
      county.app.inject({
        method: 'POST',
        url: `/api/v1${address}`,
        headers: { ...officer.headers, 'content-type': 'multipart/form-data; boundary=x' },
        payload,
      })
    const field = (at: number) => `--x\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\nv\r\n`
    expect((await form(`${field(1)}--x--\r\n`)).json()).toMatchObject({
      fields: { file: expect.any(String) },
    })
    const many = await form(`${Array.from({ length: 100 }, (_, at) => field(at)).join('')}--x--\r\n`)
    expect(many.statusCode).toBe(413)
    const cutOff = await form(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n姓名',
    )
    expect(cutOff.statusCode).toBe(422)
  })

  test('uploads over slow lines hold no connection to the database', async () => {
    const address = await county.app.listen({ port: 0, host: '127.0.0.1' })
    const slow = Array.from({ length: 8 }, () => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1')
      socket.write(
        `POST /api/v1${uploads['service records']!()} HTTP/1.1\r\nHost: a\r\nAuthorization: ${officer.headers.authorization}\r\n` +
          'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n' +
          '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK',
      )
      return socket
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const answered = await Promise.race([
      officer.get('/teams').then(({ status }) => status),
      new Promise((resolve) => setTimeout(resolve, 3000, 'waits')),
    ])
    for (const socket of slow) socket.destroy()
    expect(answered).toBe(200)
  })

  test('a character that no text can hold is refused in words, not as an unforeseen error', async () => {
    const refused = {
      status: 422,
      body: { code: 'invalid', message: expect.stringContaining('不能保存的字符') },
    }
    expect(await county.callerWith({}).post('/session', { username: 'a\0', password: 'b' })).toMatchObject(
      refused,
    )
    expect(await officer.get('/residents?q=%00')).toMatchObject(refused)
  })

  test('twenty thousand lists within each other are refused in words, not as an unforeseen error', async () => {
    const reply = await county.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: `{"username":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    })
    expect([reply.statusCode, reply.json().message]).toEqual([422, '内容嵌套的层次太多。'])
  })
})
