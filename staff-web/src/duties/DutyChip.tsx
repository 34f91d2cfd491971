import type { duty, workDuty } from '@qianyue/api/duties.ts'
import { daysBetween, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { Tag, Tooltip } from 'antd'
import type { z } from 'zod'

export type Duty = z.output<typeof duty>
/** One of the work list, with its own reasons in words. */
export type WorkDuty = Omit<z.output<typeof workDuty>, 'because'> & { because: readonly string[] }

/** Month and day; with the year when it is another than this one. */
export function dayIn(day: LocalDate, today: LocalDate): string {
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}

/** How near a duty is, in words and in a colour that means the same everywhere: red overdue, orange soon. */
export function nearnessOf(
  duty: Pick<Duty, 'state' | 'dueBy' | 'plannedOn'>,
  today: LocalDate,
): { words: string; color: string } {
  const days = daysBetween(today, duty.plannedOn ?? duty.dueBy)
  if (duty.state === 'overdue') return { words: `逾期${daysBetween(duty.dueBy, today)}天`, color: 'error' }
  if (days < 0) return { words: `约定日过${-days}天`, color: 'error' }
  if (days === 0) return { words: duty.plannedOn === null ? '今日到期' : '约在今日', color: 'warning' }
  if (days <= 7) return { words: `${days}天内`, color: 'warning' }
  return { words: `${dayIn(duty.plannedOn ?? duty.dueBy, today)}前`, color: 'default' }
}

/** One service owed, as a button that records it. */
export function DutyChip({
  duty,
  today,
  onRecord,
}: {
  duty: WorkDuty
  today: LocalDate
  onRecord: ((duty: WorkDuty) => void) | null
}) {
  const { words, color } = nearnessOf(duty, today)
  const label = (
    <>
      {duty.item} <span className="duty-when">{words}</span>
      {duty.obstacle && <span className="duty-when"> · {duty.obstacle.reasonName}</span>}
    </>
  )
  return (
    <Tooltip
      title={
        <>
          {duty.because.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
          <div>
            {duty.dueFrom} 至 {duty.dueBy}
          </div>
        </>
      }
      mouseEnterDelay={0.4}
    >
      <Tag
        color={color}
        variant="filled"
        className="duty-chip"
        {...(onRecord
          ? {
              role: 'button',
              tabIndex: 0,
              onKeyDown: (event) => {
                if (event.key !== 'Enter') return
                event.stopPropagation()
                onRecord(duty)
              },
              'aria-label': `记录${duty.item}，${words}`,
              onClick: (event) => {
                event.stopPropagation()
                onRecord(duty)
              },
            }
          : {})}
      >
        {label}
      </Tag>
    </Tooltip>
  )
}
