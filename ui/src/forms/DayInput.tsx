import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

/** Ways in which a day is typed; the first is how it is shown. */
const formats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日']

/** A day: typed with number keys alone (20261121) or picked. */
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
    <DatePicker
      {...(id === undefined ? {} : { id })}
      data-entry=""
      aria-label={label}
      value={value === undefined ? null : dayjs(value)}
      format={formats}
      allowClear
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      onChange={(day) => onChange(day ? (day.format('YYYY-MM-DD') as LocalDate) : undefined)}
    />
  )
}
