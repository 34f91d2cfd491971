import {
  editAccount,
  endAccountSessions,
  getAccount,
  removeSecondFactor,
  resetPassword,
  setAccountState,
} from '@qianyue/api/accounts.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { endAccountPhone, listAccountPhones } from '@qianyue/api/phones.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, App, Button, Drawer, Form, Input, Popconfirm, Skeleton, Space, Switch, Tabs } from 'antd'
import { useState } from 'react'
import { useMay, useViewer } from '../session/viewer.ts'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'
import { PhonesTable } from './PhonesTable.tsx'
import { RoleItems } from './RoleItems.tsx'
import { SessionsTable } from './SessionsTable.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { Tokens } from './Tokens.tsx'

type Account = ReplyOf<typeof getAccount>

/** 一个账号: roles, password, second factor, devices, tokens. */
export function AccountDrawer({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const account = useReply(getAccount, { accountId })
  const mayMakeTokens = useMay('accounts.manage-tokens')
  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={600}
      title={account.data ? `账号 ${account.data.username}` : '账号'}
      onClose={onClose}
    >
      {account.error && <Alert type="error" showIcon title={account.error.message} />}
      {!account.data && !account.error && <Skeleton active />}
      {account.data && (
        <Tabs
          items={[
            { key: 'roles', label: '姓名与角色', children: <RolesForm account={account.data} /> },
            { key: 'access', label: '登录与安全', children: <Access account={account.data} /> },
            ...(mayMakeTokens
              ? [{ key: 'tokens', label: '程序令牌', children: <Tokens account={account.data} /> }]
              : []),
          ]}
        />
      )}
    </Drawer>
  )
}

type Values = Pick<Account, 'name' | 'roles' | 'secondFactorDemanded'>

function RolesForm({ account }: { account: Account }) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const send = useSend(editAccount)
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={account}
      onFinish={({ name, roles, secondFactorDemanded }) =>
        send.mutate(
          { accountId: account.id, name, roles, secondFactorDemanded },
          {
            onSuccess: () => message.success('已保存，立即生效'),
            onError: (error) => form.setFields(fieldFaults<Values>(error)),
          },
        )
      }
    >
      <FormError error={send.error} />
      <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请输入姓名' }]}>
        <Input />
      </Form.Item>
      <RoleItems />
      <Form.Item name="secondFactorDemanded" label="必须使用动态口令" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        保存
      </Button>
    </Form>
  )
}

function Access({ account }: { account: Account }) {
  const viewer = useViewer()
  const isOwn = viewer.user.id === account.id
  const reset = useSend(resetPassword)
  const state = useSend(setAccountState)
  const lift = useSend(removeSecondFactor)
  const end = useSend(endAccountSessions)
  const [shown, setShown] = useState<string | null>(null)
  const accountId = account.id
  const error = reset.error ?? state.error ?? lift.error ?? end.error

  return (
    <Space direction="vertical" size="middle" style={{ width: '100%' }}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {isOwn && <Alert type="info" showIcon title="这是您自己的账号：密码和动态口令请在“我的账号”中修改。" />}
      <div>
        {stateWords(account)}
        {account.lastSignedInAt && `，最近登录 ${momentWords(account.lastSignedInAt)}`}
        {account.mustChangePassword && '，下次登录须修改密码'}
        {account.secondFactor ? '，已启用动态口令' : '，未启用动态口令'}。
      </div>
      <Space wrap>
        <Popconfirm
          title="重置密码？"
          description="原密码立即失效，所有设备退出，得到一个一次性密码。"
          okText="重置密码"
          onConfirm={() =>
            reset.mutate({ accountId, id: newId() }, { onSuccess: (made) => setShown(made.oneTimePassword) })
          }
        >
          <Button disabled={isOwn || account.state === 'disabled'}>重置密码</Button>
        </Popconfirm>
        {account.state === 'locked' && (
          <Button onClick={() => state.mutate({ accountId, state: 'open' })}>解除锁定</Button>
        )}
        {account.secondFactor && (
          <Popconfirm
            title="解除动态口令？"
            description="用于手机遗失。要求使用动态口令的，下次登录须重新启用。"
            okText="解除"
            onConfirm={() => lift.mutate({ accountId })}
          >
            <Button disabled={isOwn}>解除动态口令</Button>
          </Popconfirm>
        )}
        {account.state === 'disabled' ? (
          <Button onClick={() => state.mutate({ accountId, state: 'open' })}>启用账号</Button>
        ) : (
          <Popconfirm
            title="停用账号？"
            description="所有设备立即退出，不能再登录；以前的记录不变，可再启用。"
            okText="停用账号"
            onConfirm={() => state.mutate({ accountId, state: 'disabled' })}
          >
            <Button danger disabled={isOwn}>
              停用账号
            </Button>
          </Popconfirm>
        )}
      </Space>
      <SessionsTable sessions={account.sessions} />
      <AccountPhones accountId={accountId} />
      {account.sessions.length > 0 && (
        <Button onClick={() => end.mutate({ accountId })}>让所有设备退出</Button>
      )}
      {shown && (
        <ShownOnce
          title={`账号 ${account.username} 的一次性密码`}
          secret={shown}
          words="只显示这一次，7 天内有效。请当面交给本人，登录时必须修改。"
          onClose={() => setShown(null)}
        />
      )}
    </Space>
  )
}

/** 外勤手机: a lost one is ended, or told to forget. */
function AccountPhones({ accountId }: { accountId: string }) {
  const phones = useReply(listAccountPhones, { accountId })
  const end = useSend(endAccountPhone)
  return (
    <PhonesTable
      phones={phones.data ?? []}
      onEnd={(phoneId, wipe) => end.mutate({ accountId, phoneId, wipe })}
    />
  )
}

function stateWords({ state }: Pick<Account, 'state'>): string {
  return { open: '账号正常', locked: '账号因密码连续输错而锁定', disabled: '账号已停用' }[state]
}
