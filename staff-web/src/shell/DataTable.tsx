import { Empty, Table, type TableProps } from 'antd'

/**
 * A table as the pages have it: dense, rows known by their id, all of them at once, and scrolled sideways rather than squeezed.
 * What a page says itself holds.
 * @param empty said when there are no rows
 */
export function DataTable<Row extends object>({ empty, ...own }: TableProps<Row> & { empty?: string }) {
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      {...(empty === undefined ? {} : { locale: { emptyText: <Empty description={empty} /> } })}
      {...own}
    />
  )
}
