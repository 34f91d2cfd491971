import { closeOrgUnit, editOrgUnit, openOrgUnit } from '@qianyue/api/organisation.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Drawer, Form, Input, InputNumber, Popconfirm, Space } from 'antd'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults, orNull } from '../shell/form-faults.ts'
import type { Unit } from './unit-tree.ts'

type Values = Pick<Unit, 'code' | 'name' | 'areaName' | 'archiveCode' | 'phone' | 'address'>

/** 新增或修改机构. A new one begins under the unit that was chosen: its code says where it belongs. */
export function UnitDrawer({
  unit,
  parent,
  onClose,
}: {
  unit: Unit | null
  parent: Unit | null
  onClose: () => void
}) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const opening = useSend(openOrgUnit)
  const editing = useSend(editOrgUnit)
  const closing = useSend(closeOrgUnit)
  const send = unit ? editing : opening
  const code = Form.useWatch('code', form)
  const isVillage = code ? levelOf(code) === 'village' : parent?.level === 'township'

  const save = (values: Values) =>
    send.mutate(
      {
        ...values,
        code: unit?.code ?? values.code,
        archiveCode: orNull(values.archiveCode),
        phone: orNull(values.phone),
        address: orNull(values.address),
      },
      {
        onSuccess: ({ name }) => {
          message.success(`已保存：${name}`)
          onClose()
        },
        onError: (error) => form.setFields(fieldFaults<Values>(error)),
      },
    )
  const error = closing.error ?? send.error

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={440}
      title={unit ? `修改机构：${unit.name}` : '新增机构'}
      onClose={onClose}
      extra={
        <Button type="primary" loading={send.isPending} onClick={form.submit}>
          保存
        </Button>
      }
    >
      <FormError error={error} />
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={unit ?? { code: parent ? suggestedCode(parent) : null }}
      >
        <Form.Item
          name="code"
          label="统计用区划代码（12 位）"
          extra={
            unit
              ? '编码是机构的身份，不能修改。'
              : '前 6 位为本县，7–9 位为乡镇，10–12 位为村（居）。乡镇的后 3 位为 000。'
          }
          rules={[{ required: true, message: '请输入 12 位代码' }]}
        >
          <InputNumber controls={false} disabled={unit !== null} style={{ width: '100%' }} maxLength={12} />
        </Form.Item>
        <Form.Item name="name" label="机构名称" rules={[{ required: true, message: '请输入机构名称' }]}>
          <Input placeholder="东岭村卫生室" />
        </Form.Item>
        <Form.Item
          name="areaName"
          label="所辖乡镇或村（居）"
          extra="与花名册上的写法一致，导入名册时按它对应村名。"
          rules={[{ required: true, message: '请输入所辖乡镇或村（居）' }]}
        >
          <Input placeholder="东岭村" />
        </Form.Item>
        {isVillage && (
          <Form.Item
            name="archiveCode"
            label="建档村（居）编码（3 位）"
            extra="居民健康档案编码的第三段，村委会一般为 101 起。"
          >
            <Input maxLength={3} inputMode="numeric" />
          </Form.Item>
        )}
        <Form.Item name="phone" label="电话">
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="address" label="地址">
          <Input />
        </Form.Item>
      </Form>
      {unit && unit.parentCode !== null && unit.closedOn === null && (
        <Space>
          <Popconfirm
            title={`撤销“${unit.name}”？`}
            description="机构下没有居民、人员、团队和账号时才能撤销；历史记录保留。"
            okText="撤销机构"
            onConfirm={() => closing.mutate({ code: unit.code }, { onSuccess: onClose })}
          >
            <Button danger loading={closing.isPending}>
              撤销机构
            </Button>
          </Popconfirm>
        </Space>
      )}
    </Drawer>
  )
}

/** The digits that are known of a unit below this one. */
function suggestedCode(parent: Unit): number {
  return parent.level === 'county' ? parent.code + 100_000 : parent.code + 200
}
