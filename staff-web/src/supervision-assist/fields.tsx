import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { supervisionAreas } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Form, Select } from 'antd'

/** Whose register it is: a township hospital or a village clinic. */
export function UnitField({ onChange }: { onChange?: () => void }) {
  const units = useReply(listOrgUnits, {})
  return (
    <Form.Item name="unitCode" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        loading={units.isPending}
        {...(onChange ? { onChange } : {})}
        options={(units.data ?? [])
          .filter(({ level }) => level !== 'county')
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Form.Item>
  )
}

export function AreaField({ label, onChange }: { label: string; onChange?: () => void }) {
  return (
    <Form.Item name="area" label={label} rules={[{ required: true, message: `请选择${label}` }]}>
      <Select
        {...(onChange ? { onChange } : {})}
        options={Object.entries(supervisionAreas).map(([value, name]) => ({ value, label: name }))}
      />
    </Form.Item>
  )
}
