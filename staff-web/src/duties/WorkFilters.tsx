import { workCounts } from '@qianyue/api/duties.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Flex, Input, type InputRef, Segmented, Select, Tag } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import {
  asRequest,
  horizonWords,
  scopeWords,
  type useWorkFilter,
  type WorkHorizon,
  type WorkScope,
} from './work-filter.ts'

/** Whose list, how near, which services: chips with how many there are. */
export function WorkFilters({
  filter,
  change,
  scopes,
  search,
}: ReturnType<typeof useWorkFilter> & { search: RefObject<InputRef | null> }) {
  const counts = useReply(workCounts, asRequest(filter), { keepPrevious: true })
  const units = useReply(listOrgUnits, scopes.includes('village') ? {} : null)
  const [typed, setTyped] = useState(filter.q)
  const villages = (units.data ?? []).filter(({ level }) => level === 'village')
  const firstVillage = villages[0]?.code
  useEffect(() => {
    if (filter.scope === 'village' && filter.villageCode === null && firstVillage !== undefined) {
      change({ villageCode: firstVillage })
    }
  })

  return (
    <Flex vertical gap={8} className="work-filters">
      <Flex wrap gap={8} align="center">
        {scopes.length > 1 && (
          <Segmented<WorkScope>
            aria-label="清单范围"
            value={filter.scope}
            options={scopes.map((scope) => ({ value: scope, label: scopeWords[scope] }))}
            onChange={(scope) => change({ scope, villageCode: null })}
          />
        )}
        {filter.scope === 'village' && (
          <Select
            aria-label="村"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 160 }}
            placeholder="选择村"
            value={filter.villageCode}
            options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
            onChange={(villageCode) => change({ villageCode })}
          />
        )}
        <Input.Search
          ref={search}
          aria-label="在清单中查找"
          placeholder="姓名、首字母、地址"
          allowClear
          style={{ width: 240 }}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onSearch={(q) => change({ q: q.trim() })}
        />
      </Flex>
      <Flex wrap gap={4} role="group" aria-label="期限">
        {(Object.keys(horizonWords) as WorkHorizon[]).map((when) => (
          <Tag.CheckableTag
            key={when}
            checked={filter.when === when}
            onChange={() => change({ when })}
            className={when === 'overdue' ? 'chip chip-overdue' : 'chip'}
          >
            {horizonWords[when]} {counts.data ? `${countWords(counts.data[when].residents)}人` : ''}
          </Tag.CheckableTag>
        ))}
      </Flex>
      <Flex gap={4} role="group" aria-label="服务项目" className="service-chips">
        {(counts.data?.services ?? []).map(({ service, name, duties }) => {
          const chosen = filter.services.includes(service)
          return (
            <Tag.CheckableTag
              key={service}
              checked={chosen}
              className="chip"
              onChange={() =>
                change({
                  services: chosen
                    ? filter.services.filter((one) => one !== service)
                    : [...filter.services, service],
                })
              }
            >
              {name} {countWords(duties)}
            </Tag.CheckableTag>
          )
        })}
      </Flex>
    </Flex>
  )
}
