import { addStaff, editStaff } from '@qianyue/api/organisation.ts'
import { qualifications } from '@qianyue/domain/organisation/staff.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Drawer, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { DayItem } from '../shell/day-items.tsx'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults, orNull } from '../shell/form-faults.ts'
import type { Member } from './StaffTable.tsx'
import { type Unit, unitTree } from './unit-tree.ts'

type Values = Omit<Member, 'id' | 'unitName' | 'licence' | 'username' | 'qualification'> & {
  qualification: (typeof qualifications)[number]
}

/** 新增或修改人员: qualification, licence and its last day, suspension, leaving. */
export function StaffDrawer({
  member,
  unit,
  units,
  onClose,
}: {
  member: Member | null
  unit: Unit | null
  units: readonly Unit[]
  onClose: () => void
}) {
  const [id] = useState(() => member?.id ?? newId())
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const adding = useSend(addStaff)
  const editing = useSend(editStaff)
  const send = member ? editing : adding

  const save = (values: Values) =>
    send.mutate(
      {
        ...values,
        id,
        phone: orNull(values.phone),
        licenceNumber: orNull(values.licenceNumber),
        licenceExpiresOn: values.licenceExpiresOn ?? null,
        suspendedSince: values.suspendedSince ?? null,
        leftOn: values.leftOn ?? null,
      },
      {
        onSuccess: ({ name }) => {
          message.success(`已保存：${name}`)
          onClose()
        },
        onError: (error) => form.setFields(fieldFaults<Values>(error)),
      },
    )

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={440}
      title={member ? `修改人员：${member.name}` : '新增人员'}
      onClose={onClose}
      extra={
        <Button type="primary" loading={send.isPending} onClick={form.submit}>
          保存
        </Button>
      }
    >
      <FormError error={send.error} />
      <Form form={form} layout="vertical" onFinish={save} initialValues={member ?? { unitCode: unit?.code }}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请输入姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unitCode" label="所在机构" rules={[{ required: true, message: '请选择机构' }]}>
          <TreeSelect treeData={unitTree(units)} showSearch treeNodeFilterProp="title" treeDefaultExpandAll />
        </Form.Item>
        <Form.Item name="qualification" label="资质" rules={[{ required: true, message: '请选择资质' }]}>
          <Select options={qualifications.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="licenceNumber" label="执业证号">
          <Input />
        </Form.Item>
        <DayItem name="licenceExpiresOn" label="执业证有效期至" />
        <Form.Item name="phone" label="工作电话">
          <Input inputMode="tel" />
        </Form.Item>
        {member && (
          <>
            <DayItem
              name="suspendedSince"
              label="暂停签约资格，自"
              extra="从这一天起不能带队签约；清空即恢复资格。已签协议不受影响。"
            />
            <DayItem name="leftOn" label="离岗日期" extra="从这一天起不再属于本机构，其账号不能登录。" />
          </>
        )}
      </Form>
    </Drawer>
  )
}
