import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const GIRL = idOf('20180607', 244)
const OLD_MAN = idOf('19400203', 331)
const OTHER = idOf('19700809', 119)

/** Everybody as `household name relation number`. */
const peopleOf = (rows: Parameters<typeof read>[0]) =>
  read(rows).people.map(({ household, person: { name, relation, idNumber } }) =>
    `${household} ${name} ${relation} ${idNumber === null ? '' : idNumber.slice(6, 14)}`.trimEnd(),
  )

describe('families of which each stands in one row, of whom the head alone was read', () => {
  test('户主, 配偶 and 子女1, each with a name and a number', () => {
    const rows = [
      [
        '村',
        '户主姓名',
        '户主身份证',
        '户主电话',
        '配偶姓名',
        '配偶身份证',
        '子女1姓名',
        '子女1身份证',
        '备注',
      ],
      ['石桥村', '郭晓鑫', MAN, '13805220001', '苏秋静', WOMAN, '郭子旭', BOY, '外出务工'],
      ['石桥村', '江永飞', OTHER, '', '', '', '江小雨', GIRL, ''],
    ]
    expect(peopleOf(rows)).toEqual([
      '1 郭晓鑫 02 19680418',
      '1 苏秋静 10 19631112',
      '1 郭子旭 20 20150103',
      '2 江永飞 02 19700809',
      '2 江小雨 30 20180607',
    ])
    const { people, header, atTheEnd } = read(rows)
    expect(header).toMatchObject({ from: 1, to: 1 })
    expect(people.map(({ person }) => person.village)).toEqual(Array(5).fill('石桥村'))
    expect(people.map(({ person }) => [person.phone, person.isAway])).toEqual([
      ['13805220001', true],
      [null, false],
      [null, false],
      [null, false],
      [null, false],
    ])
    expect(people.map(({ sheet }) => sheet)).toEqual([
      '名册',
      '名册（E–F列）',
      '名册（G–H列）',
      '名册',
      '名册（G–H列）',
    ])
    expect(atTheEnd).toEqual([])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('the number of the head below 身份证号 without 户主 before it', () => {
    expect(
      peopleOf([
        ['序号', '户主姓名', '身份证号码', '联系电话', '家庭住址', '配偶姓名', '配偶身份证号码'],
        ['1', '郭晓鑫', MAN, '13805220001', '石桥村1组5号', '苏秋静', WOMAN],
      ]),
    ).toEqual(['1 郭晓鑫 02 19680418', '1 苏秋静 10 19631112'])
  })

  test('members with a relation of their own, the head once more among them', () => {
    const titles = [1, 2, 3].flatMap((n) => [
      `家庭成员${n}姓名`,
      `家庭成员${n}与户主关系`,
      `家庭成员${n}身份证号`,
    ])
    const rows = [
      ['户号', '户主姓名', '户主身份证号', '住址', ...titles],
      [
        '3',
        '郭晓鑫',
        MAN,
        '石桥村1组5号',
        '郭晓鑫',
        '户主',
        MAN,
        '苏秋静',
        '妻',
        WOMAN,
        '郭德贵',
        '父',
        OLD_MAN,
      ],
    ]
    expect(peopleOf(rows)).toEqual(['1 郭晓鑫 02 19680418', '1 苏秋静 12 19631112', '1 郭德贵 51 19400203'])
    expect(read(rows).people.flatMap(codes)).toEqual([])
    expect(read(rows).people.every(({ householdNumber }) => householdNumber === '3')).toBe(true)
  })

  test('below titles of two rows', () => {
    const rows = [
      ['村', '户主', '户主', '配偶', '配偶', '子女一', '子女一'],
      ['', '姓名', '身份证号', '姓名', '身份证号', '姓名', '身份证号'],
      ['石桥村', '郭晓鑫', MAN, '苏秋静', WOMAN, '郭子旭', BOY],
    ]
    expect(peopleOf(rows)).toEqual(['1 郭晓鑫 02 19680418', '1 苏秋静 10 19631112', '1 郭子旭 20 20150103'])
  })

  test('names below 配偶 or 家庭成员一 alone, their numbers to the right', () => {
    expect(
      peopleOf([
        ['户主', '身份证号', '电话', '配偶', '身份证号', '父亲', '性别', '身份证号', '住址'],
        ['郭晓鑫', MAN, '13805220001', '苏秋静', WOMAN, '郭德贵', '男', OLD_MAN, '石桥村1组5号'],
      ]),
    ).toEqual(['1 郭晓鑫 02 19680418', '1 苏秋静 10 19631112', '1 郭德贵 51 19400203'])
    expect(
      peopleOf([
        ['户主姓名', '户主身份证', '村', '家庭成员一', '关系', '身份证号', '家庭成员二', '关系', '身份证号'],
        ['郭晓鑫', MAN, '石桥村', '苏秋静', '妻', WOMAN, '郭子旭', '长子', BOY],
      ]),
    ).toEqual(['1 郭晓鑫 02 19680418', '1 苏秋静 12 19631112', '1 郭子旭 22 20150103'])
  })

  test('the same titles again, or numbered ones, behind the number of the household', () => {
    const people = ['郭晓鑫', MAN, '户主', '苏秋静', WOMAN, '妻', '郭子旭', BOY, '子']
    const found = ['1 郭晓鑫 02 19680418', '1 苏秋静 12 19631112', '1 郭子旭 20 20150103']
    const again = ['姓名', '身份证号', '关系']
    const row = ['石桥村', '8', ...people]
    expect(peopleOf([['村', '户号', ...again, ...again, ...again], row])).toEqual(found)
    const numbered = [1, 2, 3].flatMap((n) => again.map((title) => `${title}${n}`))
    expect(peopleOf([['村', '户号', ...numbered], row])).toEqual(found)
  })

  test('what is wrong is said at the cell, and keeps nobody else of the family out', () => {
    const { people } = read([
      ['户主姓名', '户主身份证号', '村', '配偶姓名', '配偶身份证号', '配偶电话'],
      ['郭晓鑫', MAN, '石桥村', '苏秋静', WOMAN.slice(0, 17), '1380'],
      ['江永飞', MAN, '石桥村', '苏小兰', WOMAN, ''],
    ])
    const said = people.flatMap(({ problems }) =>
      problems.map(({ sheet, sheetRow, column, columnIndex, code }) => [
        sheet,
        sheetRow,
        column,
        columnIndex,
        code,
      ]),
    )
    expect(said).toEqual([
      ['名册', 2, '配偶身份证号', 4, 'id-17-digits'],
      ['名册', 2, '配偶电话', 5, 'phone-wrong'],
      ['名册', 3, '户主身份证号', 1, 'id-shared'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 2, 2])
  })

  test('a wife without her husband’s name is of no household above', () => {
    expect(
      peopleOf([
        ['户主姓名', '户主身份证号', '村', '配偶姓名', '配偶身份证号'],
        ['郭晓鑫', MAN, '石桥村', '', ''],
        ['', '', '石桥村', '苏秋静', WOMAN],
      ]),
    ).toEqual(['1 郭晓鑫 02 19680418', '2 苏秋静 10 19631112'])
  })

  test('同上 of a wife’s telephone is that of the wife above', () => {
    const { people } = read([
      ['户主姓名', '户主身份证号', '村', '配偶姓名', '配偶身份证号', '配偶电话'],
      ['郭晓鑫', MAN, '石桥村', '苏秋静', WOMAN, '13805220001'],
      ['江永飞', OTHER, '同上', '江兰', idOf('19720102', 244), '同上'],
    ])
    expect(people.map(({ person }) => person.phone)).toEqual([null, '13805220001', null, '13805220001'])
  })

  test('a family of head, wife, daughter and an old man was read as a list of the old alone', () => {
    const titles = ['村', '户主姓名', '户主身份证号', '配偶姓名', '配偶身份证号', '女儿姓名', '女儿身份证号']
    const rows = [
      [...titles, '老人姓名', '老人身份证号'],
      ['石桥村', '郭晓鑫', MAN, '苏秋静', WOMAN, '', '', '郭德贵', OLD_MAN],
      ['石桥村', '江永飞', OTHER, '', '', '江小雨', GIRL, '', ''],
    ]
    expect(peopleOf(rows)).toEqual([
      '1 郭晓鑫 02 19680418',
      '1 苏秋静 10 19631112',
      '1 郭德贵 null 19400203',
      '2 江永飞 02 19700809',
      '2 江小雨 30 20180607',
    ])
  })

  test('in a list of the old whose heads have numbers too, the old are whom it is of', () => {
    const rows = [
      ['村', '户主姓名', '户主身份证号', '老人姓名', '老人身份证号'],
      ['石桥村', '郭晓鑫', MAN, '郭德贵', OLD_MAN],
    ]
    expect(read(rows).people.map(({ person }) => person.name)).toEqual(['郭德贵'])
  })

  test.each([
    [
      'the father of a child in a list of children',
      ['儿童姓名', '身份证号', '村', '父亲姓名', '父亲身份证号'],
    ],
    ['the husband of a woman in a list of women', ['姓名', '身份证号', '村', '丈夫姓名', '丈夫身份证号']],
    [
      'whoever has the second number of a row that names no household',
      ['姓名1', '身份证号1', '村', '姓名2', '身份证号2'],
    ],
  ])('%s is nobody of whom the row says where he belongs', (_, titles) => {
    const { people, atTheEnd } = read([titles, ['郭子旭', BOY, '石桥村', '郭晓鑫', MAN]])
    expect(people.map(({ person }) => person.name)).toEqual(['郭子旭'])
    expect(atTheEnd.map(({ code }) => code)).toEqual(['second-person'])
  })

  test('a wife without a number or a birth date cannot be known', () => {
    expect(
      peopleOf([
        ['户主姓名', '户主身份证号', '村', '配偶姓名', '配偶电话'],
        ['郭晓鑫', MAN, '石桥村', '苏秋静', '13805220001'],
      ]),
    ).toEqual(['1 郭晓鑫 02 19680418'])
  })
})
