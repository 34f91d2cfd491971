import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { defaultPackages } from '../packages/default-packages.ts'
import { methodOf } from '../performance/method-text.ts'
import { methodWords } from '../performance/method-words.ts'
import type { ScoringMethod } from '../performance/scoring.ts'
import { nationalDefault2022 } from '../policy/policy.ts'
import { valueWords } from '../policy/value-words.ts'
import { type InForce, underProfile } from './profile.ts'
import { type BookSheet, contentOfBook, profileBook } from './profile-sheets.ts'
import { contentIn, shippedProfiles } from './shipped-profiles.ts'

const TODAY = localDate('2026-11-22')
const national: InForce = { policies: nationalDefault2022, packages: defaultPackages }
const named = { name: '方案', source: '县卫健〔2026〕1号' }

/** As Excel gives it back: no empty cells at the end, numbers as numbers. */
const through = (sheets: BookSheet[]): BookSheet[] => JSON.parse(JSON.stringify(sheets))

describe('政策方案 as a workbook', () => {
  test.each(shippedProfiles.map((one) => [one.code, one] as const))(
    '%s goes out and comes back, over what it is and over the national default',
    (_, one) => {
      const whole = underProfile(national, contentIn(one, 2026))
      const book = through(profileBook(named, whole, {}))
      expect(contentOfBook(book, whole, {}, TODAY)).toEqual({
        ...named,
        content: { policies: {}, packages: null },
        faults: [],
      })
      const { content, faults } = contentOfBook(book, national, {}, TODAY)
      expect(faults).toEqual([])
      const again = underProfile(national, content as never)
      expect(again.packages).toEqual(whole.packages)
      for (const kind of ['agreements', 'caps', 'figures', 'ages', 'targets', 'funds', 'points'] as const) {
        expect(again.policies[kind], kind).toEqual(whole.policies[kind])
      }
      expect(again.policies['assessment-sheets']).toEqual(whole.policies['assessment-sheets'])
    },
  )

  const change = (sheet: string, label: string, value: string | number) => {
    const book = through(profileBook(named, national, {}))
    const rows = book.find(({ name }) => name === sheet)!.rows
    rows.find(([cell]) => cell === label)![1] = value
    return contentOfBook(book, national, {}, TODAY)
  }

  test('a cell that is changed decides that kind and nothing else', () => {
    const { content, faults } = change('团队签约上限', '每名医生签约人数上限', 1500)
    expect(faults).toEqual([])
    expect(content).toEqual({
      policies: { caps: { ...national.policies.caps, perDoctor: { persons: 1500, households: null } } },
      packages: null,
    })
  })

  test('a cell that cannot be read is told with its sheet, its row and what is expected', () => {
    const { faults } = change('团队签约上限', '每名医生签约人数上限', '很多')
    expect(faults).toMatchObject([
      { sheet: '团队签约上限', message: '每名医生签约人数上限：“很多”看不懂，应为数字' },
    ])
    expect(change('签约、续约与解约', '到期处理', '看情况').faults[0]!.message).toContain('应为自动续约、')
  })

  test('points by the way of serving, coefficients of posts, half a relief and a step of a target go out and come back', () => {
    const { points, funds, targets } = national.policies
    const policies = {
      points: {
        ...points,
        perService: [
          { code: 'hypertension-follow-up', points: 1 },
          { code: 'hypertension-follow-up', mode: 'phone' as const, points: 0.5 },
        ],
      },
      funds: [
        {
          ...funds.at(-1)!,
          share: 'equal' as const,
          roleFactors: [
            { role: 'family-doctor' as const, hundredths: 150 },
            { role: 'nurse' as const, hundredths: 85 },
          ],
        },
      ],
      targets: [
        ...targets,
        {
          indicator: 'coverage' as const,
          year: 2026,
          orgId: null,
          percent: 75,
          step: 1.5,
          startPercent: 40,
          source: '第三条',
        },
      ],
      'package-proposals': [
        {
          code: 'half',
          because: '第四条',
          all: ['low-income' as const],
          any: [],
          packageCode: 'hypertension-primary',
          relief: true,
          reliefPercent: 50,
        },
      ],
    }
    const book = through(profileBook(named, underProfile(national, { policies, packages: null }), {}))
    const { content, faults } = contentOfBook(book, national, {}, TODAY)
    expect(faults).toEqual([])
    expect(content.policies.points).toEqual(policies.points)
    expect(content.policies.funds).toMatchObject(policies.funds)
    expect(content.policies.targets).toMatchObject(policies.targets)
    expect(content.policies['package-proposals']).toMatchObject(policies['package-proposals'])
  })

  test('on paper a number is said with its unit, alone and in a table', () => {
    const aims = shippedProfiles.find((one) => (contentIn(one, 2026).policies.targets?.length ?? 0) > 0)!
    const whole = underProfile(national, contentIn(aims, 2026))
    const printed = profileBook(named, whole, {}, valueWords)
    const cells = (sheet: string) => printed.find(({ name }) => name === sheet)!.rows
    expect(cells('签约、续约与解约').find(([label]) => label === '到期前提醒并可续约')![1]).toMatch(/^\d+天$/)
    const [, header, first] = cells('指标目标值')
    expect(first![header!.indexOf('目标')]).toMatch(/^\d+(\.\d+)?%$/)
  })

  test('a service that the workbook adds can be named in its packages', () => {
    const book = through(profileBook(named, national, {}))
    const services = book.find(({ name }) => name === '县定服务')!
    services.rows.push([
      '助浴',
      '健康综合服务',
      '次',
      '不限',
      '家庭',
      '须面对面',
      '每月',
      1,
      50,
      2,
      '不要求',
      '老年人',
    ])
    const packages = book.find(({ name }) => name === '服务包')!
    packages.rows.push(['general-basic', '助浴', '每月', 1, '护士', '家庭', 50])
    const { content, faults } = contentOfBook(book, national, {}, TODAY)
    expect(faults).toEqual([])
    expect(content.policies['own-services']).toMatchObject([
      {
        name: '助浴',
        modes: ['home'],
        every: 'month',
        unitPriceFen: 5000,
        points: 2,
        populations: ['elderly'],
      },
    ])
    const basic = (content.packages as unknown as { code: string; items: unknown[] }[]).find(
      ({ code }) => code === 'general-basic',
    )
    expect(basic!.items.at(-1)).toEqual({
      service: 'own-助浴',
      every: 'month',
      times: 1,
      by: ['nurse'],
      modes: ['home'],
      unitPriceFen: 5000,
    })
  })

  const methods: ScoringMethod[] = [
    { kind: 'proportional', targetPercent: 62.5 },
    { kind: 'proportional-times', targetTimes: 12 },
    {
      kind: 'steps',
      bands: [
        { fromPercent: 90, points: 10 },
        { fromPercent: 80, points: 7.5 },
      ],
    },
    { kind: 'times-steps', bands: [{ fromTimes: 4, points: 3 }] },
    { kind: 'shortfall', targetPercent: 70, perPoint: 0.5 },
    { kind: 'deduction', perFault: 2 },
    { kind: 'all-or-nothing' },
    { kind: 'veto', of: 'sheet' },
    { kind: 'veto', of: 'section' },
    { kind: 'bonus', perCase: 1.5 },
    { kind: 'surplus', targetPercent: 70, perPoint: 0.5 },
  ]
  test.each(methods.map((method) => [methodWords(method), method] as const))(
    '“%s” is read as it was said',
    (words, method) => {
      expect(methodOf(words)).toEqual(method)
    },
  )
})
