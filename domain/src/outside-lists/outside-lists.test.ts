import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { Cell } from '../registers/cell.ts'
import { changeOf, type KnownOfListed, type ListChange, type ListEntry, taskOf } from './list-work.ts'
import type { ListKind } from './outside-list.ts'
import { startList } from './read-list.ts'

const today = localDate('2026-11-21')
const asOf = localDate('2026-10-31')

function read(...rows: Cell[][]) {
  const list = startList(today)
  for (const [index, cells] of rows.entries()) list.read({ sheet: '名单', sheetRow: index + 1, cells })
  return list
}

describe('部门名单的读取', () => {
  test('the header is found below title rows, a card number gives the ID number, totals are no person', () => {
    const list = read(
      ['东岭镇持证残疾人名单（2026年10月）'],
      ['填报单位：残联', '', '2026.10.31'],
      ['序号', '姓名', '残疾证号', '残疾类别', '发证日期'],
      [1, '王 强', '32030119630506101044', '肢体二级', '2019.3.1'],
      ['合计', '1人'],
    )
    expect(list.people).toEqual([
      {
        sheet: '名单',
        sheetRow: 4,
        name: '王强',
        idNumber: '320301196305061010',
        birthDate: '1963-05-06',
        category: '肢体二级',
        since: '2019-03-01',
        until: null,
      },
    ])
    expect(list.problems).toEqual([])
  })

  test('admission and discharge are the days of a stay in hospital', () => {
    const [stay] = read(
      ['姓名', '身份证号码', '入院日期', '出院日期', '诊断'],
      ['李梅', '320301196305061010', '2026年8月1日', '2026-08-09', '肺炎'],
    ).people
    expect(stay).toMatchObject({ since: '2026-08-01', until: '2026-08-09', category: '肺炎' })
  })

  test('without a right number a person is told by name and birth date, or not at all', () => {
    const list = read(
      ['姓名', '身份证号', '出生日期'],
      ['张三', '32030119630506101', '1963-05-06'],
      ['李四', '', ''],
    )
    expect(list.people).toMatchObject([{ name: '张三', idNumber: null, birthDate: '1963-05-06' }])
    expect(list.problems.map(({ sheetRow, message }) => [sheetRow, message])).toEqual([
      [2, '张三的身份证号不正确，已按姓名和出生日期比对。'],
      [3, '李四没有正确的身份证号，也没有出生日期，无法比对，请向来源部门核实。'],
    ])
  })

  test('the same number twice counts once and is said', () => {
    const list = read(['姓名', '身份证号'], ['王强', '320301196305061010'], ['王强', '320301196305061010'])
    expect(list.people).toHaveLength(1)
    expect(list.problems[0]!.message).toBe('身份证号与第2行相同，只计一次。')
  })

  test('a sheet without a name and a number or birth date is no list', () => {
    expect(read(['项目', '金额'], ['合计', 12]).hasHeader()).toBe(false)
  })
})

const entry: ListEntry = { category: '二级', since: localDate('2026-10-01'), until: null }
const alive: KnownOfListed = { diedOn: null, membership: null }
const listed: KnownOfListed = { diedOn: null, membership: { id: 'm', since: localDate('2025-01-01') } }
const dead: KnownOfListed = { ...alive, diedOn: localDate('2026-10-30') }

describe('部门名单的待办', () => {
  test.each([
    [undefined, entry, 'new'],
    [entry, undefined, 'left'],
    [entry, { ...entry, category: '一级' }, 'changed'],
    [entry, { ...entry }, 'same'],
  ] as const)('against the list before: %j → %j is %s', (before, now, change) => {
    expect(changeOf(before, now)).toBe(change)
  })

  test.each<[ListKind, ListChange, KnownOfListed | null, string | null, string | null]>([
    ['disabled', 'new', alive, 'declare', '2026-10-01'],
    ['disabled', 'same', alive, 'declare', '2026-10-01'],
    ['disabled', 'new', listed, null, null],
    ['disabled', 'changed', listed, 'confirm', '2026-10-31'],
    ['disabled', 'left', listed, 'end', '2026-10-30'],
    ['disabled', 'left', alive, null, null],
    ['disabled', 'new', null, 'find', '2026-10-31'],
    ['disabled', 'left', null, null, null],
    ['disabled', 'same', dead, 'died-on-list', '2026-10-31'],
    ['disabled', 'same', { ...dead, diedOn: asOf }, 'declare', '2026-10-01'],
    ['deaths', 'new', alive, 'record-death', '2026-10-01'],
    ['deaths', 'new', dead, 'confirm', '2026-10-01'],
    ['deaths', 'new', { ...dead, diedOn: localDate('2026-10-01') }, null, null],
    ['deaths', 'left', alive, null, null],
    ['deaths', 'new', null, null, null],
    ['hospital-stays', 'new', alive, null, null],
    ['insurance', 'left', alive, 'confirm', '2026-10-31'],
    ['insurance', 'left', dead, null, null],
    ['insurance', 'new', alive, null, null],
    ['insurance', 'new', null, 'find', '2026-10-31'],
  ])('%s, %s, %j: %s on %s', (kind, change, resident, task, on) => {
    const found = taskOf(kind, asOf, change, entry, resident)
    expect(found && { task: found.task, on: found.on }).toEqual(task && { task, on })
  })

  test('the last day on a list is never before the first', () => {
    const since = localDate('2026-10-31')
    const found = taskOf('disabled', asOf, 'left', entry, { diedOn: null, membership: { id: 'm', since } })
    expect(found?.on).toBe('2026-10-31')
  })
})
