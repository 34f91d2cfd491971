import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

/** The month that it is in China, as `2026-11`. */
export function thisMonth(): string {
  return dayInShanghai(new Date()).slice(0, 7)
}

/** 月份. @param month as `2026-11` */
export function MonthChoice({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  return (
    <DatePicker
      picker="month"
      aria-label="月份"
      allowClear={false}
      value={dayjs(month)}
      style={{ width: 120 }}
      onChange={(chosen) => chosen && onChange(chosen.format('YYYY-MM'))}
    />
  )
}
