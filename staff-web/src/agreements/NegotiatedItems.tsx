import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { negotiatedName } from '@qianyue/domain/packages/negotiated.ts'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'
import { everyWords } from '@qianyue/ui/words/agreements.ts'
import { Button, Flex, InputNumber, Select } from 'antd'
import { useServices } from '../policy/own-names.tsx'

const everyOptions = (Object.keys(everyWords) as AgreedItem['every'][]).map((value) => ({
  value,
  label: everyWords[value],
}))

/** 补充约定 with one member: services that both sides add to the packages, or want oftener; without a fee. */
export function NegotiatedItems({
  of,
  items,
  onChange,
}: {
  /** Name of the member. */
  of: string
  items: readonly AgreedItem[]
  onChange: (items: readonly AgreedItem[]) => void
}) {
  const services = useServices()
  const set = (at: number, changes: Partial<AgreedItem>) =>
    onChange(items.map((item, index) => (index === at ? { ...item, ...changes } : item)))
  const add = () => onChange([...items, { service: '', times: 1, every: 'year' }])
  return (
    <div className="negotiated">
      {items.length > 0 && <span className="quiet">{negotiatedName}（不另收费）</span>}
      {items.map((item, at) => (
        <Flex key={at} gap={8} wrap align="center">
          <Select
            aria-label={`${of}的补充约定：服务`}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择服务"
            className="negotiated-service"
            status={item.service === '' ? 'warning' : ''}
            value={item.service || null}
            options={services.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(service) => set(at, { service: service ?? '' })}
          />
          <Select
            aria-label={`${of}的补充约定：周期`}
            style={{ width: 110 }}
            value={item.every}
            options={everyOptions}
            onChange={(every) => set(at, { every })}
          />
          <InputNumber
            aria-label={`${of}的补充约定：次数`}
            min={1}
            max={366}
            precision={0}
            suffix="次"
            style={{ width: 88 }}
            disabled={item.every === 'on-need'}
            value={item.times}
            onChange={(times) => set(at, { times: times ?? 1 })}
          />
          <Button
            type="text"
            aria-label={`去掉${of}的这项约定`}
            icon={<DeleteOutlined />}
            onClick={() => onChange(items.filter((_, index) => index !== at))}
          />
        </Flex>
      ))}
      <Button type="link" size="small" icon={<PlusOutlined />} className="negotiated-add" onClick={add}>
        {negotiatedName}
      </Button>
    </div>
  )
}
