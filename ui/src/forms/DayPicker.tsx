import { DatePicker, type DatePickerProps } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'

/** Ways in which a day is typed; the first is how it is shown. None is the beginning of another. */
export const dayFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年M月D日']

/**
 * Ways that are known to be finished only when the field is left: `2026-11-2` may become `2026-11-20`, and would be made
 * `2026-11-02` under the hands of whoever types it.
 */
export const shortDayFormats = ['YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D']

/** A day: typed with number keys alone (20261121) or as it is written, or picked. */
export function DayPicker(props: DatePickerProps<Dayjs, false>) {
  const { onChange, onBlur, minDate, maxDate, disabledDate } = props
  const isAllowed = (day: Dayjs) =>
    !(minDate && day.isBefore(minDate, 'day')) &&
    !(maxDate && day.isAfter(maxDate, 'day')) &&
    !disabledDate?.(day, { type: 'date' })
  return (
    <DatePicker
      format={dayFormats}
      {...props}
      onBlur={(event, info) => {
        const typed = (event.target as HTMLInputElement).value
        const day = dayjs(typed, shortDayFormats, true)
        if (
          !dayFormats.some((format) => dayjs(typed, format, true).isValid()) &&
          day.isValid() &&
          isAllowed(day)
        )
          onChange?.(day, day.format('YYYY-MM-DD'))
        onBlur?.(event, info)
      }}
    />
  )
}
