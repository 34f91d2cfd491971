import { addDeviceLog, getDevice } from '@qianyue/api/devices.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import {
  type DeviceLogKind,
  deviceKinds,
  deviceLogKinds,
  deviceStates,
} from '@qianyue/domain/devices/device.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Descriptions, Drawer, Flex, Input, InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { v7 as newId } from 'uuid'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { EditDevice } from './EditDevice.tsx'

/** One device: what it is, and what was done to it and spent on it. */
export function DeviceDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const mayManage = useMay('devices.manage')
  const reply = useReply(getDevice, { id })
  const [editing, setEditing] = useState(false)
  const device = reply.data
  return (
    <Drawer
      open
      size={720}
      title={device ? `${deviceKinds[device.kind]} ${device.serial}` : '设备'}
      onClose={onClose}
      extra={mayManage && device && <Button onClick={() => setEditing(true)}>修改</Button>}
    >
      {reply.error && <Alert type="warning" showIcon title={reply.error.message} />}
      {reply.isPending && <Skeleton active />}
      {device && (
        <Flex vertical gap={16}>
          <Descriptions
            size="small"
            column={{ xs: 1, sm: 2 }}
            items={[
              { key: 'unit', label: '使用单位', children: device.unitName },
              { key: 'model', label: '型号', children: device.model || '—' },
              { key: 'state', label: '状态', children: deviceStates[device.state] },
              { key: 'since', label: '启用日期', children: device.since },
              {
                key: 'messages',
                label: '近30天测量',
                children: (
                  <Link to={`/device-messages?serial=${encodeURIComponent(device.serial)}`}>
                    {device.messagesLately}条
                  </Link>
                ),
              },
            ]}
          />
          {mayManage && <AddLog id={id} />}
          <DataTable
            dataSource={device.log}
            pagination={device.log.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            empty="还没有故障、维修或耗材记录。"
            columns={[
              { title: '日期', dataIndex: 'happenedOn' },
              { title: '类别', render: (_, { kind }) => deviceLogKinds[kind] },
              { title: '内容', render: (_, { words }) => <div className="devices-words">{words}</div> },
              { title: '数量', align: 'right', render: (_, { quantity }) => quantity ?? '' },
              { title: '记录人', dataIndex: 'recordedBy' },
            ]}
          />
        </Flex>
      )}
      {editing && device && <EditDevice device={device} onClose={() => setEditing(false)} />}
    </Drawer>
  )
}

function AddLog({ id }: { id: string }) {
  const send = useSend(addDeviceLog)
  const [entryId, setEntryId] = useState(() => newId())
  const [kind, setKind] = useState<DeviceLogKind>('fault')
  const [quantity, setQuantity] = useState<number | null>(null)
  const [words, setWords] = useState('')
  const add = () =>
    send.mutate(
      {
        id,
        entryId,
        kind,
        words,
        quantity: kind === 'consumable' ? quantity : null,
        happenedOn: dayInShanghai(new Date()),
      },
      {
        onSuccess: () => {
          setEntryId(newId())
          setWords('')
          setQuantity(null)
        },
      },
    )
  return (
    <Flex vertical gap={8}>
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Flex gap={8} wrap>
        <Select<DeviceLogKind>
          aria-label="类别"
          style={{ width: 90 }}
          value={kind}
          onChange={setKind}
          options={(Object.keys(deviceLogKinds) as DeviceLogKind[]).map((value) => ({
            value,
            label: deviceLogKinds[value],
          }))}
        />
        <Input
          aria-label="内容"
          placeholder="今天的故障、维修或领用的耗材"
          style={{ flex: '1 1 200px' }}
          maxLength={500}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {kind === 'consumable' && (
          <InputNumber
            aria-label="数量"
            placeholder="数量"
            min={1}
            precision={0}
            value={quantity}
            onChange={setQuantity}
          />
        )}
        <Button type="primary" disabled={words.trim().length < 2} loading={send.isPending} onClick={add}>
          记一笔
        </Button>
      </Flex>
    </Flex>
  )
}
