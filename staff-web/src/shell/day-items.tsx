import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { MomentInput } from '@qianyue/ui/forms/MomentInput.tsx'
import { Form, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'

type ItemProps = {
  name: string
  label: string
  extra?: string
  /** What is said when it is left empty; left out where it may be. */
  required?: string
}

/** A day of a form, kept as `2026-11-21`; null when there is none. */
export function DayItem({ required, ...item }: ItemProps) {
  return (
    <Form.Item
      {...item}
      {...ruleOf(required)}
      getValueProps={(value: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD') ?? null}
    >
      <DayPicker style={{ width: '100%' }} />
    </Form.Item>
  )
}

/** A day with the hour, kept as `2026-11-21T14:05`, in Shanghai. */
export function MomentItem({ required, ...item }: ItemProps) {
  return (
    <Form.Item {...item} {...ruleOf(required)}>
      <MomentInput />
    </Form.Item>
  )
}

/** A time of day, kept as `07:30`: typed with number keys alone (0730) or picked. */
export function TimeItem({ required, ...item }: ItemProps) {
  return (
    <Form.Item
      {...item}
      {...ruleOf(required)}
      getValueProps={(value: string | null) => ({ value: value ? dayjs(value, 'HH:mm') : null })}
      normalize={(time: Dayjs | null) => time?.format('HH:mm') ?? null}
    >
      <TimePicker
        format={['HH:mm', 'HHmm', 'H:mm', 'HH：mm']}
        minuteStep={5}
        needConfirm={false}
        style={{ width: '100%' }}
      />
    </Form.Item>
  )
}

const ruleOf = (message: string | undefined) =>
  message === undefined ? {} : { rules: [{ required: true, message }] }
