import {
  beginSecondFactor,
  confirmSecondFactor,
  getOwnSecondFactor,
  giveUpSecondFactor,
} from '@qianyue/api/accounts.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Flex, Form, Input, Skeleton, Typography } from 'antd'
import { useState } from 'react'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'

/** 动态口令: a code of six figures from the telephone, asked for after the password. */
export function SecondFactor() {
  const factor = useReply(getOwnSecondFactor, {})
  const begin = useSend(beginSecondFactor)
  if (factor.error) return <Alert type="error" showIcon title={factor.error.message} />
  if (!factor.data) return <Skeleton active />
  const { since, demanded } = factor.data
  if (since !== null) {
    return (
      <>
        <p>已于 {momentWords(since)} 启用。登录时除密码外还要输入手机上的动态口令。</p>
        {demanded ? <p className="quiet">管理员要求您的账号使用动态口令，不能自行停用。</p> : <GiveUp />}
      </>
    )
  }
  if (begin.data) return <Enrol begun={begin.data} />
  return (
    <>
      <p>
        启用后，登录时除密码外还要输入手机验证器上每 30 秒变化的 6 位数字；密码泄露也不能登录。
        {demanded && '管理员要求您的账号使用动态口令。'}
      </p>
      {begin.error && (
        <Alert type="error" showIcon title={begin.error.message} style={{ marginBottom: 12 }} />
      )}
      <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate({})}>
        启用动态口令
      </Button>
    </>
  )
}

function Enrol({ begun }: { begun: ReplyOf<typeof beginSecondFactor> }) {
  const [form] = Form.useForm<{ oneTimeCode: string }>()
  const confirm = useSend(confirmSecondFactor)
  return (
    <Flex gap={24} wrap>
      <img src={begun.qrCode} width={200} height={200} alt="动态口令二维码" style={{ background: '#fff' }} />
      <Form
        form={form}
        layout="vertical"
        style={{ flex: 1, minWidth: 260, maxWidth: 400 }}
        onFinish={(values) =>
          confirm.mutate(values, {
            onError: (error) => form.setFields(fieldFaults<{ oneTimeCode: string }>(error)),
          })
        }
      >
        <ol style={{ paddingInlineStart: 20 }}>
          <li>在手机上安装验证器（如“腾讯身份验证器”“Microsoft Authenticator”）。</li>
          <li>用它扫描二维码；不能扫描时手工输入密钥：</li>
        </ol>
        <Typography.Paragraph copyable code>
          {begun.secret}
        </Typography.Paragraph>
        <Form.Item
          name="oneTimeCode"
          label="手机上显示的 6 位数字"
          rules={[{ required: true, message: '请输入 6 位数字' }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 160 }} />
        </Form.Item>
        <FormError error={confirm.error} />
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          确认启用
        </Button>
      </Form>
    </Flex>
  )
}

function GiveUp() {
  const [isAsking, setIsAsking] = useState(false)
  const [form] = Form.useForm<{ password: string }>()
  const giveUp = useSend(giveUpSecondFactor)
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>停用动态口令</Button>
  return (
    <Form
      form={form}
      layout="inline"
      onFinish={(values) =>
        giveUp.mutate(values, {
          onError: (error) => form.setFields(fieldFaults<{ password: string }>(error)),
        })
      }
    >
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button danger htmlType="submit" loading={giveUp.isPending}>
        停用
      </Button>
    </Form>
  )
}
