import { listDuties, noteObstacle } from '@qianyue/api/duties.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type DutyObstacle, dutyObstacles, dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Drawer, Flex, Input, Select, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { type Duty, nearnessOf } from './DutyChip.tsx'
import { NotePhotos } from './NotePhotos.tsx'

const stateColors = {
  overdue: 'error',
  due: 'warning',
  upcoming: 'default',
  done: 'success',
  missed: 'default',
  cancelled: 'default',
} as const

const order: Duty['state'][] = ['overdue', 'due', 'upcoming', 'done', 'missed', 'cancelled']

/** Everything owed to one person this year, with why, and what stands against it. */
export function DutyDrawer({
  resident,
  today,
  onRecord,
  onClose,
}: {
  resident: { residentId: string; name: string } | null
  today: LocalDate
  onRecord: ((duty: Duty) => void) | null
  onClose: () => void
}) {
  const owed = useReply(listDuties, resident ? { residentId: resident.residentId } : null)
  const sorted = [...(owed.data ?? [])].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.dueBy < b.dueBy ? -1 : 1),
  )
  return (
    <Drawer
      open={resident !== null}
      onClose={onClose}
      title={resident ? `${resident.name} 本年度应得的服务` : ''}
      size={640}
      extra={resident && <Link to={`/residents/${resident.residentId}`}>健康档案</Link>}
    >
      {!owed.data && !owed.error && <Skeleton active />}
      {owed.error && <p role="alert">{owed.error.message}</p>}
      {owed.data?.length === 0 && <p>本年度没有应提供的服务：未签约，也不属于规范规定的重点人群。</p>}
      {sorted.map((duty) => (
        <OneDuty key={duty.id} duty={duty} today={today} onRecord={onRecord} />
      ))}
    </Drawer>
  )
}

function OneDuty({
  duty,
  today,
  onRecord,
}: {
  duty: Duty
  today: LocalDate
  onRecord: ((duty: Duty) => void) | null
}) {
  const mayNote = useMay('duties.note')
  const [noting, setNoting] = useState(false)
  const isOpen = duty.state === 'overdue' || duty.state === 'due' || duty.state === 'upcoming'
  return (
    <section className="duty-entry">
      <Flex align="center" gap={8} wrap>
        <strong>{duty.item}</strong>
        <Tag color={stateColors[duty.state]}>
          {duty.paused ? '外出暂停' : dutyStates[duty.state]}
          {duty.timing === 'late' && '（逾期完成）'}
          {duty.timing === 'early' && '（提前完成）'}
        </Tag>
        <span className="quiet">{daysWords(duty, today)}</span>
        <span style={{ flex: 1 }} />
        {isOpen && mayNote && (
          <Button size="small" type="text" onClick={() => setNoting(!noting)}>
            无法履行
          </Button>
        )}
        {isOpen && onRecord && (
          <Button size="small" type="primary" ghost onClick={() => onRecord(duty)}>
            记录
          </Button>
        )}
      </Flex>
      <ul className="duty-reasons">
        {duty.because.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
        {duty.cancelledBecause && duty.state === 'cancelled' && (
          <li>
            {duty.cancelledOn}起取消：{duty.cancelledBecause}
          </li>
        )}
        {duty.obstacle && (
          <li>
            {duty.obstacle.notedOn}注明无法履行：{duty.obstacle.reasonName}
            {duty.obstacle.remark && `，${duty.obstacle.remark}`}
            {duty.obstacle.photoIds.length > 0 && <NotePhotos ids={duty.obstacle.photoIds} />}
          </li>
        )}
      </ul>
      {noting && <NoteForm duty={duty} onDone={() => setNoting(false)} />}
    </section>
  )
}

function daysWords(duty: Duty, today: LocalDate): string {
  if (duty.doneOn !== null) return `${duty.doneOn} 完成`
  const planned = duty.plannedOn === null ? '' : `，约定 ${duty.plannedOn}`
  const near = duty.state === 'due' || duty.state === 'overdue' ? `（${nearnessOf(duty, today).words}）` : ''
  return `${duty.dueFrom} 至 ${duty.dueBy}${planned}${near}`
}

function NoteForm({ duty, onDone }: { duty: Duty; onDone: () => void }) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [reason, setReason] = useState<DutyObstacle>('refused')
  const [remark, setRemark] = useState('')
  const send = useSend(noteObstacle)
  const note = (chosen: DutyObstacle | null) =>
    send.mutate(
      {
        id,
        dutyId: duty.id,
        residentId: duty.residentId,
        reason: chosen,
        remark: chosen === null ? '' : remark,
      },
      {
        onSuccess: () => {
          message.success(chosen === null ? '已取消注明' : '已注明，服务仍列为应做')
          onDone()
        },
        onError: (error) => message.error(error.message),
      },
    )
  return (
    <Flex gap={8} wrap>
      <Select
        aria-label="无法履行的原因"
        value={reason}
        onChange={setReason}
        style={{ width: 130 }}
        options={Object.entries(dutyObstacles).map(([value, label]) => ({ value, label }))}
      />
      <Input
        aria-label="说明"
        placeholder="说明，如：本人签字拒绝"
        maxLength={200}
        value={remark}
        onChange={({ target }) => setRemark(target.value)}
        style={{ flex: 1, minWidth: 160 }}
      />
      <Button type="primary" loading={send.isPending} onClick={() => note(reason)}>
        注明
      </Button>
      {duty.obstacle && <Button onClick={() => note(null)}>取消注明</Button>}
    </Flex>
  )
}
