import { DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'

/** A day of a form, kept as `2026-11-21`; null when there is none. */
export function DayItem({ name, label, extra }: { name: string; label: string; extra?: string }) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      getValueProps={(value: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD') ?? null}
    >
      <DatePicker style={{ width: '100%' }} format={['YYYY-MM-DD', 'YYYYMMDD']} />
    </Form.Item>
  )
}
