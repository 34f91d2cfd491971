import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { agreementValues } from './agreement-paper.ts'
import { defaultTexts } from './default-texts.ts'
import { documentFields } from './document-fields.ts'
import { allDocumentKinds } from './document-kind.ts'
import { filledDocument, sampleFacts, valuesOf } from './document-values.ts'
import { BLANK, type FilledBlock, fillTemplate } from './filled-document.ts'
import { addressedAs, dayOnPaper, frequencyOnPaper, termOnPaper, yuanOnPaper } from './on-paper-words.ts'
import { contactCardValues, serviceCardValues } from './resident-papers.ts'
import { sampleAgreement, samplePaper } from './sample-papers.ts'

const today = localDate('2026-11-21')

/** All words of a block, tables cell by cell. */
function wordsOf(blocks: readonly FilledBlock[]): string {
  return blocks
    .map((block): string => {
      switch (block.type) {
        case 'table':
          return [
            block.header?.join('|') ?? '',
            ...block.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')),
          ].join('\n')
        case 'beside':
          return wordsOf([...block.left, ...block.right])
        case 'qr':
          return block.content
        case 'page-break':
          return ''
        default:
          return block.runs.map(({ text }) => text).join('')
      }
    })
    .join('\n')
}

const printed = (agreement: typeof sampleAgreement) =>
  wordsOf(fillTemplate(defaultTexts.agreement, agreementValues(agreement, today)))

test.each(allDocumentKinds)('every field of %s has a value', (kind) => {
  const values = valuesOf(sampleFacts(kind), today)
  for (const [name, { shape }] of Object.entries(documentFields[kind])) {
    expect(Object.keys(shape === 'text' ? values.texts : values.blocks)).toContain(name)
  }
})

test.each(allDocumentKinds)('nothing stays in braces on %s', (kind) => {
  expect(wordsOf(filledDocument(sampleFacts(kind), defaultTexts[kind], today).blocks)).not.toMatch(/[{}]/)
})

test('an agreement that nobody but the resident pays for has no line where others would be named', () => {
  const nothing = { ...sampleAgreement.members[0]!.fee }
  for (const fund of Object.keys(nothing) as (keyof typeof nothing)[]) nothing[fund] = 0
  const members = sampleAgreement.members.map((member) => ({ ...member, fee: nothing }))
  expect(printed({ ...sampleAgreement, members })).toContain('其中：乙方个人支付0.00元')
})

describe('the agreement on paper', () => {
  const words = printed(sampleAgreement)

  test.each([
    ['its number', 'QY320399101-2026-000001'],
    ['both sides', '示范县东岭镇卫生院'],
    ['the whole team with roles', '周建华（全科医生）、吴敏（护士）、郑立（公卫医师）、孙大明（乡村医生）'],
    ['the first and the last day', '自2026年3月1日起至2027年2月28日止（首尾两日均有效），为期一年'],
    ['the end of the agreement that it renews', '原协议到期日|2026年2月28日'],
    ['which kind of signing it is', '□首签　■续约　□改签　□补签'],
    ['each member with relation and group', '3|陈思雨|孙女|女|2022-06-15|0-6岁儿童|城乡居民医保'],
    ['who is in no key group', '2|陈志远|子|男|1980-11-20|一般人群|城乡居民医保'],
    ['services with frequency and price', '高血压初级服务包|高血压面对面随访|每季度1次|120.00'],
    ['who pays what', '合计|40.00|30.00|20.00|30.00|120.00'],
    ['only those who pay', '成员（元）|医保基金|公卫经费|政策减免|个人支付|合计'],
    ['where both sign', '乙方（签约代表）：王秀英'],
  ])('says %s', (_, text) => {
    expect(words).toContain(text)
  })

  test('members with the same packages share one list', () => {
    expect(words).toContain('成员：陈志远、陈思雨')
    expect(words.match(/健康教育资料和讲座通知/g)).toHaveLength(2)
  })

  test('names the day and reason once it has ended', () => {
    const ended = printed({ ...sampleAgreement, terminated: { on: localDate('2026-09-30'), reason: '迁出' } })
    expect(ended).toContain('终止日期|2026年9月30日|终止原因|迁出')
    expect(words).not.toContain('迁出|')
  })

  test('leaves a line to write on where nothing is known', () => {
    const unknown = { ...sampleAgreement, provider: { ...sampleAgreement.provider, servicePhone: null } }
    expect(printed(unknown)).toContain(`公开服务电话（${BLANK}）`)
  })
})

describe('the service card', () => {
  test('has a QR code with nothing but the number of the card', () => {
    const { blocks } = serviceCardValues(samplePaper, today)
    expect(blocks.二维码).toMatchObject([{ type: 'qr', content: samplePaper.cardCode }])
  })

  test('names a service of two packages once, as often as the more frequent one', () => {
    const agreement = samplePaper.agreement!
    const item = (times: number) => ({ service: 's', name: '随访', times, every: 'quarter' as const })
    const packages = [1, 2].map((times) => ({ name: `包${times}`, feeFen: 0, items: [item(times)] }))
    const { blocks } = serviceCardValues({ ...samplePaper, agreement: { ...agreement, packages } }, today)
    expect(wordsOf(blocks.应享服务!)).toBe('\n随访（每季度2次）|')
  })

  test('of a resident without an agreement leaves its lines blank', () => {
    const words = wordsOf(
      fillTemplate(
        defaultTexts['service-card'],
        serviceCardValues({ ...samplePaper, agreement: null }, today),
      ),
    )
    expect(words).toContain('协议编号|\n')
  })
})

test('the contact card names the leader and the resident’s own doctor, however many are in the team', () => {
  const names = (doctorId: string | null) =>
    wordsOf(contactCardValues({ ...samplePaper, doctorId }, today).blocks.团队联系表!).match(
      /周建华|吴敏|郑立|孙大明/g,
    )
  expect(names('4')).toEqual(['周建华', '孙大明', '吴敏'])
  expect(names('1')).toEqual(['周建华', '吴敏', '郑立'])
  expect(names(null)).toEqual(['周建华', '吴敏', '郑立'])
})

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [99, '0.99'],
  [100, '1.00'],
  [123_456, '1,234.56'],
  [100_000_000, '1,000,000.00'],
  [-50, '-0.50'],
])('%i fen are %s yuan', (fen, yuan) => {
  expect(yuanOnPaper(fen)).toBe(yuan)
})

test.each([
  [12, '一年'],
  [24, '两年'],
  [36, '三年'],
  [18, '18个月'],
])('%i months are %s', (months, words) => {
  expect(termOnPaper(months)).toBe(words)
})

test.each([
  ['male', 14, '王林先生'],
  ['male', 13, '王林小朋友'],
  ['female', 72, '王林女士'],
  ['unknown', 72, '王林'],
] as const)('a %s of %i years is addressed as %s', (sex, age, words) => {
  expect(addressedAs('王林', sex, age)).toBe(words)
})

test('a service on need has no number', () => {
  expect(frequencyOnPaper({ times: 1, every: 'on-need' })).toBe('按需')
})

test('a day is written without leading zeros', () => {
  expect(dayOnPaper(localDate('2026-03-01'))).toBe('2026年3月1日')
})

test.each(['service-card', 'contact-card', 'resident-letter'] as const)(
  '%s leaves a line for hours that nobody told, instead of promising day and night',
  (kind) => {
    const provider = { ...samplePaper.provider, serviceHours: null }
    const facts = { kind, paper: { ...samplePaper, provider } }
    const words = wordsOf(filledDocument(facts, defaultTexts[kind], today).blocks)
    expect(words).toContain(`服务时间：${BLANK}`)
    expect(words).not.toContain('24小时')
  },
)
