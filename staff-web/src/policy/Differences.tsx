import type { Difference } from '@qianyue/domain/policy/value-words.ts'
import { DataTable } from '../shell/DataTable.tsx'

/** What a version says otherwise than the one before. */
export function Differences({ found }: { found: readonly Difference[] }) {
  if (found.length === 0) return <p className="quiet">没有改动。</p>
  return (
    <DataTable
      rowKey={({ label, before, after }) => `${label}/${before}/${after}`}
      dataSource={[...found]}
      columns={[
        { title: '内容', dataIndex: 'label' },
        { title: '原为', render: (_, { before }) => before ?? <span className="quiet">（新增）</span> },
        { title: '改为', render: (_, { after }) => after ?? <span className="policy-wrong">（删除）</span> },
      ]}
    />
  )
}
