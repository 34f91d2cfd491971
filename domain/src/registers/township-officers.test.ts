import { describe, expect, test } from 'vitest'
import { BOY, codes, MAN, read, WOMAN } from './register-reading.fixture.ts'

describe('registers that officers of townships gather from many hands, and how each was misread', () => {
  test('a place below 去向 is where who is away has gone, and 在家 nobody', () => {
    const { people, guesses } = read([
      ['姓名', '身份证号', '村', '网格', '片区', '去向', '网格员'],
      ['郭晓鑫', MAN, '石桥村', '第三网格', '东片', '上海', '周广才'],
      ['苏秋静', WOMAN, '石桥村', '第三网格', '东片', '在家', '周广才'],
      ['江永飞', BOY, '石桥村', '第三网格', '东片', '', '周广才'],
    ])
    expect(people.map(({ person }) => [person.isAway, person.saysWhereLiving, person.remarks])).toEqual([
      [true, true, '去向：上海'],
      [false, false, null],
      [false, false, null],
    ])
    expect(people.flatMap(codes)).toEqual([])
    expect(guesses.filter(({ meaning }) => meaning === 'ignored').map(({ title }) => title)).toEqual([
      '网格',
      '片区',
      '网格员',
    ])
  })

  test('家庭成员 that lists everybody in one cell was the name of one, and the head was lost', () => {
    const { people, atTheEnd } = read([
      ['户主姓名', '户主身份证号', '住址', '家庭成员'],
      ['郭晓鑫', MAN, '石桥村1组5号', '苏秋静（妻）、郭子旭（子）'],
      ['江永飞', WOMAN, '石桥村1组6号', '江小雨（女）'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫', '江永飞'])
    expect(atTheEnd.map(({ message }) => message)).toEqual([
      '这张表有 2 行在右边（D 列）还写着别的人，没有导入。要导入的，请改成每人一行。',
    ])
  })
})
