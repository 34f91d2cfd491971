import { listRoleRules, setRoleRule } from '@qianyue/api/accounts.ts'
import { type Action, grants, type ReachKind, reachKindOf } from '@qianyue/domain/access/grants.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import { levelsOfRole } from '@qianyue/domain/accounts/giving-roles.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { actionWords, reachWords } from '@qianyue/ui/words/actions.ts'
import { Alert, Switch, Table, Tag } from 'antd'
import { useMay } from '../session/viewer.ts'

const levelWords = { county: '县级', township: '乡镇', village: '村（居）' } as const
const reaches: ReachKind[] = ['county', 'unit', 'team', 'self']

/** 角色: where each is held, what it may do and how far, and whether it needs a second factor. */
export function RolesTable() {
  const rules = useReply(listRoleRules, {})
  const set = useSend(setRoleRule)
  const maySet = useMay('accounts.set-rules')
  const demanded = new Map(rules.data?.map(({ role, secondFactorDemanded }) => [role, secondFactorDemanded]))
  const error = rules.error ?? set.error

  return (
    <>
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 12 }} />}
      <Table<{ role: Role }>
        size="small"
        rowKey="role"
        pagination={false}
        dataSource={(Object.keys(roles) as Role[]).map((role) => ({ role }))}
        scroll={{ x: 560 }}
        expandable={{ expandedRowRender: ({ role }) => <WhatRoleMayDo role={role} /> }}
        columns={[
          { title: '角色', render: (_, { role }) => roles[role] },
          {
            title: '任职机构',
            render: (_, { role }) => levelsOfRole[role].map((level) => levelWords[level]).join('、'),
          },
          { title: '可做的操作', align: 'right', render: (_, { role }) => `${actionsOf(role).length} 项` },
          {
            title: '必须使用动态口令',
            render: (_, { role }) => (
              <Switch
                size="small"
                aria-label={`${roles[role]}必须使用动态口令`}
                disabled={!maySet}
                loading={rules.isLoading}
                checked={demanded.get(role) === true}
                onChange={(secondFactorDemanded) => set.mutate({ role, secondFactorDemanded })}
              />
            ),
          },
        ]}
      />
    </>
  )
}

function actionsOf(role: Role): Action[] {
  return (Object.keys(grants) as Action[]).filter((action) => reachKindOf([role], action) !== null)
}

function WhatRoleMayDo({ role }: { role: Role }) {
  return reaches.map((reach) => {
    const actions = actionsOf(role).filter((action) => reachKindOf([role], action) === reach)
    if (actions.length === 0) return null
    return (
      <div key={reach} style={{ marginBottom: 8 }}>
        <strong>{reachWords[reach]}：</strong>
        {actions.map((action) => (
          <Tag key={action} style={{ marginBottom: 4 }}>
            {actionWords[action]}
          </Tag>
        ))}
      </div>
    )
  })
}
