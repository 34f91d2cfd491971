import type { DutyFrequency, DutyPeriod } from '@qianyue/domain/duties/duty-rule.ts'
import type { PolicyField } from '@qianyue/domain/policy/policy-fields.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Flex, Input, InputNumber, Select, Space } from 'antd'
import dayjs from 'dayjs'

const optionsOf = (options: Record<string, string>) =>
  Object.entries(options).map(([value, label]) => ({ value, label }))

/** The input for one thing that a policy says. */
export function FieldInput({
  field,
  value,
  onChange,
  invalid,
}: {
  field: Exclude<PolicyField, { kind: 'rows' }>
  value: unknown
  onChange: (value: unknown) => void
  invalid: boolean
}) {
  const common = { 'aria-label': field.label, ...(invalid ? { status: 'error' as const } : {}) }
  switch (field.kind) {
    case 'number':
      return (
        <InputNumber<number>
          {...common}
          value={value === null || value === undefined ? null : (value as number) / (field.scale ?? 1)}
          precision={field.decimals ?? 0}
          placeholder={field.optional ?? ''}
          suffix={field.unit}
          style={{ width: 180 }}
          onChange={(entered) =>
            onChange(entered === null ? null : field.scale ? Math.round(entered * field.scale) : entered)
          }
        />
      )
    case 'numbers':
      return (
        <Select
          {...common}
          mode="tags"
          style={{ minWidth: 180 }}
          value={(value as number[]).map(String)}
          suffix={field.unit}
          onChange={(texts: string[]) =>
            onChange([...new Set(texts.map(Number).filter(Number.isInteger))].sort((a, b) => a - b))
          }
        />
      )
    case 'text':
      if (field.multiline)
        return (
          <Input.TextArea
            {...common}
            value={value as string}
            maxLength={2000}
            autoSize={{ minRows: 4, maxRows: 12 }}
            onChange={({ target }) => onChange(target.value)}
          />
        )
      return (
        <Input
          {...common}
          value={value as string}
          maxLength={200}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    case 'day':
      return (
        <DayPicker
          {...common}
          value={value === null ? null : dayjs(value as string)}
          placeholder={field.optional ?? '选择日期'}
          allowClear={field.optional !== undefined}
          onChange={(day) => onChange(day === null ? null : day.format('YYYY-MM-DD'))}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 220 }}
          value={value === null || value === undefined ? '' : String(value)}
          options={[
            ...(field.optional === undefined ? [] : [{ value: '', label: field.optional }]),
            ...optionsOf(field.options),
          ]}
          onChange={(code) => onChange(code === '' ? null : code)}
        />
      )
    case 'choices':
      return (
        <Select
          {...common}
          mode="multiple"
          style={{ width: '100%', minWidth: 240 }}
          placeholder={field.none}
          value={(value ?? []) as string[]}
          options={optionsOf(field.options)}
          onChange={onChange}
        />
      )
    case 'yes-no':
      return (
        <Select
          {...common}
          style={{ minWidth: 180 }}
          value={value === true ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: field.yes },
            { value: 'no', label: field.no },
          ]}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      )
    case 'frequency':
      return <FrequencyInput value={value as DutyFrequency} onChange={onChange} />
  }
}

const kinds: Record<DutyFrequency['kind'], string> = {
  periodic: '定期',
  'after-first-signing': '首次签约后',
  'after-joining': '纳入后',
  'at-ages': '按月龄',
  'by-gestation': '按孕周',
  'after-delivery': '产后',
  'vaccination-schedule': '按免疫程序',
  'pressure-screening': '首诊测血压',
  'glucose-recheck': '血糖偏高复测',
}
const periods: Record<DutyPeriod, string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
}
const starts: Record<DutyFrequency['kind'], DutyFrequency> = {
  periodic: { kind: 'periodic', every: 'quarter', times: 1 },
  'after-first-signing': { kind: 'after-first-signing', withinDays: 90 },
  'after-joining': { kind: 'after-joining', withinDays: 30 },
  'at-ages': { kind: 'at-ages', months: [3, 6, 12], lastForMonths: 6 },
  'by-gestation': { kind: 'by-gestation', visits: [{ fromWeeks: 16, toWeeks: 20 }] },
  'after-delivery': { kind: 'after-delivery', countedFrom: 'delivery', fromDays: 42, withinDays: 14 },
  'vaccination-schedule': { kind: 'vaccination-schedule' },
  'pressure-screening': { kind: 'pressure-screening', recheckWithinDays: 14, resultWithinDays: 14 },
  'glucose-recheck': { kind: 'glucose-recheck', highDays: 2, recheckWithinDays: 14, resultWithinDays: 14 },
}

function FrequencyInput({
  value,
  onChange,
}: {
  value: DutyFrequency
  onChange: (value: DutyFrequency) => void
}) {
  return (
    <Flex gap={8} wrap>
      <Select
        aria-label="频次类型"
        value={value.kind}
        style={{ width: 120 }}
        options={optionsOf(kinds)}
        onChange={(kind) => onChange(starts[kind])}
      />
      {value.kind === 'periodic' && (
        <Space.Compact>
          <Select
            aria-label="周期"
            value={value.every}
            style={{ width: 100 }}
            options={optionsOf(periods) as { value: DutyPeriod; label: string }[]}
            onChange={(every) => onChange({ ...value, every })}
          />
          <InputNumber
            aria-label="次数"
            min={1}
            max={52}
            precision={0}
            value={value.times}
            suffix="次"
            style={{ width: 90 }}
            onChange={(times) => onChange({ ...value, times: times ?? 1 })}
          />
        </Space.Compact>
      )}
      {(value.kind === 'after-first-signing' || value.kind === 'after-joining') && (
        <InputNumber
          aria-label="天数"
          min={1}
          precision={0}
          value={value.withinDays}
          suffix="天内"
          style={{ width: 110 }}
          onChange={(days) => onChange({ ...value, withinDays: days ?? 1 })}
        />
      )}
      {value.kind === 'by-gestation' && (
        <Select
          aria-label="孕周"
          mode="tags"
          placeholder="如 16-20"
          style={{ minWidth: 220 }}
          value={value.visits.map(({ fromWeeks, toWeeks }) => `${fromWeeks}-${toWeeks}`)}
          onChange={(texts: string[]) => {
            const visits = texts.flatMap((text) => {
              const found = /^(\d{1,2})[-～~](\d{1,2})$/.exec(text.trim())
              return found ? [{ fromWeeks: Number(found[1]), toWeeks: Number(found[2]) }] : []
            })
            onChange({ ...value, visits: visits.sort((a, b) => a.fromWeeks - b.fromWeeks) })
          }}
        />
      )}
      {value.kind === 'after-delivery' && (
        <Space.Compact>
          <Select
            aria-label="起算日"
            value={value.countedFrom}
            options={[
              { value: 'delivery', label: '分娩后' },
              { value: 'discharge', label: '出院后' },
            ]}
            onChange={(countedFrom) => onChange({ ...value, countedFrom })}
          />
          <InputNumber
            aria-label="起始天数"
            min={0}
            precision={0}
            value={value.fromDays}
            suffix="天起"
            style={{ width: 100 }}
            onChange={(days) => onChange({ ...value, fromDays: days ?? 0 })}
          />
          <InputNumber
            aria-label="天数"
            min={0}
            precision={0}
            value={value.withinDays}
            suffix="天内"
            style={{ width: 100 }}
            onChange={(days) => onChange({ ...value, withinDays: days ?? 0 })}
          />
        </Space.Compact>
      )}
      {value.kind === 'at-ages' && (
        <Select
          aria-label="月龄"
          mode="tags"
          style={{ minWidth: 220 }}
          value={value.months.map(String)}
          onChange={(texts: string[]) =>
            onChange({
              ...value,
              months: [...new Set(texts.map(Number).filter(Number.isInteger))].sort((a, b) => a - b),
            })
          }
        />
      )}
    </Flex>
  )
}
