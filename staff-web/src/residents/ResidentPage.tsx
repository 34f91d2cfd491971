import { ArrowLeftOutlined, EditOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getResident } from '@qianyue/api/residents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { insuranceWords } from '@qianyue/domain/residents/payment-methods.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Card, Dropdown, Empty, Flex, Skeleton, Tag, Timeline } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { DeviceMeasurements } from '../devices/DeviceMeasurements.tsx'
import { PrintMenu } from '../documents/PrintMenu.tsx'
import { EducationPrescriptions } from '../health-education/EducationPrescriptions.tsx'
import { OpenReferral } from '../referrals/OpenReferral.tsx'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { UnsignedReason } from '../unsigned-reasons/UnsignedReason.tsx'
import { ChildGrowth } from './ChildGrowth.tsx'
import { EditResident } from './EditResident.tsx'
import { LastValues } from './LastValues.tsx'
import { OpenAccount } from './OpenAccount.tsx'
import { type OwedDuty, OwedNow } from './OwedNow.tsx'
import { PopulationPeriods } from './PopulationPeriods.tsx'
import { type EventKind, RecordEvent } from './RecordEvent.tsx'
import { presenceWords } from './resident-filter.ts'
import { ShowNumber } from './ShowNumber.tsx'
import { Versions } from './Versions.tsx'
import { WithdrawEvent } from './WithdrawEvent.tsx'
import './residents.css'

export type Resident = ReplyOf<typeof getResident>

/** Whether a window, a drawer or a menu stands over the page, wherever the cursor is. */
function somethingIsOpen(): boolean {
  const over = document.querySelectorAll('[role="dialog"], .ant-dropdown, .ant-popover')
  return [...over].some((one) => one.getClientRects().length > 0)
}

/** 一位居民: who it is stays on top; what is owed, the agreement, values and the timeline below; recording opens beside. */
export function ResidentPage() {
  const { residentId = '' } = useParams()
  const navigate = useNavigate()
  const resident = useReply(getResident, { id: residentId })
  const mayRecord = useMay('service-records.write')
  const [recording, setRecording] = useState<{ form: string; service?: string; duty?: string } | null>(null)
  const today = dayInShanghai(new Date())

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key === 'Escape' && !target.closest('input, textarea') && !somethingIsOpen()) navigate(-1)
    }
    // Before what is open is closed by the same key.
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [navigate])
  const name = resident.data?.name
  useEffect(() => {
    if (name) document.title = `${name} · 签约`
  }, [name])

  if (resident.error) return <NotShown error={resident.error} list="/residents" words="回到居民列表" />
  if (!resident.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const one = resident.data
  const isOpen = one.presence === 'here' || one.presence === 'away'
  const record = (duty: OwedDuty) => setRecording({ form: duty.form, service: duty.service, duty: duty.key })

  return (
    <>
      <Head resident={one} onRecord={mayRecord && isOpen ? (form) => setRecording({ form }) : null} />
      <div className="person-body">
        <div>
          <OpenReferral residentId={one.id} />
          <OwedNow duties={one.duties} today={today} onRecord={mayRecord && isOpen ? record : null} />
          <DeviceMeasurements residentId={one.id} />
          {one.lastValues.length > 0 && <LastValues values={one.lastValues} />}
          <ChildGrowth resident={one} today={today} />
          <Card size="small" title="时间线">
            <TimelineOf resident={one} />
          </Card>
        </div>
        <div>
          <AgreementCard resident={one} />
          <PopulationPeriods resident={one} today={today} />
          <BasicFacts resident={one} />
        </div>
      </div>
      {recording && (
        <RecordServiceDrawer
          residentId={one.id}
          form={recording.form}
          service={recording.service}
          duty={recording.duty}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}

const eventMenu: { kind: EventKind; words: string }[] = [
  { kind: 'away', words: '外出' },
  { kind: 'return', words: '返回' },
  { kind: 'split', words: '分户' },
  { kind: 'join', words: '并入其他家庭' },
  { kind: 'head-change', words: '成为户主' },
  { kind: 'move-out', words: '迁出' },
  { kind: 'move-in', words: '迁入（迁回）' },
  { kind: 'death', words: '死亡' },
]

function eventsFor({ presence, isHead, householdSize }: Resident): { kind: EventKind; words: string }[] {
  const possible: Record<EventKind, boolean> = {
    away: presence === 'here',
    return: presence === 'away',
    split: presence !== 'dead' && presence !== 'moved-out' && householdSize > 1,
    join: presence === 'here' || presence === 'away',
    'head-change': !isHead && householdSize > 1 && (presence === 'here' || presence === 'away'),
    'move-out': presence === 'here' || presence === 'away',
    'move-in': presence === 'moved-out',
    death: presence !== 'dead',
  }
  return eventMenu.filter(({ kind }) => possible[kind])
}

function Head({ resident, onRecord }: { resident: Resident; onRecord: ((form: string) => void) | null }) {
  const navigate = useNavigate()
  const mayEdit = useMay('residents.edit')
  const mayTell = useMay('residents.record-events')
  const maySign = useMay('agreements.sign')
  const mayPrint = useMay('documents.print')
  const [editing, setEditing] = useState(false)
  const [event, setEvent] = useState<EventKind | null>(null)
  const events = eventsFor(resident)
  const isOpen = resident.presence === 'here' || resident.presence === 'away'

  return (
    <header className="person-head">
      <Flex justify="space-between" align="start" gap={12} wrap>
        <Flex gap={8} align="center" wrap>
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回" onClick={() => navigate(-1)} />
          <h1>{resident.name}</h1>
          <span>
            {sexWords[resident.sex]} · {ageText(resident)}
          </span>
          {resident.presence !== 'here' && <Tag color="warning">{presenceWords[resident.presence]}</Tag>}
          {resident.populations.map(({ population, name }) => (
            <Tag key={population} className="population-tag">
              {name}
            </Tag>
          ))}
        </Flex>
        <Flex gap={8} wrap>
          {onRecord && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  { key: 'hypertension-follow-up', label: '高血压随访' },
                  { key: 'type2-diabetes-follow-up', label: '2型糖尿病随访' },
                  { key: 'health-assessment', label: '健康评估' },
                  { key: 'encounter-note', label: '接诊记录' },
                  { key: 'consultation-record', label: '会诊记录' },
                  { key: 'referral-out', label: '转诊（转出）单' },
                  { key: 'referral-back', label: '转诊（回转）单' },
                  { key: 'blood-pressure-screening', label: '血压筛查' },
                  { key: 'fasting-glucose-check', label: '血糖检测' },
                  { key: 'personal-information', label: '个人基本信息表' },
                  { key: 'general-service', label: '其他服务' },
                ],
                onClick: ({ key }) => onRecord(key),
              }}
            >
              <Button type="primary">记录服务</Button>
            </Dropdown>
          )}
          <LinkButton to={`/residents/${resident.id}/year-plan`}>全年计划</LinkButton>
          {onRecord && resident.householdId && (
            <LinkButton to={`/households/${resident.householdId}/visit?who=${resident.id}`}>
              合并随访
            </LinkButton>
          )}
          <LinkButton to={`/residents/${resident.id}/health-plan`}>评估与计划</LinkButton>
          {maySign && isOpen && resident.agreement === null && (
            <LinkButton
              to={`/agreements/sign?${resident.householdId ? `householdId=${resident.householdId}&` : ''}residentId=${resident.id}`}
            >
              签约
            </LinkButton>
          )}
          {mayTell && events.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: events.map(({ kind, words }) => ({ key: kind, label: words })),
                onClick: ({ key }) => setEvent(key as EventKind),
              }}
            >
              <Button>人口变动</Button>
            </Dropdown>
          )}
          {mayEdit && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              修改
            </Button>
          )}
          {mayPrint && <EducationPrescriptions residentId={resident.id} />}
          <PrintMenu of={{ residentId: resident.id }} />
        </Flex>
      </Flex>
      <div className="person-facts">
        <span>
          身份证 {resident.idNumberMasked ?? '无'}
          {resident.idNumberMasked && (
            <ShowNumber residentId={resident.id} which="id-number" label="身份证号" />
          )}
        </span>
        <span>
          电话 {resident.phoneMasked ?? '无'}
          {resident.phoneMasked && <ShowNumber residentId={resident.id} which="phone" label="电话" />}
        </span>
        <span>
          {resident.householdId ? (
            <Link to={`/households/${resident.householdId}`}>
              {resident.address || `${resident.villageName}（未填住址）`}
            </Link>
          ) : (
            resident.villageName
          )}{' '}
          <span className="quiet">
            {resident.relationName} · 户内 {resident.householdSize} 人
          </span>
        </span>
        {resident.healthRecordNumber && (
          <span>
            档案号 {formatRecordNumber(resident.healthRecordNumber)}{' '}
            <Link className="link-in-words" to={`/residents/${resident.id}/health-record`}>
              健康档案
            </Link>
          </span>
        )}
      </div>
      <Alerts resident={resident} />
      {editing && <EditResident resident={resident} onClose={() => setEditing(false)} />}
      {event && <RecordEvent resident={resident} kind={event} onClose={() => setEvent(null)} />}
    </header>
  )
}

function ageText({ ageYears, ageMonths, birthDate }: Resident): string {
  return `${ageYears < 3 ? `${ageMonths}月龄` : ageWords(ageYears)}（${birthDate}）`
}

/** What has to be known before anything is done. */
function Alerts({ resident }: { resident: Resident }) {
  const { diedOn, movedOutOn, presence, awaySince, awayUntil, warnings, profile } = resident
  const alerts = [
    ...(presence === 'dead' ? [{ type: 'error' as const, text: `已于 ${diedOn} 死亡，档案已关闭` }] : []),
    ...(presence === 'moved-out'
      ? [{ type: 'error' as const, text: `已于 ${movedOutOn} 迁出，档案已关闭` }]
      : []),
    ...(presence === 'away'
      ? [
          {
            type: 'warning' as const,
            text: `${awaySince} 起外出${awayUntil ? `，预计 ${awayUntil} 返回` : ''}，应尽服务暂停`,
          },
        ]
      : []),
    ...(profile.drugAllergies && profile.drugAllergies !== '无'
      ? [{ type: 'error' as const, text: `药物过敏：${profile.drugAllergies}` }]
      : []),
    ...warnings.map(({ message }) => ({ type: 'warning' as const, text: message })),
  ]
  if (alerts.length === 0) return null
  return (
    <div className="person-alerts">
      {alerts.map(({ type, text }) => (
        <Alert key={text} type={type} showIcon banner title={text} />
      ))}
    </div>
  )
}

function AgreementCard({ resident }: { resident: Resident }) {
  const { agreement } = resident
  return (
    <Card
      size="small"
      title="签约"
      extra={agreement && <Link to={`/agreements/${agreement.id}`}>查看协议</Link>}
    >
      {agreement ? (
        <dl className="facts-list">
          <dt>团队</dt>
          <dd>
            {agreement.teamName} {agreement.teamPhone}
          </dd>
          {agreement.responsibleDoctor && (
            <>
              <dt>包户医生</dt>
              <dd>{agreement.responsibleDoctor}</dd>
            </>
          )}
          <dt>期限</dt>
          <dd>
            {agreement.startsOn} 至 {agreement.endsOn}
          </dd>
          <dt>服务包</dt>
          <dd>
            {agreement.packages.map((name) => (
              <Tag key={name}>{name}</Tag>
            ))}
          </dd>
          <dt>协议编号</dt>
          <dd>{agreement.number}</dd>
        </dl>
      ) : (
        <UnsignedReason residentId={resident.id} />
      )}
    </Card>
  )
}

const codes: Record<string, Record<string, string>> = {
  bloodAbo: { 1: 'A型', 2: 'B型', 3: 'O型', 4: 'AB型', 5: '不详' },
  bloodRh: { 1: 'RH阴性', 2: 'RH阳性', 3: 'RH不详' },
}

function BasicFacts({ resident }: { resident: Resident }) {
  const { profile } = resident
  const mayOpenAccount = useMay('residents.open-accounts')
  const facts: [string, string | null | undefined][] = [
    ['民族', resident.ethnicity],
    ['常住类型', resident.residency === 'registered' ? '户籍' : '非户籍'],
    [
      '血型',
      [codes.bloodAbo![profile.bloodAbo ?? ''], codes.bloodRh![profile.bloodRh ?? '']]
        .filter(Boolean)
        .join(' '),
    ],
    ['医保类型', insuranceWords(profile.paymentMethods)],
    ['既往史', profile.pastHistory],
    ['家族史', profile.familyHistory],
    ['联系人', [resident.contactName, resident.contactPhoneMasked].filter(Boolean).join(' ')],
    ['建档日期', resident.registeredOn],
    ['所属', `${resident.townshipName} ${resident.villageName}`],
  ]
  return (
    <Card
      size="small"
      title="基本信息"
      extra={
        <>
          {mayOpenAccount && resident.presence !== 'dead' && (
            <OpenAccount residentId={resident.id} name={resident.name} />
          )}
          <Versions residentId={resident.id} />
        </>
      }
    >
      <dl className="facts-list">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}

function TimelineEntry({
  residentId,
  entry: { id, on, kind, title, detail, withdrawn },
  mayWithdraw,
}: {
  residentId: string
  entry: Resident['timeline'][number]
  mayWithdraw: boolean
}) {
  if (withdrawn) {
    return (
      <>
        {on} <del>{title}</del>{' '}
        <span className="quiet">
          已撤销：{withdrawn.reason}（
          {[withdrawn.byName, momentWords(withdrawn.at)].filter(Boolean).join('，')}）
        </span>
      </>
    )
  }
  return (
    <>
      {on}{' '}
      {kind === 'service' ? (
        <Link className="link-in-words" to={`/service-records/${id}`}>
          {title}
        </Link>
      ) : (
        title
      )}{' '}
      <span className="quiet">{detail}</span>
      {kind === 'event' && mayWithdraw && (
        <WithdrawEvent residentId={residentId} eventId={id} words={`${on} ${title}`} />
      )}
    </>
  )
}

const dotColors = {
  service: 'green',
  agreement: 'blue',
  event: 'orange',
  population: 'gray',
  registered: 'gray',
} as const
const FIRST_SHOWN = 20

function TimelineOf({ resident }: { resident: Resident }) {
  const [all, setAll] = useState(false)
  const mayTell = useMay('residents.record-events')
  const { timeline } = resident
  if (timeline.length === 0) return <Empty description="还没有记录" />
  return (
    <>
      <Timeline
        className="person-timeline"
        items={timeline.slice(0, all ? undefined : FIRST_SHOWN).map((entry) => ({
          key: entry.id,
          color: entry.withdrawn ? 'gray' : dotColors[entry.kind],
          content: <TimelineEntry residentId={resident.id} entry={entry} mayWithdraw={mayTell} />,
        }))}
      />
      {!all && timeline.length > FIRST_SHOWN && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          全部 {timeline.length} 条
        </Button>
      )}
    </>
  )
}
