import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressGrams, nameKeys, plainName, type Readings, readSearch, type Search } from './search-keys.ts'

describe('the keys of a name', () => {
  test('are its endings, in characters, in pinyin and in initials', () => {
    expect(nameKeys('王小明', [['wang'], ['xiao'], ['ming']])).toEqual({
      characters: ['王小明', '小明', '明'],
      pinyin: ['wangxiaoming', 'xiaoming', 'ming'],
      initials: ['wxm', 'xm'],
    })
  })

  test('of a two-character name serve a search of one character', () => {
    expect(nameKeys('王伟', [['wang'], ['wei']])).toEqual({
      characters: ['王伟', '伟'],
      pinyin: ['wangwei', 'wei'],
      initials: ['ww'],
    })
  })

  test('serve a surname in both its readings', () => {
    const { pinyin, initials } = nameKeys('单红', [['shan', 'dan'], ['hong']])
    expect(pinyin).toEqual(['shanhong', 'hong', 'danhong'])
    expect(initials).toEqual(['sh', 'dh'])
  })

  test('hold a character beyond the common ones whole, where it has no reading', () => {
    const { initials, pinyin } = nameKeys('王𠮷', [['wang'], ['𠮷']])
    expect(pinyin).toEqual(['wang𠮷', '𠮷'])
    expect(initials).toEqual(['w𠮷'])
  })

  test('leave out the dots of a long name', () => {
    const readings = [['a'], ['yi'], ['gu'], ['li'], ['mai'], ['mai'], ['ti']]
    expect(nameKeys('阿依古丽·买买提', readings).characters[0]).toBe('阿依古丽买买提')
  })

  test('stay few when every character can be read twice', () => {
    const readings: Readings = Array.from({ length: 12 }, () => ['le', 'yue'])
    expect(nameKeys('乐'.repeat(12), readings).pinyin.length).toBeLessThan(60)
  })

  test('find the name by any run of its characters', () => {
    const names = fc.array(fc.constantFrom(...'王小明芳秀英建国'), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(names, fc.nat(4), fc.nat(4), (characters, from, length) => {
        const part = characters
          .slice(from % characters.length)
          .slice(0, length + 1)
          .join('')
        const keys = nameKeys(characters.join(''), []).characters
        return keys.some((key) => key.startsWith(part))
      }),
    )
  })
})

describe('what was typed', () => {
  test.each<[string, Search]>([
    ['  ', { kind: 'nothing' }],
    ['王小明', { kind: 'name', text: '王小明' }],
    ['欧阳', { kind: 'name', text: '欧阳' }],
    ['明', { kind: 'name', text: '明' }],
    ['阿依古丽·买买提', { kind: 'name', text: '阿依古丽买买提' }],
    ['石桥村', { kind: 'name', text: '石桥村' }],
    ['Wang Xiaoming', { kind: 'letters', text: 'wangxiaoming' }],
    ['wxm', { kind: 'letters', text: 'wxm' }],
    ['ＷＸＭ', { kind: 'letters', text: 'wxm' }],
    ["xi'an", { kind: 'letters', text: 'xian' }],
    ['lü', { kind: 'letters', text: 'lv' }],
    ['13800001234', { kind: 'phone', phone: '13800001234' }],
    ['138 0000 1234', { kind: 'phone', phone: '13800001234' }],
    ['138-0000-1234', { kind: 'phone', phone: '13800001234' }],
    ['11010519491231002x', { kind: 'id-number', idNumber: '11010519491231002X' }],
    ['１１０１０５１９４９１２３１００２Ｘ', { kind: 'id-number', idNumber: '11010519491231002X' }],
    ['110105491231002', { kind: 'id-number', idNumber: '110105491231002' }],
    ['002X', { kind: 'last-four', lastFour: '002X' }],
    ['0021', { kind: 'last-four', lastFour: '0021' }],
    ['32039910110100023', { kind: 'record-number', recordNumber: '32039910110100023' }],
    ['138000', { kind: 'incomplete-number', digits: '138000' }],
    ['12345678901', { kind: 'incomplete-number', digits: '12345678901' }],
    ['石桥村5组', { kind: 'address', text: '石桥村5组' }],
    ['５组 55号', { kind: 'address', text: '5组55号' }],
    ['幸福花园小区', { kind: 'address', text: '幸福花园小区' }],
  ])('%s is read as it is meant', (typed, search) => {
    expect(readSearch(typed)).toEqual(search)
  })

  test('never fails', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => readSearch(typed).kind.length > 0))
  })
})

describe('the grams of an address', () => {
  test('are neighbours, with a number as one character', () => {
    expect(addressGrams('石桥村15组5号')).toEqual(['石桥', '桥村', '村15', '15组', '组5', '5号'])
  })

  test('of a part are among those of the whole, so that the part finds it', () => {
    const whole = new Set(addressGrams('河湾镇石桥村15组5号'))
    for (const part of ['石桥村', '15组5号', '桥村15组']) {
      expect(addressGrams(part).every((gram) => whole.has(gram))).toBe(true)
    }
    expect(addressGrams('5组').every((gram) => whole.has(gram))).toBe(false)
  })

  test('of one character is the character', () => {
    expect(addressGrams('村')).toEqual(['村'])
    expect(plainName(' 石桥 村 ')).toBe('石桥村')
  })
})
