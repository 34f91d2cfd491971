import { listStaff } from '@qianyue/api/organisation.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Select } from 'antd'

/** 责任医生, of the staff one can see. */
export function StaffChoice({
  value,
  onChange,
}: {
  value: string | null
  onChange: (staffId: string | null) => void
}) {
  const staff = useReply(listStaff, {})
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label="责任医生"
      placeholder="选择责任医生"
      style={{ width: '100%' }}
      loading={staff.isPending}
      value={value}
      onChange={(chosen) => onChange(chosen ?? null)}
      options={(staff.data ?? []).map(({ id, name, unitName }) => ({
        value: id,
        label: `${name}（${unitName}）`,
      }))}
    />
  )
}
