import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Button, Dropdown, Empty, Grid, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type EventKind, RecordEvent } from '../residents/RecordEvent.tsx'
import { presenceWords } from '../residents/resident-filter.ts'
import { useMay } from '../session/viewer.ts'
import type { Household } from './HouseholdPage.tsx'

type Member = Household['members'][number]

/** 家庭成员, the head first, each with what can happen to them. */
export function HouseholdMembers({ household }: { household: Household }) {
  const mayTell = useMay('residents.record-events')
  const { md } = Grid.useBreakpoint()
  const [telling, setTelling] = useState<{ member: Member; kind: EventKind } | null>(null)
  const events: TableColumnsType<Member> = [
    {
      title: '',
      width: 72,
      render: (_, one) => (
        <Dropdown
          trigger={['click']}
          menu={{
            items: kindsFor(one, household.members.length).map(([key, label]) => ({ key, label })),
            onClick: ({ key }) => setTelling({ member: one, kind: key as EventKind }),
          }}
        >
          <Button size="small" type="link" aria-label={`${one.name}的人口变动`}>
            变动
          </Button>
        </Dropdown>
      ),
    },
  ]
  return (
    <>
      <Table<Member>
        size="small"
        rowKey="id"
        pagination={false}
        {...(md ? { scroll: { x: 900 } } : {})}
        dataSource={household.members}
        locale={{ emptyText: <Empty description="这一户已无人" /> }}
        columns={[...(md ? wide : narrow), ...(mayTell ? events : [])]}
      />
      {telling && (
        <RecordEvent
          resident={{ ...telling.member, householdId: household.id, householdSize: household.members.length }}
          kind={telling.kind}
          onClose={() => setTelling(null)}
        />
      )}
    </>
  )
}

const wide: TableColumnsType<Member> = [
  { title: '姓名', width: 150, render: (_, one) => <Name one={one} /> },
  { title: '与户主关系', width: 100, render: (_, one) => <Relation one={one} /> },
  { title: '性别年龄', width: 90, render: (_, one) => `${sexWords[one.sex]} ${ageWords(one.ageYears)}` },
  { title: '身份证号', width: 180, render: (_, one) => one.idNumberMasked ?? '' },
  { title: '重点人群', render: (_, one) => <Populations one={one} /> },
  {
    title: '签约',
    width: 140,
    render: (_, one) =>
      one.signed ? (
        <span title={one.teamName ?? ''}>至 {one.signedUntil}</span>
      ) : (
        <span className="quiet">未签约</span>
      ),
  },
  { title: '应尽服务', width: 150, render: (_, one) => <Owed one={one} /> },
]

const narrow: TableColumnsType<Member> = [
  {
    title: '成员',
    render: (_, one) => (
      <>
        <Name one={one} /> <Relation one={one} /> · {sexWords[one.sex]} {ageWords(one.ageYears)}
        <div>
          {!one.signed && <Tag>未签约</Tag>}
          <Owed one={one} />
          <Populations one={one} />
        </div>
      </>
    ),
  },
]

function Name({ one }: { one: Member }) {
  return (
    <>
      <Link className="person-link" to={`/residents/${one.id}`}>
        {one.name}
      </Link>
      {one.presence !== 'here' && <Tag className="after-name">{presenceWords[one.presence]}</Tag>}
    </>
  )
}

function Relation({ one }: { one: Member }) {
  return one.isHead ? <b>户主</b> : one.relationName
}

function Populations({ one }: { one: Member }) {
  return one.populations.map(({ population, name }) => <Tag key={population}>{name}</Tag>)
}

function Owed({ one }: { one: Member }) {
  return (
    <>
      {one.overdue > 0 && <Tag color="error">逾期 {one.overdue}</Tag>}
      {one.due > 0 && <Tag color="warning">待做 {one.due}</Tag>}
    </>
  )
}

function kindsFor({ isHead, presence }: Member, size: number): [EventKind, string][] {
  return [
    ...(isHead || size < 2 ? [] : [['head-change', '成为户主'] as [EventKind, string]]),
    ...(size > 1 ? [['split', '分户'] as [EventKind, string]] : []),
    ['join', '并入其他家庭'],
    presence === 'away' ? ['return', '返回'] : ['away', '外出'],
    ['move-out', '迁出'],
    ['death', '死亡'],
  ]
}
