import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { type TeamRole, teamRoles } from '@qianyue/domain/teams/team.ts'
import { everyWords } from '@qianyue/ui/words/agreements.ts'
import { Button, InputNumber, Select } from 'antd'
import { type OfferedService, useServices } from '../policy/own-names.tsx'
import { blankItem, type ItemDraft } from './package-draft.ts'

const everyOptions = (Object.keys(everyWords) as AgreedItem['every'][]).map((value) => ({
  value,
  label: everyWords[value],
}))
const roleOptions = (Object.keys(teamRoles) as TeamRole[]).map((value) => ({
  value,
  label: teamRoles[value],
}))
const modeOptions = (Object.keys(serviceModes) as ServiceMode[]).map((value) => ({
  value,
  label: serviceModes[value].name,
}))

/** The services of a package: what, how often, by whom, how, at what list price. */
export function EditItems({
  items,
  onChange,
}: {
  items: readonly ItemDraft[]
  onChange: (items: ItemDraft[]) => void
}) {
  const services = useServices()
  const set = (at: number, changes: Partial<ItemDraft>) =>
    onChange(items.map((item, index) => (index === at ? { ...item, ...changes } : item)))
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="package-items">
        <thead>
          <tr>
            <th scope="col">服务</th>
            <th scope="col">周期</th>
            <th scope="col">次数</th>
            <th scope="col">谁来做</th>
            <th scope="col">方式</th>
            <th scope="col">单价</th>
            <th scope="col" aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={at}>
              <td>
                <Select
                  aria-label="服务"
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: 170 }}
                  value={item.service}
                  options={services.map(({ code, name }) => ({ value: code, label: name }))}
                  onChange={(service) => set(at, { ...startOf(services, service), service })}
                />
              </td>
              <td>
                <Select
                  aria-label="周期"
                  style={{ width: 110 }}
                  value={item.every}
                  options={everyOptions}
                  onChange={(every) => set(at, { every })}
                />
              </td>
              <td>
                <InputNumber
                  aria-label="次数"
                  min={1}
                  max={366}
                  precision={0}
                  style={{ width: 64 }}
                  disabled={item.every === 'on-need'}
                  value={item.times}
                  onChange={(times) => set(at, { times: times ?? 1 })}
                />
              </td>
              <td>
                <Select
                  aria-label="谁来做"
                  mode="multiple"
                  maxTagCount="responsive"
                  style={{ width: 210 }}
                  value={[...item.by]}
                  options={roleOptions}
                  onChange={(by) => set(at, { by })}
                />
              </td>
              <td>
                <Select
                  aria-label="方式"
                  mode="multiple"
                  maxTagCount="responsive"
                  style={{ width: 150 }}
                  value={[...item.modes]}
                  options={modeOptions}
                  onChange={(modes) => set(at, { modes })}
                />
              </td>
              <td>
                <InputNumber
                  aria-label="单价（元）"
                  min={0}
                  precision={2}
                  prefix="¥"
                  style={{ width: 96 }}
                  value={item.unitPriceFen / 100}
                  onChange={(yuan) => set(at, { unitPriceFen: Math.round((yuan ?? 0) * 100) })}
                />
              </td>
              <td>
                <Button
                  type="text"
                  aria-label="去掉这项服务"
                  icon={<DeleteOutlined />}
                  disabled={items.length === 1}
                  onClick={() => onChange(items.filter((_, index) => index !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...items, blankItem()])}>
        加一项服务
      </Button>
    </div>
  )
}

/** What the county says of its own service is what an item of it begins as. */
function startOf(services: readonly OfferedService[], code: string): Partial<ItemDraft> {
  const own = services.find((one) => one.code === code)?.own
  if (!own) return {}
  const { by, modes, times, every, unitPriceFen } = own
  return {
    times,
    every,
    unitPriceFen,
    ...(by.length > 0 ? { by: [...by] } : {}),
    ...(modes.length > 0 ? { modes: [...modes] } : {}),
  }
}
