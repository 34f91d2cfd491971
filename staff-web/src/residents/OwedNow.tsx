import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { groupedBy } from '@qianyue/domain/grouped-by.ts'
import { Button, Card, Empty, Tag } from 'antd'
import { useState } from 'react'
import { type Duty, dayIn, nearnessOf } from '../duties/DutyChip.tsx'

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
      {alike([...open, ...(all ? rest : [])]).map(([duty, times]) => (
        <div key={duty.id} className="owed-line">
          <div className="owed-what">
            <div>
              {duty.item}
              {times > 1 && ` × ${times} 次`}
            </div>
            <div className="quiet">{reasonsOf(duty)}</div>
          </div>
          <span className="quiet">
            {dayIn(duty.dueFrom, today)} 至 {dayIn(duty.dueBy, today)}
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

/** Duties that differ in nothing but their place in a row of so many a year, told once with their number. */
function alike(duties: readonly Duty[]): [Duty, number][] {
  const groups = groupedBy(duties, (duty) =>
    [duty.item, duty.dueFrom, duty.dueBy, duty.plannedOn, duty.state, duty.doneOn, reasonsOf(duty)].join('|'),
  )
  return [...groups.values()].map((group) => [group[0]!, group.length])
}

function reasonsOf({ because }: Duty): string {
  return because.map(({ text }) => text).join('；')
}

function State({ duty, today }: { duty: Duty; today: LocalDate }) {
  if (duty.state === 'overdue' || duty.state === 'due') {
    const { words, color } = nearnessOf(duty, today)
    return <Tag color={color}>{words}</Tag>
  }
  if (duty.state === 'done') return <Tag color="success">{duty.doneOn?.slice(5)} 完成</Tag>
  return <Tag>{dutyStates[duty.state]}</Tag>
}
