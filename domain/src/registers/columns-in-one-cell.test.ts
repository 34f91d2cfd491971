import { describe, expect, test } from 'vitest'
import { columnsInOneCell } from './columns-in-one-cell.ts'
import { MAN, readRows, sheetRows, WOMAN } from './register-reading.fixture.ts'

const read = (lines: string[]) => {
  const rows = sheetRows(lines.map((line) => [line]))
  const apart = columnsInOneCell(rows)
  return apart && readRows(rows.map(apart))
}
const told = (lines: string[]) =>
  read(lines)?.people.map(({ person }) => [person.name, person.village, person.idNumber, person.phone])

describe('a table that was pasted into one column', () => {
  test.each([
    ['blanks', ' '],
    ['several blanks', '    '],
    ['wide blanks', '　'],
    ['tabs', '\t'],
    ['commas', ','],
    ['Chinese commas', '，'],
    ['semicolons', '；'],
    ['enumeration marks', '、'],
    ['upright lines', '|'],
  ])('with %s between its cells was no register', (_, mark) => {
    const lines = [
      ['序号', '姓名', '性别', '身份证号', '联系电话'],
      ['1', '郭晓鑫', '男', MAN, '13805220001'],
      ['2', '毛媛', '女', WOMAN],
    ].map((cells) => cells.join(mark))
    expect(told(['石 桥 村 居 民 名 册', ...lines])).toEqual([
      ['郭晓鑫', '石桥村', MAN, '13805220001'],
      ['毛媛', '石桥村', WOMAN, null],
    ])
  })

  test('a name with a blank in it keeps its number', () => {
    expect(told(['序号 姓名 身份证号 村', `1 郭 鑫 ${MAN} 石桥村`, `2 毛媛 ${WOMAN} 石桥村`])).toEqual([
      ['郭鑫', '石桥村', MAN, null],
      ['毛媛', '石桥村', WOMAN, null],
    ])
  })

  test('lines without a header, and sheets whose cells stand side by side, stay as they are', () => {
    expect(
      columnsInOneCell(sheetRows([['填表说明：'], ['一、请填写姓名、身份证号。'], ['二、每户一行。']])),
    ).toBeNull()
    expect(
      columnsInOneCell(
        sheetRows([
          ['姓名 身份证号 村', '电话'],
          [`郭鑫 ${MAN} 石桥村`, ''],
        ]),
      ),
    ).toBeNull()
    expect(columnsInOneCell(sheetRows([['姓名'], ['郭晓鑫'], ['毛媛']]))).toBeNull()
  })
})
