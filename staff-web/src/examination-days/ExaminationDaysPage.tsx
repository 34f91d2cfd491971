import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listExaminationDays } from '@qianyue/api/examination-days.ts'
import { slotWords } from '@qianyue/domain/examination-days/slots.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Empty } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { NewExaminationDay } from './NewExaminationDay.tsx'

type Day = ReplyOf<typeof listExaminationDays>[number]

/** 集中体检日: the days of one's villages, with how far each is. */
export function ExaminationDaysPage() {
  const mayManage = useMay('examination-days.manage')
  const listed = useReply(listExaminationDays, {})
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageTitle title="体检日">
        {mayManage && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            安排体检日
          </Button>
        )}
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable<Day>
        loading={listed.isPending}
        dataSource={listed.data ?? []}
        pagination={(listed.data?.length ?? 0) > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        locale={{
          emptyText: <Empty description="还没有安排体检日。安排后，按时段邀请应体检的居民，各站分别录入。" />,
        }}
        columns={[
          {
            title: '日期',
            render: (_, { id, heldOn }) => <Link to={`/examination-days/${id}`}>{heldOn}</Link>,
          },
          { title: '村', dataIndex: 'villageName' },
          { title: '地点', dataIndex: 'place' },
          {
            title: '时段',
            render: (_, day) =>
              `${slotWords(day, 0).slice(0, 5)} 起，${day.slots} 个，每个 ${day.slotMinutes} 分钟 ${day.slotCapacity} 人`,
          },
          { title: '邀请', dataIndex: 'invited', align: 'right' },
          { title: '到检', dataIndex: 'arrived', align: 'right' },
          { title: '完成', dataIndex: 'finished', align: 'right' },
          { title: '结果已告知', dataIndex: 'given', align: 'right' },
        ]}
      />
      {adding && <NewExaminationDay onClose={() => setAdding(false)} />}
    </>
  )
}
