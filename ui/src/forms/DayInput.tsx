import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import dayjs from 'dayjs'
import { DayPicker } from './DayPicker.tsx'

/** A day of a form's sheet. */
export function DayInput({
  id,
  label,
  value,
  max,
  invalid = false,
  onChange,
}: {
  id?: string | undefined
  label: string
  value: string | undefined
  /** The last day that can be picked. */
  max?: LocalDate | undefined
  invalid?: boolean
  onChange: (value: LocalDate | undefined) => void
}) {
  return (
    <DayPicker
      {...(id === undefined ? {} : { id })}
      data-entry=""
      aria-label={label}
      value={value === undefined ? null : dayjs(value)}
      allowClear
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      onChange={(day) => onChange(day ? (day.format('YYYY-MM-DD') as LocalDate) : undefined)}
    />
  )
}
