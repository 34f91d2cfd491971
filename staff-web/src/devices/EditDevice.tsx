import { putDevice } from '@qianyue/api/devices.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { deviceKinds, deviceStates } from '@qianyue/domain/devices/device.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { useViewer } from '../session/viewer.ts'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import type { Device } from './DevicesPage.tsx'

type Values = Pick<Device, 'unitCode' | 'serial' | 'kind' | 'model' | 'since' | 'state'>

const optionsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

/** 登记或修改设备. */
export function EditDevice({ device, onClose }: { device?: Device; onClose: () => void }) {
  const { reach } = useViewer()
  const [id] = useState(() => device?.id ?? newId())
  const units = useReply(listOrgUnits, {})
  const send = useSend(putDevice)
  return (
    <EntryDialog<Values>
      title={device ? '修改设备' : '登记设备'}
      send={send}
      initialValues={
        device ?? {
          kind: 'all-in-one',
          state: 'in-use',
          model: '',
          unitCode: reach.unitCode,
          since: dayInShanghai(new Date()),
        }
      }
      onSubmit={(values) => send.mutate({ id, ...values }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Form.Item
        name="serial"
        label="序列号"
        extra="与设备上传的消息里写的一致，一般印在机身背面。"
        rules={[{ required: true, message: '请填写序列号' }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label="设备">
        <Select options={optionsOf(deviceKinds)} />
      </Form.Item>
      <Form.Item name="model" label="型号">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="unitCode" label="使用单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={units.isPending}
          options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <DayItem name="since" label="启用日期" required="请填写日期" />
      <Form.Item name="state" label="状态">
        <Select options={optionsOf(deviceStates)} />
      </Form.Item>
    </EntryDialog>
  )
}
