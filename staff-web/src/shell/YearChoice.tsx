import { dayInShanghai, yearOf } from '@qianyue/domain/days/local-date.ts'
import { Select } from 'antd'

/** The calendar year that it is in China. */
export function thisYear(): number {
  return yearOf(dayInShanghai(new Date()))
}

/** 年度: this year or one of the three before. */
export function YearChoice({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  return (
    <Select
      aria-label="年度"
      value={year}
      onChange={onChange}
      options={[0, 1, 2, 3].map((back) => ({ value: thisYear() - back, label: `${thisYear() - back}年` }))}
    />
  )
}
