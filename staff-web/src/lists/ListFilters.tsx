import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { daysOfLists, type ListCode, type ListFilter, lists } from '@qianyue/domain/lists/list.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { InputNumber, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useServices } from '../policy/own-names.tsx'
import { usePopulationsUsed } from '../populations/population-names.tsx'

/** Filters as they are kept and travel in an address. */
export type KeptFilters = Readonly<Record<string, string>>

/** What a list may be narrowed by, each a choice. */
export function ListFilters({
  list,
  filters,
  onChange,
}: {
  list: ListCode
  filters: KeptFilters
  onChange: (filters: KeptFilters) => void
}) {
  const used = usePopulationsUsed()
  const offered = useServices()
  const units = useReply(listOrgUnits, {})
  const known: readonly ListFilter[] = lists[list].filters
  const has = (filter: ListFilter) => known.includes(filter)
  const set = (change: Record<string, string | undefined>) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...filters, ...change }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      ),
    )
  const choice = (
    filter: ListFilter,
    label: string,
    options: { value: string; label: string }[],
    width = 132,
  ) =>
    has(filter) && (
      <Select
        aria-label={label}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={label}
        style={{ width }}
        value={filters[filter] ?? null}
        onChange={(value: string | null) => set({ [filter]: value ?? undefined })}
        options={options}
      />
    )
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const day = (filter: 'from' | 'to', label: string) =>
    has(filter) && (
      <DayPicker
        aria-label={label}
        placeholder={label}
        value={filters[filter] ? dayjs(filters[filter]) : null}
        onChange={(value) => set({ [filter]: value?.format('YYYY-MM-DD') })}
      />
    )
  const age = (filter: 'ageFrom' | 'ageTo', label: string) =>
    has(filter) && (
      <InputNumber
        aria-label={label}
        placeholder={label}
        min={0}
        max={130}
        suffix="岁"
        style={{ width: 116 }}
        value={filters[filter] === undefined ? null : Number(filters[filter])}
        onChange={(value) => set({ [filter]: value === null ? undefined : String(value) })}
      />
    )
  return (
    <Space wrap>
      {choice(
        'orgId',
        '单位',
        (units.data ?? []).map(({ code, areaName }) => ({ value: String(code), label: areaName })),
        160,
      )}
      {choice('population', '人群', named(used))}
      {choice('signed', '签约', named({ true: '已签约', false: '未签约' }), 104)}
      {choice('inForce', '是否在约', named({ true: '在约', false: '已不在约' }), 116)}
      {choice('dutyState', '状态', named(dutyStates), 104)}
      {choice(
        'service',
        '服务',
        offered.map(({ code, name }) => ({ value: code, label: name })),
        200,
      )}
      {age('ageFrom', '年龄从')}
      {age('ageTo', '年龄到')}
      {day('from', `${daysOfLists[list] ?? ''}日期从`)}
      {day('to', `${daysOfLists[list] ?? ''}日期到`)}
    </Space>
  )
}
