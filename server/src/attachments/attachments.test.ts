import { createHash } from 'node:crypto'
import { MOST_OF_ONE_SUBJECT } from '@qianyue/domain/attachments/attachment.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { type Caller, units } from '../testing/county.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A picture by its first bytes, with something to tell it from another. */
function picture(text: string, length = 400): Buffer {
  return Buffer.concat([Buffer.from(PNG), Buffer.from(text), Buffer.alloc(length)])
}

function evidence(subjectId: string, content: Buffer, changes: Record<string, string>) {
  return {
    subjectKind: 'agreement',
    subjectId,
    kind: 'signature',
    mediaType: 'image/png',
    sha256: createHash('sha256').update(content).digest('hex'),
    takenAt: '2026-11-19T02:03:04.000Z',
    ...changes,
  }
}

/** Sends a picture under an id, as the evidence of something. */
function put(
  caller: Caller,
  id: string,
  subjectId: string,
  content: Buffer,
  changes: Record<string, string> = {},
) {
  const query = new URLSearchParams(evidence(subjectId, content, changes))
  return caller.upload(`/attachments/${id}?${query}`, { name: 'a.png', content }, {}, 'PUT')
}

async function signed() {
  const signing = await signingOn('2026-11-21')
  const { body } = await signing.nurse.post('/agreements', signingOf(signing))
  return { ...signing, agreementId: body.id as string }
}

describe('PUT /attachments/{id} 照片与签名', () => {
  test('a signature is kept once however often it is sent, and read back byte by byte', async () => {
    const { nurse, agreementId, county } = await signed()
    const id = newId()
    const content = picture('王建国')
    const first = await put(nurse, id, agreementId, content)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body).toMatchObject({
      id,
      bytes: content.length,
      takenAt: '2026-11-19T02:03:04.000Z',
      receivedAt: '2026-11-21T04:00:00.000Z',
    })
    const again = await put(nurse, id, agreementId, content)
    expect(again.body).toEqual(first.body)
    const list = await nurse.get(`/attachments?subjectKind=agreement&subjectId=${agreementId}`)
    expect(list.body).toEqual([first.body])
    const read = await nurse.get(`/attachments/${id}/content`)
    expect(read.headers['content-type']).toBe('image/png')
    expect(read.raw.equals(content)).toBe(true)
    const { rows } = await county.sql.query('select sealed from attachment_contents')
    expect(rows).toHaveLength(1)
    expect(rows[0].sealed.includes(Buffer.from('王建国'))).toBe(false)
  })

  test('the same id with other content, or for another record, is refused', async () => {
    const { nurse, agreementId, household } = await signed()
    const id = newId()
    await put(nurse, id, agreementId, picture('a'))
    const other = await put(nurse, id, agreementId, picture('b'))
    expect([other.status, other.body.code]).toEqual([409, 'attachment-differs'])
    const elsewhere = await put(nurse, id, household.father.id, picture('a'), { subjectKind: 'resident' })
    expect(elsewhere.body.code).toBe('attachment-differs')
  })

  test('what was changed on the way is not kept', async () => {
    const { nurse, agreementId } = await signed()
    const { sha256 } = evidence(agreementId, picture('a'), {})
    const { status, body } = await put(nurse, newId(), agreementId, picture('b'), { sha256 })
    expect([status, Object.keys(body.fields)]).toEqual([422, ['sha256']])
  })

  test.each([
    [picture('', 60_000), {}, 'attachment-too-large', '61 kB'],
    [Buffer.from('<svg/>'), {}, 'attachment-not-an-image', 'JPEG'],
    [picture('a'), { mediaType: 'image/jpeg' }, 'attachment-not-an-image', 'JPEG'],
  ])('%# what is no small picture is refused in words', async (content, changes, code, word) => {
    const { nurse, agreementId } = await signed()
    const { status, body } = await put(nurse, newId(), agreementId, content, changes)
    expect([status, body.code]).toEqual([409, code])
    expect(body.message).toContain(word)
  })

  test('one record does not gather pictures without end', async () => {
    const { nurse, agreementId } = await signed()
    for (let index = 0; index < MOST_OF_ONE_SUBJECT; index++) {
      await put(nurse, newId(), agreementId, picture(`${index}`))
    }
    const { body } = await put(nurse, newId(), agreementId, picture('more'))
    expect(body.code).toBe('too-many-attachments')
  })

  test('before its record has come, and for the neighbour, there is nothing to add it to; every look is in the trail', async () => {
    const { nurse, agreementId, county, household } = await signed()
    const early = await put(nurse, newId(), newId(), picture('a'))
    expect(early.status).toBe(404)
    const id = newId()
    await put(nurse, id, agreementId, picture('a'))
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get(`/attachments/${id}/content`)).status).toBe(404)
    expect((await put(neighbour, id, agreementId, picture('a'))).status).toBe(404)
    await nurse.get(`/attachments/${id}/content`)
    const trail = await county.sql.query(
      "select resident_id from audit_entries where action = 'attachments.read' and outcome = 'done' and account_id = $1",
      [nurse.accountId],
    )
    expect(trail.rows.map(({ resident_id }) => resident_id)).toContain(household.grandmother.id)
  })
})
