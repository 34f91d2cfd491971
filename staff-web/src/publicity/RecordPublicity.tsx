import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { materialKinds, publicityKinds, recordPublicity } from '@qianyue/api/publicity.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Button, Flex, Form, Input, InputNumber, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { SendError } from '../shell/SendError.tsx'

type Said = {
  unitCode: number
  kind: keyof typeof publicityKinds
  title: string
  heldOn: Dayjs
  place?: string
  people: number
  materials?: { kind: keyof typeof materialKinds; count: number }[]
}

/** 登记宣传活动, with the number of each material. */
export function RecordPublicity({ onClose }: { onClose: () => void }) {
  const { reach } = useViewer()
  const send = useSend(recordPublicity)
  const units = useReply(listOrgUnits, {})
  const [id] = useState(newId)
  const [form] = Form.useForm<Said>()
  return (
    <Modal
      open
      title="登记宣传活动"
      okText="登记"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { heldOn, place, materials, ...said } = await form.validateFields()
        send.mutate(
          {
            id,
            ...said,
            place: place ?? '',
            heldOn: heldOn.format('YYYY-MM-DD'),
            materials: materials ?? [],
          },
          { onSuccess: onClose },
        )
      }}
    >
      <SendError error={send.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ unitCode: reach.unitCode, kind: 'lecture', heldOn: dayjs() }}
      >
        <Form.Item name="title" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="kind" label="方式" style={{ flex: '1 1 120px' }}>
            <Select options={Object.entries(publicityKinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="heldOn" label="日期">
            <DayPicker allowClear={false} maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="people" label="人数" rules={[{ required: true, message: '请填写人数' }]}>
            <InputNumber min={0} precision={0} />
          </Form.Item>
        </Flex>
        <Flex gap={12} wrap>
          <Form.Item name="unitCode" label="单位" style={{ flex: '1 1 160px' }}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={units.data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            />
          </Form.Item>
          <Form.Item name="place" label="地点" style={{ flex: '1 1 160px' }}>
            <Input maxLength={100} />
          </Form.Item>
        </Flex>
        <Form.List name="materials">
          {(fields, { add, remove }) => (
            <Form.Item label="材料">
              <Flex vertical gap={8}>
                {fields.map(({ key, name }) => (
                  <Flex key={key} gap={8}>
                    <Form.Item name={[name, 'kind']} noStyle initialValue="leaflet">
                      <Select
                        aria-label="材料种类"
                        style={{ flex: 1 }}
                        options={Object.entries(materialKinds).map(([value, label]) => ({
                          value,
                          label,
                        }))}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'count']} noStyle initialValue={100}>
                      <InputNumber aria-label="数量" min={1} precision={0} suffix="份" />
                    </Form.Item>
                    <Button onClick={() => remove(name)}>删除</Button>
                  </Flex>
                ))}
                <Button onClick={() => add()}>添加材料</Button>
              </Flex>
            </Form.Item>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
