import { listAccounts } from '@qianyue/api/accounts.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Flex, Input, Select, type TableColumnsType, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'
import { AccountDrawer } from './AccountDrawer.tsx'
import { NewAccountDrawer } from './NewAccountDrawer.tsx'
import { RolesTable } from './RolesTable.tsx'

type Account = ReplyOf<typeof listAccounts>['items'][number]
type State = Account['state']

const states: Record<State, string> = { open: '正常', locked: '锁定', disabled: '停用' }
const stateColour = { open: 'success', locked: 'error', disabled: 'default' } as const

/** 账号: who signs in with which roles, and what each role may do. */
export function AccountsPage() {
  const [isNew, setIsNew] = useState(false)
  return (
    <>
      <PageTitle title="账号">
        <Button type="primary" onClick={() => setIsNew(true)}>
          新建账号
        </Button>
      </PageTitle>
      <Tabs
        items={[
          { key: 'accounts', label: '账号', children: <Accounts /> },
          { key: 'roles', label: '角色与权限', children: <RolesTable /> },
        ]}
      />
      {isNew && <NewAccountDrawer onClose={() => setIsNew(false)} />}
    </>
  )
}

function Accounts() {
  const [q, setQ] = useState('')
  const [role, setRole] = useState<Role | undefined>()
  const [state, setState] = useState<State | undefined>()
  const pages = usePages()
  const [openId, setOpenId] = useState<string | null>(null)
  const accounts = useReply(
    listAccounts,
    {
      limit: 50,
      ...(q ? { q } : {}),
      ...(role ? { role } : {}),
      ...(state ? { state } : {}),
      ...pages.asked,
    },
    { keepPrevious: true },
  )
  const narrow = (work: () => void) => {
    pages.toFirst()
    work()
  }

  const columns: TableColumnsType<Account> = [
    {
      title: '账号',
      dataIndex: 'username',
      fixed: 'left',
      render: (username: string, { id }) => (
        <Button type="link" size="small" onClick={() => setOpenId(id)}>
          {username}
        </Button>
      ),
    },
    { title: '姓名', dataIndex: 'name' },
    {
      title: '角色与所在机构',
      width: '40%',
      render: (_, account) =>
        account.roles.map((held) => `${roles[held.role]}（${held.unitName}）`).join('、'),
    },
    {
      title: '动态口令',
      render: (_, { secondFactor, secondFactorDemanded }) =>
        secondFactor ? (
          '已启用'
        ) : secondFactorDemanded ? (
          <Tag color="warning">待启用</Tag>
        ) : (
          <span className="quiet">未启用</span>
        ),
    },
    {
      title: '最近登录',
      dataIndex: 'lastSignedInAt',
      render: (at: string | null) => (at ? momentWords(at) : <span className="quiet">从未</span>),
    },
    {
      title: '状态',
      dataIndex: 'state',
      render: (one: State) => <Tag color={stateColour[one]}>{states[one]}</Tag>,
    },
  ]

  return (
    <>
      <Flex gap={8} wrap style={{ marginBottom: 8 }}>
        <Input.Search
          allowClear
          placeholder="账号或姓名"
          aria-label="查找账号"
          style={{ width: 200 }}
          onSearch={(text) => narrow(() => setQ(text.trim()))}
        />
        <Select
          allowClear
          placeholder="全部角色"
          aria-label="角色"
          style={{ width: 160 }}
          options={(Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] }))}
          onChange={(value) => narrow(() => setRole(value))}
        />
        <Select
          allowClear
          placeholder="全部状态"
          aria-label="状态"
          style={{ width: 120 }}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
          onChange={(value) => narrow(() => setState(value as State | undefined))}
        />
      </Flex>
      {accounts.error && (
        <Alert type="error" showIcon title={accounts.error.message} style={{ marginBottom: 8 }} />
      )}
      <DataTable<Account>
        columns={columns}
        dataSource={accounts.data?.items ?? []}
        loading={accounts.isFetching}
        locale={{ emptyText: '没有符合条件的账号' }}
      />
      <PageTurner pages={pages} next={accounts.data?.nextCursor} />
      {openId && <AccountDrawer accountId={openId} onClose={() => setOpenId(null)} />}
    </>
  )
}
