import { createAccount } from '@qianyue/api/accounts.ts'
import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { listStaff } from '@qianyue/api/organisation.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Drawer, Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'
import { RoleItems } from './RoleItems.tsx'
import { ShownOnce } from './ShownOnce.tsx'

type Values = Omit<RequestInput<typeof createAccount>, 'id'>

/** 新建账号 for a member of staff: the system makes a password that must be changed at the first sign-in. */
export function NewAccountDrawer({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const staff = useReply(listStaff, {})
  const send = useSend(createAccount)
  const without = (staff.data ?? []).filter(({ username }) => username === null)

  const takeFrom = (staffId: string | undefined) => {
    const member = without.find((one) => one.id === staffId)
    if (member) form.setFieldsValue({ name: member.name })
  }

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={480}
      title="新建账号"
      onClose={onClose}
      extra={
        <Button type="primary" loading={send.isPending} onClick={form.submit}>
          建立账号
        </Button>
      }
    >
      <FormError error={send.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roles: [{}], secondFactorDemanded: false }}
        onFinish={(values) =>
          send.mutate(
            { ...values, id, staffId: values.staffId ?? null },
            { onError: (error) => form.setFields(fieldFaults<Values>(error)) },
          )
        }
      >
        <Form.Item
          name="staffId"
          label="人员"
          extra="先在“机构与人员”登记，再在这里开设账号。程序对接的账号可以不选。"
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择还没有账号的人员"
            loading={staff.isFetching}
            onChange={takeFrom}
            options={without.map((member) => ({
              value: member.id,
              label: `${member.name}　${member.unitName}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请输入姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="username"
          label="账号"
          extra="登录时输入，字母开头，如 li.mei；建立后不能修改。"
          rules={[{ required: true, message: '请输入账号' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <RoleItems />
        <Form.Item name="secondFactorDemanded" label="必须使用动态口令" valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {send.data && (
        <ShownOnce
          title={`账号 ${send.data.account.username} 的初始密码`}
          secret={send.data.oneTimePassword}
          words="只显示这一次，7 天内有效。请当面交给本人，首次登录时必须修改。"
          onClose={onClose}
        />
      )}
    </Drawer>
  )
}
