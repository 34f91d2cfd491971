import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { Button, Card, Empty, Tag } from 'antd'
import { useState } from 'react'
import { type Duty, nearnessOf } from '../duties/DutyChip.tsx'

export type OwedDuty = Duty

/** 应尽服务: what is owed now on top, the rest of the year folded. */
export function OwedNow({
  duties,
  today,
  onRecord,
}: {
  duties: readonly Duty[]
  today: LocalDate
  onRecord: ((duty: Duty) => void) | null
}) {
  const [all, setAll] = useState(false)
  const open = duties.filter(({ state }) => state === 'overdue' || state === 'due')
  const rest = duties.filter(({ state }) => state !== 'overdue' && state !== 'due')
  return (
    <Card
      size="small"
      title={`应尽服务${open.length > 0 ? `（${open.length} 项待做）` : ''}`}
      extra={
        rest.length > 0 && (
          <Button size="small" type="link" onClick={() => setAll(!all)}>
            {all ? '收起' : `本年度其余 ${rest.length} 项`}
          </Button>
        )
      }
    >
      {duties.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description="本年度没有应提供的服务：未签约，也不属于规范规定的重点人群。"
        />
      )}
      {duties.length > 0 && open.length === 0 && !all && <span className="quiet">目前没有待做的服务。</span>}
      {[...open, ...(all ? rest : [])].map((duty) => (
        <div key={duty.id} className="owed-line">
          <div className="owed-what">
            <div>{duty.item}</div>
            <div className="quiet">{duty.because.map(({ text }) => text).join('；')}</div>
          </div>
          <span className="quiet">
            {duty.dueFrom.slice(5)} 至 {duty.dueBy.slice(5)}
          </span>
          <State duty={duty} today={today} />
          {onRecord && (duty.state === 'overdue' || duty.state === 'due') && (
            <Button
              size="small"
              type="primary"
              ghost
              onClick={() => onRecord(duty)}
              aria-label={`记录${duty.item}`}
            >
              记录
            </Button>
          )}
        </div>
      ))}
    </Card>
  )
}

function State({ duty, today }: { duty: Duty; today: LocalDate }) {
  if (duty.state === 'overdue' || duty.state === 'due') {
    const { words, color } = nearnessOf(duty, today)
    return <Tag color={color}>{words}</Tag>
  }
  if (duty.state === 'done') return <Tag color="success">{duty.doneOn?.slice(5)} 完成</Tag>
  return <Tag>{dutyStates[duty.state]}</Tag>
}
