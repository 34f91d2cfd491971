import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { countUnsignedReasons } from '@qianyue/api/unsigned-reasons.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Select, Space, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePopulationsUsed } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { UnsignedDrawer } from './UnsignedDrawer.tsx'

type Row = ReplyOf<typeof countUnsignedReasons>['rows'][number]
type Among = NonNullable<RequestInput<typeof countUnsignedReasons>['population']>
export type Asked = { orgId?: number; placeName: string; population?: Among; reason?: string }

/** 未签约原因: how many of those who should sign have signed, and why the others have not; every number opens to names. */
export function UnsignedReasonsPage() {
  const [params, setParams] = useSearchParams()
  const populations = usePopulationsUsed()
  const mayOpen = useMay('indicators.read-names')
  const population = (params.get('population') ?? 'key') as Among | 'all'
  const orgId = params.get('orgId')
  const [opened, setOpened] = useState<Asked | null>(null)
  const told = useReply(
    countUnsignedReasons,
    {
      ...(population === 'all' ? {} : { population }),
      ...(orgId === null ? {} : { orgId: Number(orgId) }),
    },
    { keepPrevious: true },
  )
  const put = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setParams(next)
  }
  const open = (row: Row, reason?: string) =>
    setOpened({
      placeName: row.placeName,
      ...(row.orgId === null ? {} : { orgId: row.orgId }),
      ...(population === 'all' ? {} : { population }),
      ...(reason === undefined ? {} : { reason }),
    })
  const number = (row: Row, people: number, reason?: string) =>
    mayOpen && people > 0 ? (
      <Button
        type="link"
        size="small"
        aria-label={`${row.placeName}${reason ?? '未签约'}${people}人的名单`}
        onClick={() => open(row, reason)}
      >
        {countWords(people)}
      </Button>
    ) : (
      countWords(people)
    )
  const columns: TableColumnsType<Row> = [
    {
      title: '单位',
      fixed: 'left',
      render: (_, row) =>
        row.level === 'township' && String(row.orgId) !== orgId ? (
          <Button type="link" size="small" onClick={() => put('orgId', String(row.orgId))}>
            {row.placeName}
          </Button>
        ) : (
          row.placeName
        ),
    },
    { title: '应签', align: 'right', render: (_, { listed }) => countWords(listed) },
    { title: '已签约', align: 'right', render: (_, { signed }) => countWords(signed) },
    { title: '未签约', align: 'right', render: (_, row) => number(row, row.listed - row.signed) },
    ...(told.data?.reasons ?? []).map((reason, index) => ({
      title: reason,
      align: 'right' as const,
      render: (_: unknown, row: Row) => number(row, row.unsigned[index] ?? 0, reason),
    })),
  ]
  return (
    <>
      <PageTitle title="未签约原因">
        <Space wrap>
          {orgId !== null && <Button onClick={() => put('orgId', null)}>回到上级</Button>}
          <Select
            aria-label="人群"
            style={{ width: 200 }}
            value={population}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value) => put('population', value)}
            options={[
              { value: 'key', label: '重点人群' },
              { value: 'all', label: '全部常住居民' },
              ...Object.entries(populations).map(([value, label]) => ({ value, label: label as string })),
            ]}
          />
        </Space>
      </PageTitle>
      {told.error && <Alert type="error" showIcon title={told.error.message} />}
      <p className="quiet">
        应签＝已签约＋各项原因＋未填写。原因在居民页和入户时登记，一人以最近一次登记为准
        {told.data && `；统计日 ${told.data.populationOn}`}。
      </p>
      <DataTable
        rowKey={({ orgId: code }) => String(code)}
        loading={told.isLoading}
        columns={columns}
        dataSource={told.data?.rows ?? []}
        onRow={() => ({ tabIndex: 0 })}
      />
      {opened && <UnsignedDrawer asked={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
