import { createFirstAdministrator } from '@qianyue/api/accounts.ts'
import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { signIn } from '@qianyue/api/session.ts'
import { PASSWORD_LEAST } from '@qianyue/domain/accounts/password.ts'
import type { CallError } from '@qianyue/ui/calls/call.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Card, Flex, Form, Input, Typography } from 'antd'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'

type Values = RequestInput<typeof createFirstAdministrator>

/** 建立首个管理员, with the code that the program printed at its start; the county too when there is none. */
export function FirstAdministratorPage({ county }: { county: { code: number; name: string } | null }) {
  const [form] = Form.useForm<Values>()
  const make = useSend(createFirstAdministrator)
  const enter = useSend(signIn)
  const error = make.error ?? enter.error

  // Once there is an administrator this page gives way to the sign-in page: signing in goes on without it.
  const makeAndEnter = async (values: Values) => {
    const made = await make.mutateAsync(values).catch((refused: CallError) => {
      form.setFields(fieldFaults<Values>(refused))
      return null
    })
    if (made) await enter.mutateAsync({ username: made.username, password: values.password }).catch(() => {})
  }

  return (
    <main style={{ minHeight: '100%', display: 'grid', placeItems: 'center', padding: 16 }}>
      <Card style={{ width: 'min(480px, 100%)' }}>
        <Typography.Title level={1} style={{ fontSize: 22, marginTop: 0 }}>
          建立首个管理员
        </Typography.Title>
        <p>
          {county ? `${county.name}（${county.code}）` : '本系统'}
          还没有管理员。请输入程序启动时显示的一次性代码；它在 24 小时内有效，重新启动会给出新的代码。
        </p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={makeAndEnter}>
          <Form.Item name="code" label="一次性代码" rules={[{ required: true, message: '请输入一次性代码' }]}>
            <Input autoFocus autoComplete="off" placeholder="ABCD-EFGH-…" />
          </Form.Item>
          {!county && (
            <Flex gap={12}>
              <Form.Item
                name="countyCode"
                label="行政区划代码"
                style={{ width: 140 }}
                rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入 6 位数字' }]}
              >
                <Input inputMode="numeric" maxLength={6} placeholder="320399" />
              </Form.Item>
              <Form.Item
                name="countyName"
                label="县（市、区）名称"
                style={{ flex: 1 }}
                rules={[{ required: true, message: '请输入名称' }]}
              >
                <Input placeholder="示范县" />
              </Form.Item>
            </Flex>
          )}
          <Form.Item name="name" label="您的姓名" rules={[{ required: true, message: '请输入姓名' }]}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="username"
            label="账号"
            extra="字母开头，可用小写字母、数字、点、横线"
            rules={[{ required: true, message: '请输入账号' }]}
          >
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label="密码"
            extra={`至少 ${PASSWORD_LEAST} 位`}
            rules={[{ required: true, message: '请输入密码' }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <FormError error={error} />
          <Button
            type="primary"
            htmlType="submit"
            block
            size="large"
            loading={make.isPending || enter.isPending}
          >
            建立并登录
          </Button>
        </Form>
      </Card>
    </main>
  )
}
