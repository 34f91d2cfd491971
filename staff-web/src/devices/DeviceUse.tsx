import { deviceUse, deviceUseServices } from '@qianyue/api/devices.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { quarterChoices } from '../settlement/period.ts'
import { DataTable } from '../shell/DataTable.tsx'

type Unit = { unitCode: number; unitName: string }
type Days = ReturnType<typeof quarterChoices>[number]['days']

const rate = (part: number, whole: number) =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%（${part}/${whole}）`

/** 使用率与上传率 of each clinic; the use rate opens to names, the upload rate to the messages. */
export function DeviceUse() {
  const choices = quarterChoices(dayInShanghai(new Date()), 6)
  const [chosen, setChosen] = useState(choices[0]!.value)
  const [open, setOpen] = useState<Unit | null>(null)
  const { days } = choices.find(({ value }) => value === chosen)!
  const use = useReply(deviceUse, days, { keepPrevious: true })
  return (
    <>
      <Flex gap={12} align="center" wrap>
        <h2>使用情况</h2>
        <Select
          aria-label="期间"
          value={chosen}
          onChange={setChosen}
          options={choices}
          style={{ width: 180 }}
        />
      </Flex>
      <p className="quiet" style={{ margin: 0 }}>
        使用率 = 当天有设备测量值的服务 ÷ 面对面、应测血压或血糖的服务；上传率 = 对上居民的测量 ÷
        设备传来的全部测量。
      </p>
      {use.error && <Alert type="error" showIcon title={use.error.message} />}
      <DataTable
        rowKey="unitCode"
        loading={use.isPending}
        dataSource={use.data ?? []}
        pagination={(use.data?.length ?? 0) > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        empty="这个期间没有应使用设备的服务。"
        columns={[
          { title: '单位', dataIndex: 'unitName' },
          { title: '设备', align: 'right', render: (_, { devices }) => `${devices}台` },
          {
            title: '使用率',
            align: 'right',
            render: (_, { unitCode, unitName, onDevice, needing }) => (
              <Button type="link" size="small" onClick={() => setOpen({ unitCode, unitName })}>
                {rate(onDevice, needing)}
              </Button>
            ),
          },
          {
            title: '上传率',
            align: 'right',
            render: (_, { unitCode, uploaded, measured }) => (
              <Link to={`/device-messages?unit=${unitCode}`}>{rate(uploaded, measured)}</Link>
            ),
          },
        ]}
      />
      {open && <Services unit={open} days={days} onClose={() => setOpen(null)} />}
    </>
  )
}

function Services({ unit, days, onClose }: { unit: Unit; days: Days; onClose: () => void }) {
  const [onDevice, setOnDevice] = useState<'no' | 'yes'>('no')
  const services = useReply(deviceUseServices, { ...days, unitCode: unit.unitCode, onDevice, limit: 500 })
  return (
    <Drawer open size={720} title={`${unit.unitName} ${days.fromDay} 至 ${days.toDay}`} onClose={onClose}>
      <Flex vertical gap={12}>
        <Select<'no' | 'yes'>
          aria-label="是否使用设备"
          style={{ width: 200 }}
          value={onDevice}
          onChange={setOnDevice}
          options={[
            { value: 'no', label: '没有设备测量值的服务' },
            { value: 'yes', label: '有设备测量值的服务' },
          ]}
        />
        {services.error && <Alert type="error" showIcon title={services.error.message} />}
        <DataTable
          rowKey="recordId"
          loading={services.isPending}
          dataSource={services.data ?? []}
          pagination={(services.data?.length ?? 0) > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          empty="没有这样的服务。"
          columns={[
            { title: '日期', dataIndex: 'performedOn' },
            {
              title: '居民',
              render: (_, { residentId, residentName }) => (
                <Link to={`/residents/${residentId}`}>{residentName}</Link>
              ),
            },
            { title: '服务', dataIndex: 'formName' },
            { title: '记录人', render: (_, { staffName }) => staffName ?? '' },
            {
              title: '设备',
              render: (_, one) => (
                <Tag color={one.onDevice ? 'green' : 'default'}>{one.onDevice ? '有' : '无'}</Tag>
              ),
            },
          ]}
        />
      </Flex>
    </Drawer>
  )
}
