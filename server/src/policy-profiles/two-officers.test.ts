import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'

const notice = { name: '2027年签约服务方案', source: '县卫健〔2026〕88号' }
const { caps } = nationalDefault2022
const saying = (warnAtPercent: number) => ({ policies: { caps: { ...caps, warnAtPercent } }, packages: null })

/** A draft that two officers have opened at the same time. */
async function twoAtOneDraft() {
  const county = await countyOn('2026-11-21')
  const [first, second] = [await county.as('county-officer'), await county.as('county-officer')]
  await county.sql.query('update platform.accounts set name = $1 where id = $2', ['王晓梅', first.accountId])
  const id = newId()
  const { body } = await first.post('/policy-profiles', { id, ...notice, from: { kind: 'in-force' } })
  const save = (officer: typeof first, revision: number, content: unknown) =>
    officer.put(`/policy-profiles/${id}`, { ...notice, revision, content })
  const read = async () => (await second.get(`/policy-profiles/${id}`)).body
  return { county, first, second, id, revision: body.revision as number, save, read }
}

describe('two officers at one draft', () => {
  test('the later saving overwrote the earlier one without a word', async () => {
    const { first, second, revision, save, read } = await twoAtOneDraft()
    expect((await save(first, revision, saying(80))).body.revision).toBe(revision + 1)
    const refused = await save(second, revision, saying(70))
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'draft-changed',
        message: '王晓梅在 2026-11-21 12:00 保存过这个草稿，请先看过再保存或发布。',
        revision: revision + 1,
      },
    })
    expect((await read()).content).toEqual(saying(80))
    // Having seen it, the second one saves on top.
    expect((await save(second, revision + 1, saying(70))).status).toBe(200)
    expect(await read()).toMatchObject({ revision: revision + 2, content: saying(70) })
  })

  test('a saving that is sent again because its answer was lost is taken, and counted once', async () => {
    const { first, revision, save, read } = await twoAtOneDraft()
    await save(first, revision, saying(80))
    expect((await save(first, revision, saying(80))).body.revision).toBe(revision + 1)
    expect((await read()).revision).toBe(revision + 1)
  })

  test('two savings at the same moment: one is taken, the other is told of it', async () => {
    const { first, second, revision, save } = await twoAtOneDraft()
    const replies = await Promise.all([save(first, revision, saying(80)), save(second, revision, saying(70))])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('what somebody else saved since was published unseen', async () => {
    const { first, second, id, revision, save } = await twoAtOneDraft()
    await save(first, revision, saying(80))
    const publish = (seen: number) =>
      second.post(`/policy-profiles/${id}/publication`, { validFrom: '2027-01-01', revision: seen })
    expect(await publish(revision)).toMatchObject({ status: 409, body: { code: 'draft-changed' } })
    expect((await publish(revision + 1)).body.state).toBe('published')
  })

  test('a saving must say which revision it was made from', async () => {
    const { first, id } = await twoAtOneDraft()
    const reply = await first.put(`/policy-profiles/${id}`, { ...notice, content: saying(80) })
    expect(reply.status).toBe(422)
  })
})
