import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { dissolveTeam, listTeams } from '@qianyue/api/teams.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { capStateColours, capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Empty, Grid, Progress, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { EditTeam } from './EditTeam.tsx'
import { HandOver } from './HandOver.tsx'

export type Team = ReplyOf<typeof listTeams>[number]

/** 家庭医生团队: who is in them, which villages they cover, how full they are. */
export function TeamsPage() {
  const teams = useReply(listTeams, {})
  const mayManage = useMay('teams.manage')
  const mayHandOver = useMay('teams.hand-over')
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const [handingOver, setHandingOver] = useState<Team | null>(null)
  const { md } = Grid.useBreakpoint()
  const { modal } = App.useApp()
  const dissolve = useSend(dissolveTeam)

  const acts = (team: Team) => (
    <Space size={0} wrap>
      {mayManage && (
        <Button type="link" size="small" onClick={() => setEditing(team)}>
          修改
        </Button>
      )}
      {mayHandOver && (
        <Button
          type="link"
          size="small"
          disabled={team.load.persons === 0}
          onClick={() => setHandingOver(team)}
        >
          整体移交
        </Button>
      )}
      {mayManage && team.load.persons === 0 && (
        <Button
          type="link"
          size="small"
          danger
          onClick={() =>
            modal.confirm({
              title: `撤销${team.name}`,
              content: '成员和覆盖的村到昨天为止，历史记录保留。',
              okText: '撤销',
              okButtonProps: { danger: true },
              onOk: () => dissolve.mutateAsync({ teamId: team.id }),
            })
          }
        >
          撤销
        </Button>
      )}
    </Space>
  )
  const columns: TableColumnsType<Team> = md
    ? [
        { title: '团队', width: 140, render: (_, team) => <Name team={team} /> },
        { title: '机构', width: 134, dataIndex: 'unitName', ellipsis: true },
        { title: '成员', width: 272, render: (_, team) => <Members team={team} /> },
        {
          title: '覆盖村',
          width: 138,
          render: (_, { villages }) => villages.map(({ name }) => name).join('、'),
        },
        { title: '在约人数', width: 130, render: (_, team) => <Load team={team} /> },
        {
          title: '在约户数',
          width: 80,
          align: 'right',
          render: (_, { load }) => countWords(load.households),
        },
        { title: '电话', width: 116, dataIndex: 'phone' },
        ...(mayManage || mayHandOver
          ? [{ title: '操作', width: 140, render: (_: unknown, team: Team) => acts(team) }]
          : []),
      ]
    : [
        {
          title: '团队',
          render: (_, team) => (
            <>
              <Name team={team} /> <span className="quiet">{team.unitName}</span>
              <Members team={team} />
              <div className="quiet">{team.villages.map(({ name }) => name).join('、')}</div>
              <Load team={team} />
              {acts(team)}
            </>
          ),
        },
      ]

  return (
    <>
      <PageTitle title="家庭医生团队">
        <Space>
          {teams.data && <span>{countWords(teams.data.length)} 个</span>}
          {mayManage && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              新建团队
            </Button>
          )}
        </Space>
      </PageTitle>
      {(teams.error ?? dissolve.error) && (
        <Alert type="error" showIcon title={(teams.error ?? dissolve.error)?.message} />
      )}
      {teams.data?.length === 0 ? (
        <Empty description="还没有团队。建好团队后才能签约。" />
      ) : (
        <Table<Team>
          size="small"
          rowKey="id"
          sticky={{ offsetHeader: 48 }}
          loading={teams.isPending}
          dataSource={teams.data ?? []}
          columns={columns}
          scroll={md ? { x: 1150 } : {}}
          pagination={(teams.data?.length ?? 0) > 100 ? { pageSize: 100 } : false}
        />
      )}
      {editing !== null && (
        <EditTeam team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {handingOver && (
        <HandOver team={handingOver} teams={teams.data ?? []} onClose={() => setHandingOver(null)} />
      )}
    </>
  )
}

function Name({ team }: { team: Team }) {
  return (
    <>
      <Link to={`/agreements?teamId=${team.id}`}>{team.name}</Link>{' '}
      {team.mine && <Tag color="processing">我的</Tag>}
      {team.gaps.map((gap) => (
        <Tag key={gap} color="warning">
          {gap}
        </Tag>
      ))}
    </>
  )
}

function Members({ team }: { team: Team }) {
  return (
    <div>
      {team.members.map(({ staffId, name, role, leads, ineligible }) => (
        <span key={staffId} style={{ display: 'inline-block', marginInlineEnd: 8 }}>
          {leads ? <b>{name}</b> : name}
          <span className="quiet">
            {' '}
            {teamRoles[role]}
            {leads ? '·团队长' : ''}
          </span>
          {ineligible && <Tag color="error">{ineligible}</Tag>}
        </span>
      ))}
    </div>
  )
}

function Load({ team: { load, caps, capState, keyCapState } }: { team: Team }) {
  const percent = caps.persons ? Math.min(100, Math.round((load.persons * 100) / caps.persons)) : 0
  const colour = { success: 'var(--good)', warning: 'var(--watch)', error: 'var(--bad)' }[
    capStateColours[capState]
  ]
  return (
    <div style={{ maxWidth: 200 }}>
      {countWords(load.persons)}
      {caps.persons === null ? ' 人' : ` / ${countWords(caps.persons)} 人`}{' '}
      {capState !== 'free' && <Tag color={capStateColours[capState]}>{capStateWords[capState]}</Tag>}
      {caps.persons !== null && (
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          strokeColor={colour}
          aria-label={`已用 ${percent}%`}
        />
      )}
      {caps.keyPersons !== null && (
        <div>
          重点人群 {countWords(load.keyPersons)} / {countWords(caps.keyPersons)}{' '}
          {keyCapState !== 'free' && (
            <Tag color={capStateColours[keyCapState]}>{capStateWords[keyCapState]}</Tag>
          )}
        </div>
      )}
    </div>
  )
}
