import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { units } from '../testing/county.ts'

const notice = { name: '2027年签约服务方案', source: '县卫健〔2026〕88号' }
const period = { unitCode: units.county, fromDay: '2026-07-01', toDay: '2026-09-30' }

/** A county with a team and one family signed, and a draft that says what is given. */
async function countyWith(policies: Record<string, unknown>) {
  const signing = await signingOn('2026-11-21')
  const { county, township } = signing
  expect((await township.post('/agreements', signingOf(signing))).status).toBe(200)
  const officer = await county.as('county-officer', units.county)
  const id = newId()
  await officer.post('/policy-profiles', {
    id,
    ...notice,
    from: { kind: 'file', content: { policies, packages: null } },
  })
  const tried = await officer.post(`/policy-profiles/${id}/try-out`, { ...period, enteredFen: 1_000_001 })
  return { county, officer, id, tried }
}

const target = (percent: number) => [
  { indicator: 'coverage', year: 2026, orgId: null, percent, source: notice.source },
]

describe('trying a profile out 试算', () => {
  test('a target is shown beside the one that holds, with the figure it is asked of', async () => {
    const { tried } = await countyWith({ targets: target(100) })
    expect(tried.status).toBe(200)
    const line = tried.body.figures.find(({ code }: { code: string }) => code === 'coverage')
    expect(line.before).toMatchObject({ target: null, meets: null })
    expect(line.after.target).toBe(100)
    expect(line.after.meets).toBe(line.after.numerator === line.after.denominator)
    expect(tried.body.recomputed).toBe('as-kept')
  })

  test('who is counted otherwise is counted anew, and what is kept stays', async () => {
    const ages = { ...nationalDefault2022.ages, childUntilYears: 3 }
    const { county, officer, tried } = await countyWith({ ages })
    expect(tried.body.recomputed).toBe('anew')
    const children = tried.body.figures.find(({ code }: { code: string }) => code === 'coverage-child')
    expect([children.before.denominator, children.after.denominator]).toEqual([1, 0])
    const now = (await officer.get(`/indicators?orgId=${units.county}&code=coverage-child`)).body
    expect(now[0].denominator).toBe(children.before.denominator)
    expect((await county.sql.query('select count(*)::int as n from policy_versions')).rows[0].n).toBe(0)
  })

  test('a cap that is reached under the profile is told', async () => {
    const caps = { ...nationalDefault2022.caps, caps: { persons: 4, households: null, villages: null } }
    const { tried } = await countyWith({ caps })
    const [team] = tried.body.teams
    expect(team.before.state).toBe('free')
    expect(team.after).toMatchObject({ persons: 4, state: team.persons === 4 ? 'full' : expect.any(String) })
  })

  test('money: what is shared, withheld and left is the payment, before and after, and people add up to it', async () => {
    const [, , grant] = nationalDefault2022.funds
    const funds = [
      { ...grant, share: 'equal' },
      {
        ...grant,
        code: 'new-grant',
        name: '新设资金',
        share: 'equal',
        instalments: [
          { name: '春季', basisPoints: 3333, paid: 'in-advance' },
          { name: '考核后', basisPoints: 6667, paid: 'after-assessment' },
        ],
      },
    ]
    const { tried } = await countyWith({ funds })
    const { funds: lines, people } = tried.body
    let [before, after] = [0, 0]
    for (const line of lines) {
      for (const totals of [line.before, line.after].filter((one) => one !== null)) {
        expect(totals.sharedFen + totals.withheldFen + totals.leftFen).toBe(totals.instalmentFen)
      }
      before += line.before?.sharedFen ?? 0
      after += line.after?.sharedFen ?? 0
    }
    const sum = (side: 'beforeFen' | 'afterFen') =>
      people.reduce((total: number, person: Record<string, number>) => total + person[side]!, 0)
    expect(sum('beforeFen')).toBe(before)
    expect(sum('afterFen')).toBe(after)
    expect(lines.find(({ code }: { code: string }) => code === 'new-grant')).toMatchObject({
      partName: '春季',
      before: null,
      after: { instalmentFen: 333_300 },
    })
  })

  test('everybody a sheet assesses is scored by both sheets', async () => {
    const [sheet] = nationalDefault2022['assessment-sheets']
    const lines = [
      {
        code: 'A1',
        name: '签约率',
        weight: 100,
        method: { kind: 'shortfall', targetPercent: 90, perPoint: 1 },
        value: { from: 'indicator', indicator: 'coverage' },
      },
    ]
    const sheets = [{ ...sheet, assessed: 'village', sections: [{ code: 'A', name: '签约', lines }] }]
    const { tried } = await countyWith({ 'assessment-sheets': sheets })
    expect(tried.body.scores.length).toBeGreaterThan(0)
    // Everybody of the family's village is signed; in the other villages there is nobody to ask about.
    const scores = tried.body.scores.map(
      ({ after }: { after: { scoreHundredths: number } }) => after.scoreHundredths,
    )
    expect(scores.filter((score: number) => score > 0)).toEqual([10_000])
    for (const { before, missing } of tried.body.scores) {
      expect(before).not.toBeNull()
      expect(missing).toBe(0)
    }
  })

  test('it is read in a transaction that cannot write, and the trail is still written', async () => {
    const { county, id } = await countyWith({ targets: target(50) })
    const { rows } = await county.sql.query('select subject from audit_entries where subject like $1', [
      `%${id} tried%`,
    ])
    expect(rows).toHaveLength(1)
  })
})
