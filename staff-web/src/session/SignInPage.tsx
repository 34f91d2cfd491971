import { signIn } from '@qianyue/api/session.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Form, Input, Typography } from 'antd'

/** 登录 */
export function SignInPage() {
  const send = useSend(signIn)
  const asksForCode =
    send.error?.code === 'second-factor-needed' || send.error?.code === 'wrong-second-factor'
  return (
    <main style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: 16 }}>
      <Card style={{ width: 'min(400px, 100%)' }}>
        <Typography.Title level={1} style={{ fontSize: 22, marginTop: 0 }}>
          家庭医生签约服务
        </Typography.Title>
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => send.mutate(values)}
          autoComplete="on"
        >
          <Form.Item name="username" label="账号" rules={[{ required: true, message: '请输入账号' }]}>
            <Input autoFocus autoComplete="username" size="large" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          {asksForCode && (
            <Form.Item name="oneTimeCode" label="动态口令" extra="手机验证器上的 6 位数字">
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} size="large" autoFocus />
            </Form.Item>
          )}
          {send.error && (
            <Alert
              type={asksForCode && send.error.code === 'second-factor-needed' ? 'info' : 'error'}
              title={send.error.message}
              showIcon
              style={{ marginBottom: 16 }}
            />
          )}
          <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
            登录
          </Button>
        </Form>
      </Card>
    </main>
  )
}
