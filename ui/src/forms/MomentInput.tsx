import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { dayFormats, shortDayFormats } from './DayPicker.tsx'

const times = ['HH:mm', 'H:mm', 'HHmm', 'HH：mm', 'H：mm']
const formats = [...dayFormats, ...shortDayFormats].flatMap((day) => times.map((time) => `${day} ${time}`))

/** A day with the hour, kept as `2026-11-21T14:05`: typed with number keys alone (202611211405) or picked. */
export function MomentInput({
  id,
  label,
  value,
  invalid = false,
  onChange,
  onLeave,
}: {
  id?: string | undefined
  /** Left out where the form's own label names it. */
  label?: string
  value?: string | null | undefined
  invalid?: boolean
  onChange?: (value: string | undefined) => void
  onLeave?: () => void
}) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      data-entry=""
      showTime={{ format: 'HH:mm' }}
      needConfirm={false}
      value={value ? dayjs(value) : null}
      format={[...formats, 'YYYYMMDDHHmm']}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      onChange={(moment) => onChange?.(moment?.format('YYYY-MM-DDTHH:mm'))}
      {...(onLeave ? { onBlur: onLeave } : {})}
    />
  )
}
