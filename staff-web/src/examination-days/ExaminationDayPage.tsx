import { PrinterOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getExaminationDay, noteInvitation, printInvitations } from '@qianyue/api/examination-days.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { stationCodes, stations, stationsAhead } from '@qianyue/domain/examination-days/stations.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { App, Button, Dropdown, Flex, Grid, Segmented, Skeleton, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { GiveResults } from './GiveResults.tsx'
import { InviteDrawer } from './InviteDrawer.tsx'
import { StationDrawer } from './StationDrawer.tsx'
import './examination-days.css'

export type ExaminationDay = ReplyOf<typeof getExaminationDay>
export type Invitee = ExaminationDay['invitees'][number]

const views = {
  all: { name: '全部', holds: () => true },
  absent: {
    name: '未到',
    holds: ({ arrivedAt, answer }: Invitee) => arrivedAt === null && answer !== 'not-coming',
  },
  here: {
    name: '在检',
    holds: ({ arrivedAt, recordId }: Invitee) => arrivedAt !== null && recordId === null,
  },
  abnormal: { name: '有异常', holds: ({ findings }: Invitee) => findings.length > 0 },
  untold: {
    name: '结果未告知',
    holds: ({ recordId, givenOn }: Invitee) => recordId !== null && givenOn === null,
  },
} as const
type View = keyof typeof views

const answers = { open: '未答复', coming: '会来', 'not-coming': '不来' } as const

/** One examination day: who is invited, who has come, how far each is, what was found and who was told. */
export function ExaminationDayPage() {
  const { dayId = '' } = useParams()
  const day = useReply(getExaminationDay, { id: dayId }, { everyMs: 30_000 })
  const mayManage = useMay('examination-days.manage')
  const { md } = Grid.useBreakpoint()
  const [view, setView] = useState<View>('all')
  const [inviting, setInviting] = useState(false)
  const [examining, setExamining] = useState<Invitee | null>(null)
  const [telling, setTelling] = useState<Invitee | null>(null)
  if (day.error) return <NotShown error={day.error} list="/examination-days" words="回到体检日" />
  if (!day.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const { villageName, heldOn, place, invited, arrived, finished, given, invitees } = day.data
  const today = dayInShanghai(new Date())
  return (
    <>
      <PageTitle title={`${villageName}体检日 ${heldOn}`}>
        <Link to="/examination-days">全部体检日</Link>
        <Button
          icon={<PrinterOutlined />}
          href={addressFor(printInvitations, { id: dayId })}
          target="_blank"
          disabled={invited === 0}
        >
          打印名单
        </Button>
        {mayManage && heldOn >= today && (
          <Button type="primary" onClick={() => setInviting(true)}>
            邀请居民
          </Button>
        )}
      </PageTitle>
      <Flex gap="4px 24px" wrap className="examination-sums">
        <span>地点 {place}</span>
        <span>
          邀请 <strong>{invited}</strong>
        </span>
        <span>
          到检 <strong>{arrived}</strong>
        </span>
        <span>
          完成 <strong>{finished}</strong>
        </span>
        <span>
          结果已告知 <strong>{given}</strong>
        </span>
      </Flex>
      <Segmented<View>
        className="examination-views"
        value={view}
        onChange={setView}
        options={(Object.keys(views) as View[]).map((code) => ({
          value: code,
          label: `${views[code].name} ${invitees.filter(views[code].holds).length}`,
        }))}
      />
      <DataTable<Invitee>
        rowKey="residentId"
        dataSource={invitees.filter(views[view].holds)}
        pagination={invitees.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        empty={invited === 0 ? '还没有邀请居民。' : '没有这样的居民。'}
        columns={[
          ...(md ? wide : narrow),
          ...(mayManage
            ? [actions({ day: day.data, today, onExamine: setExamining, onTell: setTelling })]
            : []),
        ]}
      />
      {inviting && <InviteDrawer day={day.data} onClose={() => setInviting(false)} />}
      {examining && (
        <StationDrawer dayId={dayId} residentId={examining.residentId} onClose={() => setExamining(null)} />
      )}
      {telling && <GiveResults dayId={dayId} invitee={telling} onClose={() => setTelling(null)} />}
    </>
  )
}

const person: TableColumnsType<Invitee>[number] = {
  title: '姓名',
  render: (_, { residentId, name, sex, ageYears }) => (
    <>
      <Link className="link-in-words" to={`/residents/${residentId}`}>
        {name}
      </Link>{' '}
      <span className="quiet">
        {sexWords[sex]} {ageWords(ageYears)}
      </span>
    </>
  ),
}
const findings: TableColumnsType<Invitee>[number] = {
  title: '异常与随访',
  width: 260,
  render: (_, { findings: found, followUpBy }) => (
    <div className="examination-findings">
      {found.slice(0, 3).map((words) => (
        <div key={words}>{words}</div>
      ))}
      {found.length > 3 && <div className="quiet">另 {found.length - 3} 项</div>}
      {followUpBy && <Tag color="warning">{followUpBy} 前随访</Tag>}
    </div>
  ),
}
const progress: TableColumnsType<Invitee>[number] = {
  title: '进度',
  render: (_, one) => <Progress invitee={one} />,
}
const wide: TableColumnsType<Invitee> = [
  { title: '时段', dataIndex: 'slotWords', width: 120 },
  person,
  { title: '电话', dataIndex: 'phoneMasked' },
  { title: '住址', dataIndex: 'address', ellipsis: true, width: 180 },
  progress,
  findings,
]
/** On a phone: who, when and how far; the telephone and the address are on the resident's page. */
const narrow: TableColumnsType<Invitee> = [
  {
    ...person,
    render: (value, one, index) => (
      <>
        {person.render?.(value, one, index)}
        <div className="quiet">{one.slotWords}</div>
      </>
    ),
  },
  progress,
]

function Progress({ invitee }: { invitee: Invitee }) {
  const { arrivedAt, recordId, stationsDone, givenOn, answer } = invitee
  if (recordId !== null)
    return (
      <Flex gap={4} wrap>
        <Tag color="success">
          <Link to={`/service-records/${recordId}`}>体检完成</Link>
        </Tag>
        {givenOn && <Tag>{givenOn.slice(5)} 已告知</Tag>}
      </Flex>
    )
  if (arrivedAt === null) return <Tag>{answers[answer]}</Tag>
  const [next] = stationsAhead(stationsDone)
  return (
    <>
      <Tag color="processing">
        {stationsDone.length}/{stationCodes.length} 站
      </Tag>
      {next && <span className="quiet">下一站 {stations[next].name}</span>}
    </>
  )
}

function actions({
  day,
  today,
  onExamine,
  onTell,
}: {
  day: ExaminationDay
  today: string
  onExamine: (invitee: Invitee) => void
  onTell: (invitee: Invitee) => void
}): TableColumnsType<Invitee>[number] {
  return {
    title: '',
    width: 130,
    render: (_, one) => (
      <Flex gap={4} wrap>
        {one.arrivedAt === null && <Answer dayId={day.id} invitee={one} mayArrive={today >= day.heldOn} />}
        {one.arrivedAt !== null && one.recordId === null && (
          <Button size="small" type="primary" onClick={() => onExamine(one)} aria-label={`录入${one.name}`}>
            录入
          </Button>
        )}
        {one.recordId !== null && one.givenOn === null && (
          <Button size="small" onClick={() => onTell(one)} aria-label={`告知${one.name}结果`}>
            告知结果
          </Button>
        )}
      </Flex>
    ),
  }
}

/** 签到, or what the household said on the telephone. */
function Answer({ dayId, invitee, mayArrive }: { dayId: string; invitee: Invitee; mayArrive: boolean }) {
  const { message } = App.useApp()
  const send = useSend(noteInvitation)
  const note = (changed: { answer?: Invitee['answer']; arrived?: boolean }) =>
    send.mutate(
      { id: dayId, residentId: invitee.residentId, ...changed },
      { onError: (error) => message.error(error.message) },
    )
  return (
    <>
      {mayArrive && (
        <Button
          size="small"
          type="primary"
          ghost
          loading={send.isPending}
          onClick={() => note({ arrived: true })}
          aria-label={`${invitee.name}签到`}
        >
          签到
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: Object.entries(answers).map(([key, label]) => ({ key, label })),
          onClick: ({ key }) => note({ answer: key as Invitee['answer'] }),
        }}
      >
        <Button size="small" aria-label={`${invitee.name}的答复`}>
          答复
        </Button>
      </Dropdown>
    </>
  )
}
