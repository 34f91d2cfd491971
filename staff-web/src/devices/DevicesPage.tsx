import { PlusOutlined } from '@ant-design/icons'
import { listDevices } from '@qianyue/api/devices.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { deviceKinds, deviceStates } from '@qianyue/domain/devices/device.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { DeviceDrawer } from './DeviceDrawer.tsx'
import { DeviceUse } from './DeviceUse.tsx'
import { EditDevice } from './EditDevice.tsx'
import './devices.css'

export type Device = ReplyOf<typeof listDevices>[number]

const stateColours = { 'in-use': 'green', repair: 'orange', retired: 'default' } as const

/** 设备: the devices of the unit, and how they are used. */
export function DevicesPage() {
  const mayManage = useMay('devices.manage')
  const listed = useReply(listDevices, {})
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  return (
    <div className="devices">
      <PageTitle title="设备">
        {mayManage && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            登记设备
          </Button>
        )}
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data ?? []}
        pagination={(listed.data?.length ?? 0) > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        onRow={({ id }) => ({
          tabIndex: 0,
          onClick: () => setOpen(id),
          onKeyDown: ({ key }) => key === 'Enter' && setOpen(id),
        })}
        rowClassName="devices-row"
        empty="还没有登记设备。登记后，它上传的测量值会自动对上居民。"
        columns={[
          { title: '序列号', dataIndex: 'serial' },
          {
            title: '设备',
            render: (_, { kind, model }) => `${deviceKinds[kind]}${model === '' ? '' : ` ${model}`}`,
          },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '状态',
            render: (_, { state }) => <Tag color={stateColours[state]}>{deviceStates[state]}</Tag>,
          },
          { title: '启用', dataIndex: 'since' },
          { title: '近30天测量', align: 'right', render: (_, { messagesLately }) => `${messagesLately}条` },
          {
            title: '最近上传',
            render: (_, { lastMessageAt }) =>
              lastMessageAt ? momentWords(lastMessageAt) : <span className="quiet">还没有上传过</span>,
          },
        ]}
      />
      <DeviceUse />
      {open && <DeviceDrawer id={open} onClose={() => setOpen(null)} />}
      {adding && <EditDevice onClose={() => setAdding(false)} />}
    </div>
  )
}
