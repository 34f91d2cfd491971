import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { decideCombThrough, listCombThrough } from '@qianyue/api/populations.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { newId, useReplyPages, useSend } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Empty, Flex, Select, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import '../residents/residents.css'
import { selectionWords } from '../shell/selection-words.ts'
import { usePopulationsUsed } from './population-names.tsx'

type Reply = ReplyOf<typeof listCombThrough>
type Item = Reply['items'][number]

const PAGE = 100
const suggestions = {
  add: { words: '建议纳入', color: 'processing' },
  remove: { words: '建议移出', color: 'error' },
  confirm: { words: '需要核实', color: 'warning' },
} as const

const keyOf = ({ residentId, population, suggest }: Item) => `${residentId}/${population}/${suggest}`

/** 重点人群年度梳理: a work list of who should be taken on, taken off or confirmed, one decision a line or many at once. */
export function CombThroughPage() {
  const used = usePopulationsUsed()
  const mayDecide = useMay('populations.declare')
  const [suggest, setSuggest] = useState<Item['suggest'] | undefined>()
  const [population, setPopulation] = useState<Population | undefined>()
  const [chosen, setChosen] = useState<string[]>([])
  const request = { ...(suggest ? { suggest } : {}), ...(population ? { population } : {}) }
  const list = useReplyPages(listCombThrough, { ...request, limit: PAGE })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const decide = useSend(decideCombThrough)

  const take = (some: readonly Item[], agreed: boolean) =>
    decide.mutate(
      {
        decisions: some.map((item) => ({
          id: newId(),
          residentId: item.residentId,
          population: item.population,
          suggested: item.suggest,
          decision: decisionOf(item.suggest, agreed),
        })),
      },
      { onSuccess: () => setChosen([]) },
    )
  const picked = items.filter((item) => chosen.includes(keyOf(item)))

  return (
    <>
      <PageTitle title="重点人群年度梳理">
        <span className="quiet">只是建议：每一条由您决定，决定后名册才会改变</span>
      </PageTitle>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }}>
        <Select
          allowClear
          aria-label="建议"
          placeholder="全部建议"
          style={{ width: 130 }}
          value={suggest}
          onChange={setSuggest}
          options={Object.entries(suggestions).map(([value, { words }]) => ({
            value: value as Item['suggest'],
            label: words,
          }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label="人群"
          placeholder="全部人群"
          style={{ width: 170 }}
          value={population}
          onChange={setPopulation}
          options={Object.entries(used).map(([value, label]) => ({
            value: value as Population,
            label,
          }))}
        />
        {mayDecide && picked.length > 0 && (
          <>
            <span>已选 {picked.length} 条</span>
            <Button type="primary" loading={decide.isPending} onClick={() => take(picked, true)}>
              按建议办理
            </Button>
            <Button loading={decide.isPending} onClick={() => take(picked, false)}>
              不按建议
            </Button>
          </>
        )}
      </Flex>
      {(list.error ?? decide.error) && (
        <Alert type="error" showIcon title={(list.error ?? decide.error)!.message} />
      )}
      {list.isPending && <Skeleton active />}
      {list.isSuccess && items.length === 0 && !list.hasNextPage && (
        <Empty description="没有需要梳理的人：名册与记录一致" style={{ padding: 48 }} />
      )}
      {items.length > 0 && (
        <Table<Item>
          size="small"
          rowKey={keyOf}
          pagination={false}
          className="scroll-sideways"
          dataSource={items}
          {...(mayDecide
            ? {
                rowSelection: {
                  ...selectionWords(({ name }: Item) => name),
                  selectedRowKeys: chosen,
                  onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                },
              }
            : {})}
          columns={[
            {
              title: '建议',
              width: 100,
              render: (_, { suggest: what }) => (
                <Tag color={suggestions[what].color}>{suggestions[what].words}</Tag>
              ),
            },
            { title: '人群', width: 150, dataIndex: 'populationName' },
            {
              title: '姓名',
              width: 110,
              render: (_, one) => <Link to={`/residents/${one.residentId}`}>{one.name}</Link>,
            },
            {
              title: '性别年龄',
              width: 90,
              render: (_, one) => `${sexWords[one.sex]} ${ageWords(one.ageYears)}`,
            },
            { title: '住址', width: 200, render: (_, one) => one.address || one.villageName },
            { title: '依据', dataIndex: 'because' },
            ...(mayDecide
              ? [
                  {
                    title: '决定',
                    width: 160,
                    render: (_: unknown, one: Item) => (
                      <Flex gap={4}>
                        <Button size="small" onClick={() => take([one], true)}>
                          {one.suggest === 'add' ? '纳入' : one.suggest === 'remove' ? '移出' : '保留'}
                        </Button>
                        <Button size="small" type="text" onClick={() => take([one], false)}>
                          {one.suggest === 'add' ? '不纳入' : one.suggest === 'remove' ? '保留' : '移出'}
                        </Button>
                      </Flex>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          继续梳理
        </Button>
      )}
    </>
  )
}

/** What a line's two answers mean: to follow the suggestion, or not. */
function decisionOf(suggest: Item['suggest'], agreed: boolean): 'add' | 'remove' | 'keep' | 'leave-out' {
  if (suggest === 'add') return agreed ? 'add' : 'leave-out'
  if (suggest === 'remove') return agreed ? 'remove' : 'keep'
  return agreed ? 'keep' : 'remove'
}
