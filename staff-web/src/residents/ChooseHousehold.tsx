import { listResidents } from '@qianyue/api/residents.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'

/** A household, found by somebody who lives in it. */
export function ChooseHousehold({
  value,
  onChange,
}: {
  value: { householdId: string; words: string } | null
  onChange: (household: { householdId: string; words: string } | null) => void
}) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useReply(listResidents, q === '' ? null : { q, limit: 12, isCounted: 'false' }, {
    keepPrevious: true,
  })
  const households = new Map(
    (found.data?.items ?? []).flatMap(({ householdId, name, address, villageName, relationName }) =>
      householdId ? [[householdId, `${name}（${relationName}） ${address || villageName}`] as const] : [],
    ),
  )
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      aria-label="查找家庭"
      placeholder="输入户内任一人的姓名、电话或住址"
      value={value?.householdId}
      notFoundContent={q === '' ? null : found.isFetching ? '正在查找' : '没有找到'}
      options={[
        ...(value && !households.has(value.householdId)
          ? [{ value: value.householdId, label: value.words }]
          : []),
        ...[...households].map(([householdId, words]) => ({ value: householdId, label: words })),
      ]}
      onChange={(householdId) =>
        onChange(householdId ? { householdId, words: households.get(householdId) ?? '' } : null)
      }
    />
  )
}
