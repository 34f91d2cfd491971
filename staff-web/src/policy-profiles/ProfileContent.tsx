import type { ProfileFault, RoughContent } from '@qianyue/api/profile-faults.ts'
import type { AssessmentSheet } from '@qianyue/domain/performance/assessment-sheet.ts'
import { type Policy, type PolicyKind, policyKinds } from '@qianyue/domain/policy/policy.ts'
import { policyFieldsIn } from '@qianyue/domain/policy/policy-fields.ts'
import { sameValue } from '@qianyue/domain/policy/same-value.ts'
import { type InForce, profileSections } from '@qianyue/domain/policy-profiles/profile.ts'
import { Badge, Button, Card, Flex, Grid, Menu, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { SheetsEditor } from '../performance/SheetsEditor.tsx'
import { SheetTable } from '../performance/SheetTable.tsx'
import { OwnInDraft, useOwn } from '../policy/own-names.tsx'
import { PolicyFields } from '../policy/PolicyFields.tsx'
import { PolicyText } from '../policy/PolicyText.tsx'
import { Clauses } from './Clauses.tsx'
import { ProfilePackages } from './ProfilePackages.tsx'
import '../policy/policy.css'
import '../performance/performance.css'

/** The whole profile by sections; what the notice does not speak of is shown as it holds and can be decided. */
export function ProfileContent({
  content,
  inForce,
  clauses,
  faults,
  onChange,
}: {
  content: RoughContent
  inForce: InForce
  clauses: readonly { says: string; clause: string }[]
  faults: readonly ProfileFault[]
  /** Null where it is only read. */
  onChange: ((content: RoughContent) => void) | null
}) {
  const { md } = Grid.useBreakpoint()
  const [name, setName] = useState(profileSections[0]!.name)
  const section = profileSections.find((one) => one.name === name) ?? profileSections[0]!
  const faultsIn = ({ kinds, packages }: typeof section) =>
    faults.filter((fault) =>
      fault.section === 'packages' ? packages : kinds.includes(fault.section as PolicyKind),
    ).length
  const items = [
    ...profileSections.map((one) => ({ key: one.name, count: faultsIn(one) })),
    ...(clauses.length > 0 ? [{ key: '文件条款', count: 0 }] : []),
  ]
  const put = (kind: PolicyKind, body: unknown) =>
    onChange?.({ ...content, policies: { ...content.policies, [kind]: body } })
  const leave = (kind: PolicyKind) => {
    const { [kind]: _, ...rest } = content.policies
    onChange?.({ ...content, policies: rest })
  }
  const named = {
    ages: (content.policies.ages ?? inForce.policies.ages) as Policy['ages'],
    'village-classes': (content.policies['village-classes'] ??
      inForce.policies['village-classes']) as Policy['village-classes'],
    'own-indicators': (content.policies['own-indicators'] ??
      inForce.policies['own-indicators']) as Policy['own-indicators'],
    'own-services': (content.policies['own-services'] ??
      inForce.policies['own-services']) as Policy['own-services'],
  }
  return (
    <OwnInDraft policies={named}>
      <Flex gap={16} vertical={!md} align="stretch">
        {md ? (
          <Menu
            style={{ width: 168, flex: 'none' }}
            selectedKeys={[name]}
            onClick={({ key }) => setName(key)}
            items={items.map(({ key, count }) => ({
              key,
              label: (
                <Space>
                  {key}
                  {count > 0 && <Badge count={count} size="small" />}
                </Space>
              ),
            }))}
          />
        ) : (
          <Select
            aria-label="部分"
            value={name}
            onChange={setName}
            options={items.map(({ key, count }) => ({
              value: key,
              label: count > 0 ? `${key}（${count} 处待改）` : key,
            }))}
          />
        )}
        <Flex vertical gap={16} style={{ flex: 1, minWidth: 0 }}>
          {name === '文件条款' ? (
            <Clauses clauses={clauses} />
          ) : (
            <>
              {section.packages && (
                <ProfilePackages content={content} inForce={inForce} faults={faults} onChange={onChange} />
              )}
              {section.kinds.map((kind) => (
                <OneKind
                  key={kind}
                  kind={kind}
                  decided={content.policies[kind]}
                  held={inForce.policies[kind]}
                  faults={faults.filter((fault) => fault.section === kind)}
                  onPut={onChange && ((body) => put(kind, body))}
                  onLeave={() => leave(kind)}
                />
              ))}
            </>
          )}
        </Flex>
      </Flex>
    </OwnInDraft>
  )
}

function OneKind<Kind extends PolicyKind>({
  kind,
  decided,
  held,
  faults,
  onPut,
  onLeave,
}: {
  kind: Kind
  /** Undefined where the notice does not speak of it. */
  decided: unknown
  held: Policy[Kind]
  faults: readonly ProfileFault[]
  onPut: ((body: unknown) => void) | null
  onLeave: () => void
}) {
  const own = useOwn()
  const [editing, setEditing] = useState(faults.length > 0)
  const body = decided ?? held
  const changed = decided !== undefined && !sameValue(decided, held)
  return (
    <Card
      size="small"
      title={
        <Space wrap>
          {policyKinds[kind]}
          {changed ? <Tag color="processing">有改动</Tag> : <Tag>沿用现行</Tag>}
        </Space>
      }
      extra={
        onPut && (
          <Space>
            {decided !== undefined && (
              <Button size="small" onClick={onLeave}>
                恢复现行
              </Button>
            )}
            {kind === 'local-forms' ? (
              <Link to="/forms">在“记录表”页修改</Link>
            ) : (
              <Button
                size="small"
                aria-label={`${editing ? '收起' : '修改'}${policyKinds[kind]}`}
                onClick={() => setEditing(!editing)}
              >
                {editing ? '收起' : '修改'}
              </Button>
            )}
          </Space>
        )
      }
    >
      {editing && onPut ? (
        <Flex vertical gap={12}>
          {kind === 'assessment-sheets' ? (
            <SheetsEditor sheets={body as readonly AssessmentSheet[]} onChange={onPut} />
          ) : (
            <PolicyFields
              fields={policyFieldsIn(kind, own)}
              body={body}
              wrong={Object.fromEntries(faults.map(({ place, message }) => [place, message]))}
              onChange={onPut}
            />
          )}
        </Flex>
      ) : (
        <KindText kind={kind} body={body} />
      )}
    </Card>
  )
}

function KindText({ kind, body }: { kind: PolicyKind; body: unknown }) {
  if (kind === 'assessment-sheets') {
    return (body as readonly AssessmentSheet[]).map((sheet) => (
      <section key={sheet.code} className="performance">
        <h3>{sheet.name}</h3>
        <SheetTable sheet={sheet} />
      </section>
    ))
  }
  if (kind === 'local-forms') {
    const forms = body as Policy['local-forms']
    return <p>{forms.length === 0 ? '没有地方表单。' : forms.map(({ name }) => name).join('、')}</p>
  }
  return <PolicyText kind={kind} body={body} />
}
