import { Card, Table } from 'antd'

/** 文件条款: which figure of the notice stands in which clause. */
export function Clauses({ clauses }: { clauses: readonly { says: string; clause: string }[] }) {
  return (
    <Card size="small" title="文件条款">
      <Table
        size="small"
        rowKey="says"
        pagination={false}
        dataSource={[...clauses]}
        columns={[
          { title: '规定', dataIndex: 'says' },
          { title: '出处', dataIndex: 'clause' },
        ]}
      />
    </Card>
  )
}
