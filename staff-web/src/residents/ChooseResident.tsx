import { listResidents } from '@qianyue/api/residents.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'

/** Finds one resident by name, initials, number or telephone. */
export function ChooseResident({
  id,
  placeholder,
  value = null,
  onChoose,
}: {
  id?: string
  placeholder: string
  /** Whom to show as chosen; left out, the box is empty again after each choice. */
  value?: string | null
  onChoose: (residentId: string, name: string) => void
}) {
  const [q, setQ] = useState('')
  const [known, setKnown] = useState<{ id: string; label: string } | null>(null)
  const searched = useDeferredValue(q.trim())
  const found = useReply(listResidents, searched.length < 2 ? null : { q: searched, limit: 20 }, {
    keepPrevious: true,
  })
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.name} ${sexWords[one.sex]} ${ageWords(one.ageYears)} ${one.villageName}`,
    name: one.name,
  }))
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={placeholder}
      style={{ width: '100%' }}
      showSearch={{ onSearch: setQ, filterOption: false, searchValue: q }}
      placeholder={placeholder}
      value={value}
      notFoundContent={searched.length < 2 ? '请输入至少两个字' : found.isFetching ? '查找中' : '没有找到'}
      options={
        known && known.id === value && !options.some((one) => one.value === value)
          ? [{ value: known.id, label: known.label, name: '' }, ...options]
          : options
      }
      onChange={(residentId, option) => {
        if (residentId === null || !option || Array.isArray(option)) return
        setKnown({ id: residentId, label: option.label })
        setQ('')
        onChoose(residentId, option.name)
      }}
    />
  )
}
