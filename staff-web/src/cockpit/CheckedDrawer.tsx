import { listCheckedServices } from '@qianyue/api/cockpit.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Drawer, Grid, Tag } from 'antd'
import { Link } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'

const verdicts = {
  genuine: { words: '真实', colour: 'green' },
  doubtful: { words: '存疑', colour: 'orange' },
  fake: { words: '不实', colour: 'red' },
} as const

/** The services behind 核实率, with what was found of each. */
export function CheckedDrawer({ orgId, onClose }: { orgId: number | null; onClose: () => void }) {
  const { lg } = Grid.useBreakpoint()
  const services = useReply(listCheckedServices, { limit: 500, ...(orgId === null ? {} : { orgId }) })
  return (
    <Drawer open onClose={onClose} size={lg ? 880 : '100%'} title="本年已核查的服务">
      {services.error && <Alert type="error" showIcon title={services.error.message} />}
      <DataTable
        rowKey="recordId"
        loading={services.isPending}
        dataSource={services.data?.items ?? []}
        empty="本年还没有核查过服务"
        columns={[
          { title: '日期', dataIndex: 'performedOn' },
          {
            title: '居民',
            render: (_, { residentId, residentName }) => (
              <Link to={`/residents/${residentId}`}>{residentName}</Link>
            ),
          },
          { title: '村', dataIndex: 'villageName' },
          { title: '服务', dataIndex: 'service' },
          { title: '服务人', dataIndex: 'doctorName' },
          {
            title: '结论',
            render: (_, { verdict }) => <Tag color={verdicts[verdict].colour}>{verdicts[verdict].words}</Tag>,
          },
          { title: '依据', dataIndex: 'reason' },
        ]}
      />
    </Drawer>
  )
}
