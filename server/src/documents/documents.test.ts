import { randomBytes, randomUUID } from 'node:crypto'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import { defaultTexts } from '@qianyue/domain/documents/default-texts.ts'
import PizZip from 'pizzip'
import { describe, expect, test } from 'vitest'
import { personOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { starterWordFile } from './word/word-template.ts'

const TODAY = '2026-11-21'
const newId = () => randomUUID()

/** A household of two with an agreement in force from 2026-03-01, of a team of 东岭镇卫生院. */
async function signedHousehold(county: TestCounty, village: number = units.donglingVillage) {
  const ids = {
    household: newId(),
    wang: newId(),
    chen: newId(),
    team: newId(),
    agreement: newId(),
    leader: newId(),
    version: newId(),
  }
  const { sql } = county
  const { crypto } = county.services
  const today = '2026-02-20'
  await sql.query('insert into households (id, village_code, group_number, address) values ($1, $2, 1, $3)', [
    ids.household,
    village,
    '东岭村1组8号',
  ])
  const people: [string, string, string, string, string][] = [
    [ids.wang, '王秀英', 'female', '1954-05-02', '02'],
    [ids.chen, '陈志远', 'male', '1980-11-20', '20'],
  ]
  for (const [id, name, sex, birthDate, relation] of people) {
    await sql.query(
      `insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, relation, registered_on,
         id_number_encrypted, id_number_masked, phone_masked)
       values ($1, $2, $3, $4, 'x', $5, $6, $7, $8, $9, '320399********1234', '139****0001')`,
      [
        id,
        ids.household,
        village,
        name,
        sex,
        birthDate,
        relation,
        today,
        crypto.encrypt('320398195405021234'),
      ],
    )
  }
  await sql.query('insert into teams (id, unit_code, name, phone) values ($1, $2, $3, $4)', [
    ids.team,
    units.dongling,
    `第一团队${ids.team.slice(0, 4)}`,
    '0500-8000120',
  ])
  await sql.query("insert into staff (id, unit_code, name) values ($1, $2, '周建华')", [
    ids.leader,
    units.dongling,
  ])
  await sql.query(
    "insert into team_members (team_id, staff_id, role, leads, since) values ($1, $2, 'family-doctor', true, '2026-01-01')",
    [ids.team, ids.leader],
  )
  await sql.query(
    `insert into package_versions (id, code, name, package_group, tier, valid_from, items, yearly_price_fen)
     values ($1, $2, '高血压初级包', 'hypertension', 'primary', '2026-01-01', '[]', 12000)`,
    [ids.version, `htn-${ids.version.slice(0, 8)}`],
  )
  await sql.query(
    `insert into agreements (id, number, unit, household_id, unit_code, team_id, signatory_id, kind, starts_on, ends_on,
       term_months, signed_via, signed_on, created_by)
     values ($1, $2, 'household', $3, $4, $5, $6, 'first', '2026-03-01', '2027-02-28', 12, 'home', $7, $6)`,
    [
      ids.agreement,
      `QY-${ids.agreement.slice(0, 8)}`,
      ids.household,
      units.dongling,
      ids.team,
      ids.wang,
      today,
    ],
  )
  for (const id of [ids.wang, ids.chen]) {
    const packages = [
      {
        packageCode: `htn-${ids.version.slice(0, 8)}`,
        name: '高血压初级包',
        paid: true,
        items: [{ service: 'hypertension-follow-up', times: 1, every: 'quarter' }],
      },
    ]
    await sql.query(
      `insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on, ends_on)
       values ($1, $2, $3, $4, $5, $6, '2026-03-01', '2027-02-28')`,
      [
        ids.agreement,
        id,
        ids.team,
        JSON.stringify(packages),
        [ids.version],
        id === ids.wang ? ['elderly', 'hypertension'] : [],
      ],
    )
    await sql.query(
      'insert into agreement_fees (agreement_id, resident_id, package_version_id, payer, fee_fen) values ($1, $2, $3, $4, $5)',
      [ids.agreement, id, ids.version, 'resident', 12_000],
    )
  }
  return ids
}

describe('GET /agreements/{id}/document 打印协议', () => {
  test('is the agreement as PDF, with both sides, members, services and fees', async () => {
    const county = await countyOn(TODAY)
    const { agreement } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const reply = await officer.get(`/agreements/${agreement}/document`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toBe('application/pdf')
    const { text } = await readPdf(reply.raw)
    for (const words of [
      '东岭镇卫生院',
      '周建华',
      '王秀英',
      '陈志远',
      '老年人、高血压',
      '每季度1次',
      '240.00',
      '320399********1234',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('is a Word file when asked for', async () => {
    const county = await countyOn(TODAY)
    const { agreement } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const reply = await officer.get(`/agreements/${agreement}/document?format=docx`)
    expect(reply.status).toBe(200)
    expect(wordText(reply.raw)).toContain('王秀英')
  })

  test('comes from the county’s own Word file when it has one', async () => {
    const county = await countyOn(TODAY)
    const { agreement } = await signedHousehold(county)
    const bureau = await county.as('county-officer', units.county)
    const file = {
      name: '协议.docx',
      content: starterWordFile('agreement', '# 本县协议\n甲方{{甲方机构}}\n{{成员表}}', localDate(TODAY)),
    }
    const saved = await bureau.upload(
      `/document-templates/agreement/word-files?id=${newId()}&effectiveFrom=${TODAY}`,
      file,
    )
    expect(saved.status).toBe(200)
    const before = await bureau.get(`/agreements/${agreement}/document?format=docx`)
    expect(wordText(before.raw), 'what was signed before keeps the text of its day').not.toContain('本县协议')
    await county.sql.query('update agreements set signed_on = $1 where id = $2', [TODAY, agreement])
    const after = await bureau.get(`/agreements/${agreement}/document?format=docx`)
    expect(wordText(after.raw)).toContain('本县协议')
    expect(wordText(after.raw)).toContain('陈志远')
  })

  test('whole ID numbers ask for a reason and leave it in the trail', async () => {
    const county = await countyOn(TODAY)
    const { agreement, wang } = await signedHousehold(county)
    const doctor = await county.as('public-health-staff')
    const without = await doctor.get(`/agreements/${agreement}/document?idNumbers=full`)
    expect(without).toMatchObject({
      status: 422,
      body: { fields: { reason: expect.stringContaining('用途') } },
    })
    const reason = encodeURIComponent('交县局存档')
    const full = await doctor.get(`/agreements/${agreement}/document?idNumbers=full&reason=${reason}`)
    expect((await readPdf(full.raw)).text).toContain('320398195405021234')
    const trail = await county.sql.query('select reason from audit_entries where resident_id = $1', [wang])
    expect(trail.rows).toContainEqual({ reason: '交县局存档' })
  })

  test('of a neighbouring township cannot be found', async () => {
    const county = await countyOn(TODAY)
    const { agreement } = await signedHousehold(county)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect(await neighbour.get(`/agreements/${agreement}/document`)).toMatchObject({ status: 404 })
  })

  test('is not for everybody', async () => {
    const county = await countyOn(TODAY)
    const { agreement } = await signedHousehold(county)
    const finance = await county.as('finance-officer')
    expect(await finance.get(`/agreements/${agreement}/document`)).toMatchObject({ status: 403 })
  })
})

describe('cards and letters', () => {
  test('a service card keeps its number at each print, and the lost one is no longer valid', async () => {
    const county = await countyOn(TODAY)
    const { wang } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const codeOn = async () => {
      const reply = await officer.get(`/residents/${wang}/papers/service-card`)
      expect(reply.status).toBe(200)
      return /QY(-[2-9A-Z]{4}){4}/.exec((await readPdf(reply.raw)).text)?.[0]
    }
    const first = await codeOn()
    expect(first).toBeDefined()
    expect(await codeOn()).toBe(first)
    const replaced = await officer.post(`/residents/${wang}/service-card-replacements`)
    expect(replaced.status).toBe(200)
    expect(await codeOn()).toBe(replaced.body.code)
    expect((await officer.get(`/service-cards/${first}`)).body).toEqual({ residentId: wang, valid: false })
    expect((await officer.get(`/service-cards/${replaced.body.code}`)).body).toEqual({
      residentId: wang,
      valid: true,
    })
  })

  test('a card scanned out of reach belongs to nobody', async () => {
    const county = await countyOn(TODAY)
    const { wang } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const { body } = await officer.post(`/residents/${wang}/service-card-replacements`)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect(await neighbour.get(`/service-cards/${body.code}`)).toMatchObject({ status: 404 })
  })

  test.each(['contact-card', 'resident-letter'])('a %s names the team and its telephone', async (kind) => {
    const county = await countyOn(TODAY)
    const { wang } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const reply = await officer.get(`/residents/${wang}/papers/${kind}`)
    expect((await readPdf(reply.raw)).text).toContain('0500-8000120')
  })

  test('a resident without an agreement gets none', async () => {
    const county = await countyOn(TODAY)
    const { wang, agreement } = await signedHousehold(county)
    await county.sql.query(
      "update agreement_members set terminated_on = '2026-06-01', end_reason = 'moved' where agreement_id = $1",
      [agreement],
    )
    const officer = await county.as('public-health-staff')
    expect(await officer.get(`/residents/${wang}/papers/contact-card`)).toMatchObject({
      status: 409,
      body: { code: 'not-signed' },
    })
    const tab = await county.app.inject({
      url: `/api/v1/residents/${wang}/papers/contact-card`,
      headers: { ...officer.headers, 'sec-fetch-dest': 'document' },
    })
    expect([tab.statusCode, tab.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8'])
    expect(tab.body, 'a tab opened for a paper showed JSON').toMatch(/<p [^>]*>这位居民没有生效中的签约协议/)
  })

  test('a household gets one for each member', async () => {
    const county = await countyOn(TODAY)
    const { household } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    const reply = await officer.get(`/households/${household}/papers/contact-card`)
    expect((await readPdf(reply.raw)).text.match(/家庭医生联系卡/g)).toHaveLength(2)
  })

  test('a village gets all its agreements in one file', async () => {
    const county = await countyOn(TODAY)
    const first = await signedHousehold(county)
    const second = await signedHousehold(county)
    await signedHousehold(county, units.hewan)
    const officer = await county.as('public-health-staff')
    const reply = await officer.get(`/org-units/${units.donglingVillage}/papers/agreement`)
    const { text } = await readPdf(reply.raw)
    expect(new Set(text.match(/QY-[0-9a-f]{8}/g))).toEqual(
      new Set([`QY-${first.agreement.slice(0, 8)}`, `QY-${second.agreement.slice(0, 8)}`]),
    )
  })

  test('of a whole township are refused with what to do', async () => {
    const county = await countyOn(TODAY)
    const officer = await county.as('public-health-staff')
    expect(await officer.get(`/org-units/${units.dongling}/papers/agreement`)).toMatchObject({
      status: 409,
      body: { code: 'choose-a-village' },
    })
    expect(await officer.get(`/org-units/${units.donglingVillage}/papers/agreement`)).toMatchObject({
      status: 409,
      body: { code: 'nothing-to-print' },
    })
  })
})

describe('document templates 文书模板', () => {
  const save = (text: string, effectiveFrom = TODAY, id = newId()) => ({ id, text, effectiveFrom, note: '' })
  const letter = '# 本县的信\n您好，{{居民姓名}}'

  test('begin as shipped', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const { body } = await bureau.get('/document-templates')
    expect(body).toHaveLength(5)
    expect(body[0]).toMatchObject({
      kind: 'agreement',
      text: defaultTexts.agreement,
      ownText: false,
      versions: [],
    })
  })

  test('a new text is printed from its day on', async () => {
    const county = await countyOn(TODAY)
    const { wang } = await signedHousehold(county)
    const bureau = await county.as('county-officer', units.county)
    expect(
      await bureau.post('/document-templates/resident-letter/versions', save(letter, '2026-12-01')),
    ).toMatchObject({ status: 200 })
    const print = async () =>
      (await readPdf((await bureau.get(`/residents/${wang}/papers/resident-letter`)).raw)).text
    expect(await print()).not.toContain('本县的信')
    county.on('2026-12-01')
    expect(await print()).toContain('本县的信您好，王秀英')
  })

  test('sent twice is one version', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const sent = save(letter)
    await bureau.post('/document-templates/resident-letter/versions', sent)
    expect(await bureau.post('/document-templates/resident-letter/versions', sent)).toMatchObject({
      status: 200,
    })
    const { body } = await bureau.get('/document-templates')
    expect(body[3].versions).toHaveLength(1)
    expect(body[3]).toMatchObject({ ownText: true, text: letter })
  })

  test('a text with an unknown field is refused with its line', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    expect(
      await bureau.post('/document-templates/resident-letter/versions', save('您好\n{{居民名}}')),
    ).toMatchObject({
      status: 409,
      body: {
        code: 'template-has-problems',
        problems: [{ code: 'unknown-field', line: 2, field: '居民名', perhaps: '居民姓名' }],
      },
    })
  })

  test('a text cannot hold from yesterday', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    expect(
      await bureau.post('/document-templates/resident-letter/versions', save(letter, '2026-11-20')),
    ).toMatchObject({
      status: 422,
      body: { fields: { effectiveFrom: expect.any(String) } },
    })
  })

  test('a township reads them and cannot change them', async () => {
    const county = await countyOn(TODAY)
    const officer = await county.as('public-health-staff')
    expect(await officer.get('/document-templates')).toMatchObject({ status: 200 })
    expect(await officer.post('/document-templates/resident-letter/versions', save(letter))).toMatchObject({
      status: 403,
    })
  })

  test('a preview shows an invented household', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const reply = await bureau.post('/document-templates/resident-letter/preview', { text: letter })
    expect((await readPdf(reply.raw)).text).toContain('本县的信')
  })

  test.each([
    ['not a Word file', Buffer.from('hello'), 'not-a-word-file'],
    ['a field not closed', wordWith('您好{{居民姓名'), 'unclosed-field'],
    ['a field nobody knows', wordWith('您好{{血型}}'), 'unknown-field'],
    ['a table not closed', wordWith('{{#应享服务}}{{服务}}'), 'unclosed-table'],
    ['a column the table has not', wordWith('{{#应享服务}}{{价格}}{{/应享服务}}'), 'unknown-column'],
  ])('a Word file with %s is refused in words', async (_, content, code) => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const address = `/document-templates/resident-letter/word-files?id=${newId()}&effectiveFrom=${TODAY}`
    expect(await bureau.upload(address, { name: 'a.docx', content })).toMatchObject({
      status: 409,
      body: { code: 'word-template-has-problems', problems: [{ code }] },
    })
  })

  test('a Word file can be downloaded again and withdrawn', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const id = newId()
    const content = wordWith('您好{{居民姓名}}')
    await bureau.upload(`/document-templates/resident-letter/word-files?id=${id}&effectiveFrom=${TODAY}`, {
      name: '信.docx',
      content,
    })
    expect((await bureau.get('/document-templates')).body[3].wordVersionId).toBe(id)
    expect((await bureau.get(`/document-templates/versions/${id}/word-file`)).raw.equals(content)).toBe(true)
    await bureau.post('/document-templates/resident-letter/word-withdrawals', {
      id: newId(),
      effectiveFrom: TODAY,
    })
    expect((await bureau.get('/document-templates')).body[3].wordVersionId).toBeNull()
  })

  test('the county’s own letter was taken and never printed: it is, for one, a household and a village', async () => {
    const county = await countyOn(TODAY)
    const { wang, household } = await signedHousehold(county)
    const bureau = await county.as('county-officer', units.county)
    const officer = await county.as('public-health-staff')
    const saved = await bureau.upload(
      `/document-templates/resident-letter/word-files?id=${newId()}&effectiveFrom=${TODAY}`,
      { name: '信.docx', content: wordWith('本县的信：{{居民姓名}}您好') },
    )
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    const one = await officer.get(`/residents/${wang}/papers/resident-letter?format=docx`)
    expect(wordText(one.raw)).toBe('本县的信：王秀英您好')
    for (const at of [`/households/${household}`, `/org-units/${units.donglingVillage}`]) {
      const all = await officer.get(`${at}/papers/resident-letter?format=docx`)
      expect(all.headers['content-type'], at).toBe('application/zip')
      const zip = new PizZip(all.raw)
      const letters = Object.keys(zip.files).sort()
      expect(letters.map((name) => wordText(zip.file(name)!.asNodeBuffer())).sort()).toEqual([
        '本县的信：王秀英您好',
        '本县的信：陈志远您好',
      ])
      expect(letters[0]).toMatch(/^001 .+\.docx$/)
    }
    const agreements = await officer.get(`/households/${household}/papers/agreement?format=docx`)
    expect(wordText(agreements.raw), 'one agreement is a file of its own').toContain('家庭医生签约服务协议书')
    const card = await officer.get(`/residents/${wang}/papers/service-card?format=docx`)
    expect(card).toMatchObject({ status: 409, body: { code: 'no-word-for-this-kind' } })
  })

  test('a name with signs of a path stays a name in the zip, and a file too large for all is refused in words', async () => {
    const county = await countyOn(TODAY)
    const { wang, household } = await signedHousehold(county)
    const officer = await county.as('public-health-staff')
    await county.sql.query("update residents set name = '../../王/秀英' where id = $1", [wang])
    const letters = async () =>
      await officer.get(`/households/${household}/papers/resident-letter?format=docx`)
    const names = Object.keys(new PizZip((await letters()).raw).files)
    expect(names).toHaveLength(2)
    expect(names.join()).not.toMatch(/[\\/]/)
    const bureau = await county.as('county-officer', units.county)
    const zip = new PizZip(wordWith('您好{{居民姓名}}'))
    zip.file('word/media/picture.bin', randomBytes(4_500_000))
    const content = zip.generate({ type: 'nodebuffer' })
    const address = `/document-templates/resident-letter/word-files?id=${newId()}&effectiveFrom=${TODAY}`
    const saved = await bureau.upload(address, { name: '信.docx', content })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect((await letters()).status).toBe(200)
    await county.sql.query(
      `with more as (
         insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, registered_on)
         select gen_random_uuid(), $1, $2, '张三' || n, '', 'male', '1970-01-01', '2020-01-01' from generate_series(1, 30) n
         returning id)
       insert into agreement_members (agreement_id, resident_id, team_id, starts_on, ends_on, packages, package_version_ids, populations)
       select agreement_id, more.id, team_id, starts_on, ends_on, packages, package_version_ids, '{}'
       from more, agreement_members where resident_id = $3`,
      [household, units.donglingVillage, wang],
    )
    const all = await letters()
    expect([all.status, all.body?.code]).toEqual([409, 'too-large-as-word'])
  })

  test('a service card takes no Word file, because of its QR code', async () => {
    const county = await countyOn(TODAY)
    const bureau = await county.as('county-officer', units.county)
    const address = `/document-templates/service-card/word-files?id=${newId()}&effectiveFrom=${TODAY}`
    expect(await bureau.upload(address, { name: 'a.docx', content: wordWith('x') })).toMatchObject({
      status: 409,
      body: { code: 'no-word-for-this-kind' },
    })
  })
})

describe('签约服务责任书', () => {
  test('names the doctor, the township and the households and people that the doctor answers for', async () => {
    const signing = await signingOn(TODAY)
    const { county, township, nurse, household } = signing
    const doctor = await county.as('village-doctor', units.donglingVillage)
    await county.sql.query('update households set responsible_staff_id = $1 where id = $2', [
      doctor.staffId,
      household.id,
    ])
    await personOf(county, { name: '赵四' })
    const letter = async (query = '') =>
      await township.get(`/staff/${doctor.staffId}/responsibility-letter${query}`)
    await nurse.post('/agreements', signingOf(signing, { startsOn: TODAY }))
    const { text } = await readPdf((await letter()).raw)
    for (const words of ['2026年1月1日', '2026年12月31日', '东岭镇卫生院', '东岭村卫生室'])
      expect(text).toContain(words)
    const word = wordText((await letter('?year=2027&format=docx')).raw)
    expect(word).toContain('2027年12月31日')
    expect(word).toContain('东岭村1414')
    await county.sql.query('update staff set left_on = $1 where id = $2', [TODAY, doctor.staffId])
    expect(await letter()).toMatchObject({ status: 409, body: { code: 'has-left' } })
  })
})

function wordWith(words: string): Buffer {
  const zip = new PizZip(starterWordFile('resident-letter', '占位', localDate(TODAY)))
  const xml = zip.file('word/document.xml')!.asText()
  zip.file('word/document.xml', xml.replace('占位', words))
  return zip.generate({ type: 'nodebuffer' })
}

function wordText(file: Buffer): string {
  return new PizZip(file)
    .file('word/document.xml')!
    .asText()
    .replace(/<[^>]*>/g, '')
}
