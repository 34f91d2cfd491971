import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearestName, templateProblems } from './check-template.ts'
import { defaultTexts } from './default-texts.ts'
import { documentFields, fieldsOf, requiredFields } from './document-fields.ts'
import { allDocumentKinds } from './document-kind.ts'
import { fillTemplate } from './filled-document.ts'
import { readTemplate, TEMPLATE_TEXT_LIMIT } from './template-text.ts'

const letter = (text: string) => templateProblems('resident-letter', text)

describe('the texts as shipped', () => {
  test.each(allDocumentKinds)('%s can be used as it is', (kind) => {
    expect(templateProblems(kind, defaultTexts[kind])).toEqual([])
  })

  test.each(allDocumentKinds)('every field that %s must have exists', (kind) => {
    expect(Object.keys(fieldsOf(kind))).toEqual(expect.arrayContaining([...requiredFields[kind]]))
  })

  test.each([
    ['服务内容、方式和频次', 'R106'],
    ['甲方的权利和义务', 'R106'],
    ['乙方的权利和义务', 'R106'],
    ['风险告知', '§4.4'],
    ['个人信息和隐私保护', '§4.4'],
    ['变更、续约和终止', '§4.4'],
    ['争议解决', '§4.4'],
    ['不满十四周岁', '§14 guardian consent'],
    ['一式两份', 'R107'],
    ['已阅读并理解', '§4.4 tick'],
  ])('the agreement says %s (%s)', (words) => {
    expect(defaultTexts.agreement).toContain(words)
  })
})

describe('what is wrong with a text is said at its line', () => {
  test.each<[string, string, object[]]>([
    ['an empty text', '  \n ', [{ code: 'empty-text', line: 1 }]],
    [
      'a field nobody knows',
      '您好\n{{居民名字}}',
      [{ code: 'unknown-field', line: 2, field: '居民名字', perhaps: '居民姓名' }],
    ],
    ['a field like no other', '{{血型}}', [{ code: 'unknown-field', line: 1, field: '血型', perhaps: null }]],
    ['an unclosed brace', '您好{{居民姓名', [{ code: 'unclosed-field', line: 1, near: '{{居民姓名' }]],
    [
      'a field opened within another',
      '{{居民姓名{{年龄}}',
      [{ code: 'unclosed-field', line: 1, near: '{{居民姓名{{年龄}}' }],
    ],
    [
      'a field opened inside a sentence and never closed',
      '您{{居民 您好 {{年龄}}',
      [{ code: 'unclosed-field', line: 1, near: '{{居民 您好 {{年龄}}' }],
    ],
    [
      'braces that close nothing',
      '您好居民姓名}}',
      [{ code: 'stray-close', line: 1, near: '您好居民姓名}}' }],
    ],
    ['an empty field', '您好 {{ }}', [{ code: 'empty-field', line: 1 }]],
    ['bold that does not end', '您好\n\n**居民', [{ code: 'unclosed-bold', line: 3, near: '居民' }]],
    [
      'a table within a sentence',
      '见{{应享服务}}',
      [{ code: 'table-in-a-sentence', line: 1, field: '应享服务' }],
    ],
  ])('%s', (_, text, problems) => {
    expect(letter(text)).toMatchObject(problems)
    expect(letter(text)).toHaveLength(problems.length)
  })

  test('a name that every object has is not a field', () => {
    expect(letter('{{constructor}}')).toMatchObject([{ code: 'unknown-field', field: 'constructor' }])
  })

  test('an agreement without its services or a place to sign is not one', () => {
    const text = defaultTexts.agreement.replace('{{服务清单}}', '').replace('{{签字栏}}', '')
    expect(templateProblems('agreement', text).map((problem) => 'field' in problem && problem.field)).toEqual(
      ['服务清单', '签字栏'],
    )
  })

  test('a field of one kind of paper is unknown on another', () => {
    expect(letter('{{签字栏}}')).toMatchObject([{ code: 'unknown-field', field: '签字栏' }])
  })

  test('a text longer than the limit is refused before it is read', () => {
    expect(letter('长'.repeat(TEMPLATE_TEXT_LIMIT))).toEqual([])
    expect(letter('长'.repeat(TEMPLATE_TEXT_LIMIT + 1))).toEqual([
      { code: 'text-too-long', line: 1, limit: TEMPLATE_TEXT_LIMIT },
    ])
  })

  test('problems come in the order of the lines', () => {
    const lines = letter('{{甲}}\n**乙\n{{丙').map(({ line }) => line)
    expect(lines).toEqual([1, 2, 3])
  })
})

test.each([
  ['签约代表电话号', '签约代表电话'],
  ['服务清单表', '服务清单'],
  ['xyz', null],
])('for %s the nearest name is %s', (written, name) => {
  expect(nearestName(written, Object.keys(documentFields.agreement))).toBe(name)
})

test('the marks at the start of a line place it', () => {
  const { blocks } = readTemplate(
    '# 题\r\n## 节\n> 框\n【居右】右\n【居中】中\n【顶格】顶\n段\n【分页】\n{{成员表}}',
  )
  expect(blocks.map((block) => (block.type === 'paragraph' ? block.placed : block.type))).toEqual([
    'title',
    'heading',
    'notice',
    'right',
    'centre',
    'flush',
    'indented',
    'page-break',
    'block-field',
  ])
})

describe('whatever is typed', () => {
  const scrap = fc.constantFrom(
    '{{',
    '}}',
    '**',
    '# ',
    '\n',
    '居民姓名',
    '应享服务',
    '您好',
    '【居右】',
    '> ',
    ' ',
  )
  const typed = fc.array(scrap, { maxLength: 30 }).map((scraps) => scraps.join(''))

  test('is read, and its problems stand at lines that exist', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const lines = text.split('\n').length
        for (const { line } of letter(text)) expect(line >= 1 && line <= lines).toBe(true)
      }),
    )
  })

  test('leaves nothing in braces once it has no problem', () => {
    const values = { texts: { 居民姓名: '王秀英' }, blocks: { 应享服务: [] } }
    fc.assert(
      fc.property(typed, (text) => {
        fc.pre(letter(text).length === 0)
        expect(JSON.stringify(fillTemplate(text, values))).not.toMatch(/\{\{|\}\}"/)
      }),
    )
  })
})
