import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getContractTable } from '@qianyue/api/reports.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Card } from 'antd'
import { DataTable } from '../shell/DataTable.tsx'

type Section = ReplyOf<typeof getContractTable>['sections'][number]

/** The further tables of a quarter, half-year or year. */
export function ReportSections({ sections }: { sections: readonly Section[] }) {
  return sections.map(({ code, title, note, rowHeader, columns, rows }) => (
    <Card key={code} size="small" title={title}>
      <DataTable<Section['rows'][number]>
        bordered
        rowKey="key"
        onRow={() => ({ tabIndex: 0 })}
        dataSource={rows}
        footer={() => note}
        columns={[
          { title: rowHeader, dataIndex: 'label', className: 'reports-place' },
          ...columns.map((column) => ({
            title: column.header,
            key: column.code,
            align: 'right' as const,
            render: (_: unknown, { counts }: Section['rows'][number]) =>
              counts[column.code] === undefined ? '' : countWords(counts[column.code]!),
          })),
        ]}
      />
    </Card>
  ))
}
