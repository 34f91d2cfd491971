import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getPolicy, listPolicies } from '@qianyue/api/policy.ts'
import { isPolicyKind, type PolicyKind } from '@qianyue/domain/policy/policy.ts'
import { policyFieldsIn } from '@qianyue/domain/policy/policy-fields.ts'
import { differences } from '@qianyue/domain/policy/value-words.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Card, Flex, Grid, Menu, Select, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { Differences } from './Differences.tsx'
import { EditPolicy } from './EditPolicy.tsx'
import { useOwn } from './own-names.tsx'
import { ownPages } from './own-pages.ts'
import { PolicyText } from './PolicyText.tsx'
import './policy.css'

/** 政策: everything that a notice can change, what holds today, and what it was before. */
export function PolicyPage() {
  const { md } = Grid.useBreakpoint()
  const [params, setParams] = useSearchParams()
  const asked = params.get('kind') ?? ''
  const kind: PolicyKind = isPolicyKind(asked) ? asked : 'duties'
  const kinds = useReply(listPolicies, {})
  const edited = (kinds.data ?? []).filter((one) => ownPages[one.kind] === undefined)
  const open = (chosen: string) => setParams({ kind: chosen }, { replace: true })

  return (
    <>
      <PageTitle title="政策" />
      <Flex gap={16} vertical={!md} align="stretch">
        {md ? (
          <Menu
            style={{ width: 208, flex: 'none' }}
            selectedKeys={[kind]}
            onClick={({ key }) => open(key)}
            items={edited.map((one) => ({ key: one.kind, label: one.name }))}
          />
        ) : (
          <Select
            aria-label="政策"
            value={kind}
            onChange={open}
            options={edited.map((one) => ({ value: one.kind, label: one.name }))}
          />
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          <OneKind key={kind} kind={kind} />
        </div>
      </Flex>
    </>
  )
}

type Version = ReplyOf<typeof getPolicy>['current']

function OneKind({ kind }: { kind: PolicyKind }) {
  const mayEdit = useMay('policies.manage')
  const policy = useReply(getPolicy, { kind })
  const own = useOwn()
  const [editing, setEditing] = useState(false)
  const [shownId, setShownId] = useState<string | null | undefined>(undefined)
  if (policy.error) return <p role="alert">{policy.error.message}</p>
  if (!policy.data) return <Skeleton active />

  const { name, current, versions } = policy.data
  const at =
    shownId === undefined
      ? versions.findIndex(({ id }) => id === current.id)
      : versions.findIndex(({ id }) => id === shownId)
  const shown = versions[at] ?? current
  const before = versions[at + 1]

  if (editing) {
    return (
      <Card title={`${name}：新版本`}>
        <EditPolicy kind={kind} body={current.body} onDone={() => setEditing(false)} />
      </Card>
    )
  }
  return (
    <Card
      title={name}
      extra={
        mayEdit && (
          <Button type="primary" onClick={() => setEditing(true)}>
            修改
          </Button>
        )
      }
    >
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <Select
          aria-label="版本"
          style={{ minWidth: 260, maxWidth: '100%' }}
          value={shown.id ?? 'national'}
          onChange={(chosen) => setShownId(chosen === 'national' ? null : chosen)}
          options={versions.map((version) => ({
            value: version.id ?? 'national',
            label: versionWords(version, current),
          }))}
        />
        {shown.id === current.id ? <Tag color="success">现行</Tag> : <Tag>非现行</Tag>}
        <span className="quiet">
          依据：{shown.source}
          {shown.createdBy && `　录入：${shown.createdBy} ${shown.createdAt?.slice(0, 10)}`}
        </span>
      </Flex>
      <PolicyText kind={kind} body={shown.body} />
      {before && (
        <section>
          <h3>与{before.validFrom === null ? '国家默认值' : `${before.validFrom} 版`}的不同</h3>
          <Differences found={differences(policyFieldsIn(kind, own), before.body, shown.body)} />
        </section>
      )}
    </Card>
  )
}

function versionWords({ id, validFrom, source }: Version, current: Version): string {
  if (validFrom === null) return '国家默认值'
  return `${validFrom} 起${id === current.id ? '（现行）' : ''} ${source}`
}
