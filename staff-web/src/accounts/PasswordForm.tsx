import { changePassword } from '@qianyue/api/accounts.ts'
import { PASSWORD_LEAST, passwordFaultWords, whyPasswordUnfit } from '@qianyue/domain/accounts/password.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Form, Input } from 'antd'
import { useViewer } from '../session/viewer.ts'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'

type Values = { current: string; next: string; again: string }

/** 修改密码: the other devices are signed out by it. */
export function PasswordForm() {
  const { user } = useViewer()
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const send = useSend(changePassword)
  return (
    <Form
      form={form}
      layout="vertical"
      style={{ maxWidth: 360 }}
      onFinish={({ current, next }) =>
        send.mutate(
          { current, next },
          {
            onSuccess: () => {
              message.success('密码已修改，其他设备已退出')
              form.resetFields()
            },
            onError: (error) => form.setFields(fieldFaults<Values>(error)),
          },
        )
      }
    >
      <FormError error={send.error} />
      <input type="text" name="username" autoComplete="username" value={user.username} readOnly hidden />
      <Form.Item name="current" label="现在的密码" rules={[{ required: true, message: '请输入现在的密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra={`至少 ${PASSWORD_LEAST} 位；不用账号、连续数字或常见密码。`}
        rules={[
          { required: true, message: '请输入新密码' },
          {
            validator: (_, password: string) => {
              const fault = password ? whyPasswordUnfit(password, user.username) : null
              return fault ? Promise.reject(new Error(passwordFaultWords[fault])) : Promise.resolve()
            },
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一遍新密码"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再输一遍新密码' },
          ({ getFieldValue }) => ({
            validator: (_, again: string) =>
              !again || again === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        修改密码
      </Button>
    </Form>
  )
}
