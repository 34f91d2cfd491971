import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { units } from '../testing/county.ts'

const TODAY = '2026-11-21'

describe('GET /home 首页', () => {
  test('says what is due, each number with the names behind it', async () => {
    const county = await countedCounty(TODAY)
    const wang = await county.person({ populations: ['hypertension', 'registered-poor'] })
    await county.person({ populations: ['low-income'] })
    await county.person({ village: units.xiheVillage, populations: ['low-income'] })
    await county.sign(wang, { from: '2026-01-01', to: '2026-12-10' })
    const township = await county.as('public-health-staff', units.dongling)
    const { body } = await township.get('/home')
    expect(body).toMatchObject({
      orgId: units.dongling,
      placeName: '东岭镇卫生院',
      level: 'township',
      populationOn: TODAY,
      due: {
        dueNow: { part: 'numerator', residents: 1, figure: { code: 'service-due' } },
        specialUnsigned: { part: 'gap', residents: 1, figure: { code: 'special-coverage' } },
      },
      wrong: {
        agreementsExpiring: { residents: 1, figure: { code: 'agreement-expiring' } },
        signedNotServed: { part: 'gap', residents: 1, figure: { code: 'served' } },
      },
    })
    for (const { figure, part, residents } of [
      ...Object.values<never>(body.due),
      body.wrong.agreementsExpiring,
    ]) {
      const names = await township.get(`/indicators/${figure.code}/residents?part=${part}`)
      expect(names.body.total).toBe(residents)
      expect(names.body.items).toHaveLength(residents)
    }
  })

  test('says how the place and those below it stand, as the figures do', async () => {
    const county = await countedCounty(TODAY)
    await county.sign(await county.person())
    await county.person({ village: units.hewan })
    const township = await county.as('public-health-staff', units.dongling)
    const { body } = await township.get('/home')
    const figures = await township.get('/indicators?code=coverage')
    const shown = [...body.figures, ...body.below].filter(({ code }) => code === 'coverage')
    expect(shown.map(({ computedAt: _, ...figure }) => figure)).toEqual(
      figures.body.map(({ computedAt: _, ...figure }: { computedAt: string }) => figure),
    )
  })

  test('names licences that have run out or soon do, of one’s own units only', async () => {
    const county = await countedCounty(TODAY)
    const township = await county.as('public-health-staff', units.dongling)
    const staff = async (
      unitCode: number,
      name: string,
      expiresOn: string | null,
      leftOn: string | null = null,
    ) => {
      await county.sql.query(
        'insert into staff (id, unit_code, name, licence_expires_on, left_on) values ($1, $2, $3, $4, $5)',
        [newId(), unitCode, name, expiresOn, leftOn],
      )
    }
    await staff(units.donglingVillage, '过期', '2026-11-20')
    await staff(units.dongling, '今天', TODAY)
    await staff(units.hewan, '六十天', '2027-01-20')
    await staff(units.hewan, '六十一天', '2027-01-21')
    await staff(units.hewan, '无日期', null)
    await staff(units.hewan, '已离职', '2026-11-20', '2026-11-01')
    await staff(units.xihe, '邻镇', '2026-11-20')
    const { body } = await township.get('/home')
    expect(
      body.wrong.licences.map(({ name, expired }: { name: string; expired: boolean }) => [name, expired]),
    ).toEqual([
      ['过期', true],
      ['今天', false],
      ['六十天', false],
    ])
  })

  test('names registers that wait, and rows that stayed out, of one’s own units only', async () => {
    const county = await countedCounty(TODAY)
    const township = await county.as('public-health-staff', units.dongling)
    const register = async (
      unitCode: number,
      status: string,
      withErrors: number,
      createdAt = '2026-11-20',
    ) => {
      await county.sql.query(
        `insert into register_imports (id, unit_code, file_name, size_bytes, file_hash, status, counts, created_by, created_by_name, created_at)
         values ($1, $2, '名册.xlsx', 1, '', $3, $4, $1, '李', $5)`,
        [newId(), unitCode, status, JSON.stringify({ withErrors }), createdAt],
      )
    }
    await register(units.dongling, 'ready', 7)
    await register(units.dongling, 'done', 3)
    await register(units.dongling, 'done', 5, '2026-09-01')
    await register(units.dongling, 'undone', 9)
    await register(units.xihe, 'ready', 2)
    expect((await township.get('/home')).body.wrong.imports).toEqual({ waiting: 1, rowsLeftOut: 3 })
  })

  test('says how many questions wait for one’s own word', async () => {
    const county = await countedCounty(TODAY)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const colleague = await county.as('village-doctor', units.donglingVillage)
    const township = await county.as('public-health-staff', units.dongling)
    const expert = await county.as('county-expert', units.county)
    const ask = async (words: Record<string, string | null>) =>
      await county.sql.query(
        `insert into authenticity_questions (id, unit_code, staff_id, check_code, record_ids, from_day, to_day, sentence,
           answer, decision, reason, appeal)
         values ($1, $2, $3, 'hours', '{}', $4, $4, '几点', $5, $6, $6, $7)`,
        [newId(), units.donglingVillage, doctor.staffId, TODAY, words.answer, words.decision, words.appeal],
      )
    await ask({})
    await ask({ answer: '晚饭后去的' })
    await ask({ answer: '晚饭后去的', decision: 'genuine' })
    await ask({ answer: '晚饭后去的', decision: 'fake', appeal: '有照片' })
    const waiting = async (caller: typeof doctor) => (await caller.get('/home')).body.wrong.questions
    expect(await waiting(doctor)).toBe(1)
    expect(await waiting(colleague)).toBe(0)
    expect(await waiting(township)).toBe(2)
    expect((await expert.get('/home')).body.wrong?.questions ?? null).toBeNull()
  })

  test('a nurse without a team has an empty home, an administrator none', async () => {
    const county = await countedCounty(TODAY)
    const nurse = await county.as('nurse', units.dongling)
    expect((await nurse.get('/home')).body).toMatchObject({ orgId: null, level: 'team', below: [] })
    const admin = await county.as('system-admin', units.county)
    expect((await admin.get('/home')).status).toBe(403)
  })
})
