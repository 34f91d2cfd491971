import { listResidentServiceRecords } from '@qianyue/api/service-records.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ClassificationTag } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { Alert, Empty, Table } from 'antd'
import { Link } from 'react-router'
import { nextStepWords } from './record-words.ts'

/** A resident's service records, the latest first: a part of the resident's page. */
export function ResidentRecords({ residentId }: { residentId: string }) {
  const records = useReply(listResidentServiceRecords, { residentId, limit: 100 })
  if (records.error) return <Alert type="error" showIcon title={records.error.message} />
  return (
    <Table
      size="small"
      rowKey="id"
      loading={records.isPending}
      dataSource={records.data ?? []}
      pagination={false}
      scroll={{ x: 720 }}
      locale={{ emptyText: <Empty description="还没有服务记录" /> }}
      columns={[
        {
          title: '服务日期',
          width: 106,
          render: (_, { id, performedOn }) => <Link to={`/service-records/${id}`}>{performedOn}</Link>,
        },
        { title: '记录', render: (_, row) => row.serviceName ?? row.formName },
        { title: '内容', dataIndex: 'summary' },
        {
          title: '分类',
          render: (_, row) =>
            row.classification === null ? '' : <ClassificationTag classification={row.classification} />,
        },
        { title: '下一步', render: (_, row) => nextStepWords(row) },
        { title: '下次日期', width: 106, dataIndex: 'nextDueOn' },
        { title: '方式', width: 60, render: (_, { mode }) => serviceModes[mode].name },
        { title: '医生', dataIndex: 'performedByName' },
      ]}
    />
  )
}
