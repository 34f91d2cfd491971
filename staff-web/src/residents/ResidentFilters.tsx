import { CloseOutlined, FilterOutlined, SaveOutlined } from '@ant-design/icons'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Flex, Grid, Input, type InputRef, Select, Tag } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import { usePopulationsUsed, usePopulationWords } from '../populations/population-names.tsx'
import { useViewer } from '../session/viewer.ts'
import { useKept } from './kept.ts'
import {
  ageGroups,
  filterWords,
  presenceWords,
  type ResidentFilter,
  type useResidentFilter,
} from './resident-filter.ts'

const TYPING_PAUSE_MS = 200

/** The filters above the list: what is chosen stands below as chips and can be saved under a name. */
export function ResidentFilters({
  filter,
  change,
  replace,
  search,
}: ReturnType<typeof useResidentFilter> & { search: RefObject<InputRef | null> }) {
  const { modal } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const [unfolded, setUnfolded] = useState(false)
  const viewer = useViewer()
  const units = useReply(listOrgUnits, {})
  const [typed, setTyped] = useState(filter.q)
  const [saved, keepSaved] = useKept<{ name: string; filter: ResidentFilter }[]>(
    `residents.saved.${viewer.user.id}`,
    [],
  )

  useEffect(() => setTyped(filter.q), [filter.q])
  useEffect(() => {
    if (typed === filter.q) return
    const pause = setTimeout(() => change({ q: typed }), TYPING_PAUSE_MS)
    return () => clearTimeout(pause)
  }, [typed, filter.q, change])

  const within = (units.data ?? []).filter(({ level }) => level !== 'county')
  const unitName = (code: string) => within.find((unit) => String(unit.code) === code)?.areaName ?? code
  const populationsUsed = usePopulationsUsed()
  const chips = filterWords(filter, unitName, usePopulationWords())

  const save = () => {
    let name = chips.map(({ words }) => words).join('、')
    modal.confirm({
      title: '保存这组筛选',
      content: (
        <Input
          autoFocus
          defaultValue={name}
          maxLength={30}
          aria-label="名称"
          onChange={({ target }) => {
            name = target.value
          }}
        />
      ),
      okText: '保存',
      onOk: () =>
        keepSaved([...saved.filter((one) => one.name !== name), { name: name || '未命名', filter }]),
    })
  }

  return (
    <div className="resident-filters">
      <Flex gap={8} wrap>
        <Input
          ref={search}
          allowClear
          aria-label="查找居民"
          placeholder="姓名、首字母、电话、证件号、地址"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          style={md ? { width: 340 } : { flex: '1 1 220px' }}
        />
        {!md && (
          <Button icon={<FilterOutlined />} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            筛选
          </Button>
        )}
        {(md || unfolded) && (
          <>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              aria-label="单位"
              placeholder="全部村（社区）"
              style={{ width: 150 }}
              value={filter.orgId}
              options={within.map(({ code, areaName }) => ({ value: String(code), label: areaName }))}
              onChange={(orgId) => change({ orgId })}
            />
            <Choice
              label="人群"
              width={150}
              value={filter.population}
              words={populationsUsed}
              onChange={(population) => change({ population })}
            />
            <Choice
              label="年龄"
              width={120}
              value={filter.age}
              words={mapWords(ageGroups)}
              onChange={(age) => change({ age })}
            />
            <Choice
              label="签约"
              width={100}
              value={filter.signed}
              words={{ true: '已签约', false: '未签约' }}
              onChange={(signed) => change({ signed })}
            />
            <Choice
              label="状态"
              width={100}
              value={filter.presence}
              words={presenceWords}
              onChange={(presence) => change({ presence })}
            />
            <Choice
              label="信息核对"
              width={120}
              value={filter.warned}
              words={{ true: '信息有矛盾' }}
              onChange={(warned) => change({ warned })}
            />
          </>
        )}
      </Flex>
      {(chips.length > 0 || saved.length > 0) && (
        <Flex gap={4} wrap align="center" className="filter-chips">
          {chips.map(({ key, words }) => (
            <Tag
              key={key}
              className="population-tag"
              closable
              closeIcon={<CloseOutlined aria-label={`去掉${words}`} />}
              onClose={() => change({ [key]: undefined })}
            >
              {words}
            </Tag>
          ))}
          {chips.length > 0 && (
            <>
              <Button size="small" type="link" onClick={() => replace({ q: '' })}>
                清除
              </Button>
              <Button size="small" type="link" icon={<SaveOutlined />} onClick={save}>
                保存筛选
              </Button>
            </>
          )}
          {saved.map((one) => (
            <Tag
              key={one.name}
              variant="outlined"
              closable
              closeIcon={<CloseOutlined aria-label={`删除筛选${one.name}`} />}
              onClose={() => keepSaved(saved.filter(({ name }) => name !== one.name))}
            >
              <button type="button" className="text-button" onClick={() => replace(one.filter)}>
                {one.name}
              </button>
            </Tag>
          ))}
        </Flex>
      )}
    </div>
  )
}

function Choice<Code extends string>({
  label,
  width,
  value,
  words,
  onChange,
}: {
  label: string
  width: number
  value: Code | undefined
  words: Readonly<Partial<Record<Code, string>>>
  onChange: (value: Code | undefined) => void
}) {
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ width }}
      value={value}
      options={(Object.entries(words) as [Code, string][]).map(([code, text]) => ({
        value: code,
        label: text,
      }))}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  )
}

function mapWords<Code extends string>(groups: Record<Code, { words: string }>): Record<Code, string> {
  return Object.fromEntries(
    (Object.entries(groups) as [Code, { words: string }][]).map(([code, { words }]) => [code, words]),
  ) as Record<Code, string>
}
