import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listResidents } from '@qianyue/api/residents.ts'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { type TableColumnsType, Tag } from 'antd'
import { Link } from 'react-router'
import { presenceWords } from './resident-filter.ts'

export type ResidentRow = ReplyOf<typeof listResidents>['items'][number]

type Column = { title: string; width: number; render: (row: ResidentRow) => React.ReactNode; isNumber?: true }

/** Every column that the list can show; which it does is the reader's choice. The usual ones fit an office screen of 1366 px. */
export const residentColumns = {
  name: {
    title: '姓名',
    width: 116,
    render: (row) => (
      <span className="one-line" title={row.name}>
        <Link to={`/residents/${row.id}`}>{row.name}</Link>
        {row.presence !== 'here' && <Tag className="after-name">{presenceWords[row.presence]}</Tag>}
      </span>
    ),
  },
  sexAge: { title: '性别年龄', width: 80, render: (row) => `${sexWords[row.sex]} ${ageWords(row.ageYears)}` },
  birthDate: { title: '出生日期', width: 106, render: (row) => row.birthDate },
  idNumber: {
    title: '身份证号',
    width: 150,
    render: (row) => row.idNumberMasked ?? <span className="quiet">无</span>,
  },
  phone: { title: '电话', width: 108, render: (row) => row.phoneMasked ?? '' },
  village: { title: '村（社区）', width: 110, render: (row) => <OneLine text={row.villageName} /> },
  address: {
    title: '住址',
    width: 160,
    render: (row) =>
      row.householdId ? (
        <span className="one-line" title={row.address}>
          <Link className="plain-link" to={`/households/${row.householdId}`}>
            {row.address || `${row.villageName}（未填住址）`}
          </Link>
        </span>
      ) : (
        row.address
      ),
  },
  relation: { title: '关系', width: 70, render: (row) => row.relationName },
  populations: {
    title: '重点人群',
    width: 178,
    render: (row) => (
      <span className="one-line" title={row.populations.map(({ name }) => name).join('、')}>
        {row.populations.map(({ population, name }) => (
          <Tag key={population}>{name}</Tag>
        ))}
      </span>
    ),
  },
  signed: {
    title: '签约',
    width: 118,
    render: (row) =>
      row.signed ? (
        <span title={row.teamName ?? ''}>至 {row.signedUntil}</span>
      ) : (
        <span className="quiet">未签约</span>
      ),
  },
  team: { title: '签约团队', width: 180, render: (row) => <OneLine text={row.teamName ?? ''} /> },
  owed: {
    title: '应尽服务',
    width: 128,
    render: (row) => (
      <>
        {row.overdue > 0 && <Tag color="error">逾期 {row.overdue}</Tag>}
        {row.due > 0 && <Tag color="warning">待做 {row.due}</Tag>}
      </>
    ),
  },
  warnings: {
    title: '信息核对',
    width: 92,
    render: (row) => (row.warnings > 0 ? <Tag color="warning">{row.warnings} 项矛盾</Tag> : ''),
  },
  recordNumber: {
    title: '健康档案编号',
    width: 172,
    render: (row) => (row.healthRecordNumber ? formatRecordNumber(row.healthRecordNumber) : ''),
  },
} satisfies Record<string, Column>

export type ColumnName = keyof typeof residentColumns

export const usualColumns: ColumnName[] = [
  'name',
  'sexAge',
  'idNumber',
  'phone',
  'address',
  'relation',
  'populations',
  'signed',
  'owed',
]

export function columnsOf(names: readonly ColumnName[]): TableColumnsType<ResidentRow> {
  return names.flatMap((name) => {
    const column = residentColumns[name]
    return column
      ? [
          {
            key: name,
            title: column.title,
            width: column.width,
            render: (_: unknown, row: ResidentRow) => column.render(row),
          },
        ]
      : []
  })
}

/** One column for a narrow screen. */
export const narrowColumns: TableColumnsType<ResidentRow> = [
  {
    key: 'person',
    title: '居民',
    render: (_, row) => (
      <div className="resident-line">
        <div className="one-line">
          <Link className="person-link" to={`/residents/${row.id}`}>
            {row.name}
          </Link>{' '}
          {sexWords[row.sex]} {ageWords(row.ageYears)}{' '}
          <span className="quiet">{row.address || row.villageName}</span>
        </div>
        <div className="one-line">
          {row.presence !== 'here' && <Tag>{presenceWords[row.presence]}</Tag>}
          {row.overdue > 0 && <Tag color="error">逾期 {row.overdue}</Tag>}
          {row.due > 0 && <Tag color="warning">待做 {row.due}</Tag>}
          {!row.signed && <Tag>未签约</Tag>}
          {row.populations.map(({ population, name }) => (
            <Tag key={population}>{name}</Tag>
          ))}
        </div>
      </div>
    ),
  },
]

function OneLine({ text }: { text: string }) {
  return (
    <span className="one-line" title={text}>
      {text}
    </span>
  )
}
