import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getContractTable } from '@qianyue/api/reports.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import {
  type ContractColumn,
  columnGroups,
  contractColumns,
  contractRates,
  rateIn,
} from '@qianyue/domain/reports/contract-table.ts'
import { countWords, yuanWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Grid } from 'antd'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import './reports.css'

type Shown = ReplyOf<typeof getContractTable>
type Row = Shown['rows'][number]

/** The table with what does not hold above it; a count that is a figure opens it. */
export function ContractTable({ table, opens = true }: { table: Shown; opens?: boolean }) {
  const { md } = Grid.useBreakpoint()
  const mayOpen = useMay('indicators.read-names') && opens
  const { problems, knowsPeriodBefore, isOver, countedOn } = table
  const groups = Object.entries(columnGroups) as [ContractColumn['group'], string][]
  return (
    <>
      {problems.length === 0 ? (
        <Alert type="success" showIcon title={`逻辑校验全部通过，统计日 ${countedOn}。`} />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={`逻辑校验有 ${problems.length} 处不符，统计日 ${countedOn}。`}
          description={
            <ul className="reports-problems">
              {problems.map(({ orgId, placeName, words }) => (
                <li key={`${orgId} ${words}`}>
                  {placeName}：{words}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <DataTable
        rowKey="orgId"
        onRow={() => ({ tabIndex: 0 })}
        bordered
        dataSource={table.rows}
        rowClassName={({ level }) => `reports-${level}`}
        columns={[
          {
            title: '镇、村',
            dataIndex: 'placeName',
            fixed: md ? 'left' : false,
            className: 'reports-place',
            render: (name: string, { level }) => (level === 'village' ? name : `${name}合计`),
          },
          ...groups.map(([group, title]) => ({
            title,
            children: [
              ...contractColumns
                .filter((column) => column.group === group)
                .map((column) => ({
                  title: column.header,
                  key: column.code,
                  align: 'right' as const,
                  render: (_: unknown, row: Row) => {
                    if (column.code === 'signed-before' && !knowsPeriodBefore) return '—'
                    const count = row.counts[column.code] ?? 0
                    if (column.unit === 'fen') return yuanWords(count)
                    if (column.figure === null || count === 0 || !mayOpen) return countWords(count)
                    return (
                      <Link to={figureAddress(column.figure, row, isOver ? countedOn : null)}>
                        {countWords(count)}
                      </Link>
                    )
                  },
                })),
              ...contractRates
                .filter(({ code }) => (code === 'fulfilment') === (group === 'fulfilment'))
                .filter(() => group === 'signed' || group === 'fulfilment')
                .map((rate) => ({
                  title: rate.header,
                  key: `rate-${rate.code}`,
                  align: 'right' as const,
                  render: (_: unknown, row: Row) => percentText(rateIn(row.counts, rate)),
                })),
            ],
          })),
        ]}
      />
    </>
  )
}

/** The page of the figure: with the names behind it today, the kept number for a period that is over. */
function figureAddress(
  { indicator, part }: NonNullable<ContractColumn['figure']>,
  { orgId }: Row,
  on: string | null,
): string {
  const query = new URLSearchParams({ org: String(orgId), code: indicator })
  if (on !== null) query.set('on', on)
  else {
    query.set('names', part)
    query.set('namesCode', indicator)
    query.set('namesOf', `${orgId}/`)
  }
  return `/figures?${query}`
}
