import { createToken, type getAccount, revokeToken } from '@qianyue/api/accounts.ts'
import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { type Action, grants, reachKindOf } from '@qianyue/domain/access/grants.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { actionWords } from '@qianyue/ui/words/actions.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Form, Input, Popconfirm, Select, Space, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { DayItem } from '../shell/day-items.tsx'
import { FormError } from '../shell/FormError.tsx'
import { fieldFaults } from '../shell/form-faults.ts'
import { ShownOnce } from './ShownOnce.tsx'

type Account = ReplyOf<typeof getAccount>
type Token = Account['tokens'][number]
type Values = Pick<RequestInput<typeof createToken>, 'name' | 'scopes' | 'expiresOn'>

/** 程序令牌: what a program may do in the account's name, and until when. */
export function Tokens({ account }: { account: Account }) {
  const [form] = Form.useForm<Values>()
  const [id, setId] = useState(newId)
  const [shown, setShown] = useState<string | null>(null)
  const make = useSend(createToken)
  const revoke = useSend(revokeToken)
  const held = account.roles.map(({ role }) => role)
  const scopes = (Object.keys(grants) as Action[]).filter((action) => reachKindOf(held, action) !== null)

  return (
    <>
      {revoke.error && (
        <Alert type="error" showIcon title={revoke.error.message} style={{ marginBottom: 12 }} />
      )}
      <Table<Token>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={account.tokens}
        scroll={{ x: 480 }}
        locale={{ emptyText: '还没有令牌' }}
        expandable={{
          expandedRowRender: (token) =>
            token.scopes.map((scope) => <Tag key={scope}>{actionWords[scope as Action] ?? scope}</Tag>),
        }}
        columns={[
          { title: '用途', dataIndex: 'name' },
          { title: '建立', dataIndex: 'createdAt', render: momentWords },
          { title: '有效期至', dataIndex: 'expiresOn' },
          {
            title: '',
            render: (_, token) =>
              token.revokedAt ? (
                <Tag>已作废</Tag>
              ) : (
                <Popconfirm
                  title="作废这个令牌？"
                  description="使用它的程序立即不能再访问。"
                  okText="作废"
                  onConfirm={() => revoke.mutate({ accountId: account.id, tokenId: token.id })}
                >
                  <Button size="small" danger>
                    作废
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <h3>新建令牌</h3>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ scopes: [], expiresOn: dayjs().add(6, 'month').format('YYYY-MM-DD') }}
        onFinish={(values) =>
          make.mutate(
            { ...values, accountId: account.id, id },
            {
              onSuccess: ({ token }) => {
                setShown(token)
                setId(newId())
                form.resetFields()
              },
              onError: (error) => form.setFields(fieldFaults<Values>(error)),
            },
          )
        }
      >
        <FormError error={make.error} />
        <Form.Item name="name" label="用途" rules={[{ required: true, message: '请写明用途' }]}>
          <Input placeholder="如：县平台每日取指标" />
        </Form.Item>
        <Form.Item
          name="scopes"
          label="允许的操作"
          extra="只列出该账号的角色本来就能做的。"
          rules={[{ required: true, message: '请至少选一项' }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={scopes.map((value) => ({ value, label: actionWords[value] }))}
          />
        </Form.Item>
        <DayItem name="expiresOn" label="有效期至" />
        <Space>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            生成令牌
          </Button>
        </Space>
      </Form>
      {shown && (
        <ShownOnce
          title="访问令牌"
          secret={shown}
          words="只显示这一次。请直接填入程序的配置，不要用聊天软件发送。"
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}
