import { type Relation, relations } from '@qianyue/domain/households/relation.ts'
import { Select } from 'antd'

/** What somebody is to the head of a household. */
export function ChooseRelation({
  label,
  value,
  onChange,
}: {
  label: string
  value: Relation | undefined
  onChange: (relation: Relation) => void
}) {
  return (
    <Select
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="请选择"
      value={value}
      onChange={onChange}
      options={Object.entries(relations)
        .filter(([code]) => code !== '01' && code !== '02')
        .map(([code, label]) => ({ value: code as Relation, label }))}
    />
  )
}
