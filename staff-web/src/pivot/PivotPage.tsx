import { DownloadOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getIndicatorTrend } from '@qianyue/api/indicators.ts'
import { downloadPivot, getPivot } from '@qianyue/api/pivot.ts'
import { indicatorOf } from '@qianyue/domain/indicators/indicator.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Empty, Grid, Segmented, Select, Skeleton, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useFigureColours } from '../indicators/FigureParts.tsx'
import { groupNames, valueWords } from '../indicators/figure.ts'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import './pivot.css'
import { useIndicators } from '../policy/own-names.tsx'
import { usePopulationsUsed } from '../populations/population-names.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { type PivotCell, PivotNames } from './PivotNames.tsx'

type Pivot = ReplyOf<typeof getPivot>

/** 透视表: figures by unit, at days or among populations; every number of today opens to names. */
export function PivotPage() {
  const used = usePopulationsUsed()
  const figures = useIndicators()
  const colours = useFigureColours()
  const [params, setParams] = useSearchParams()
  const listed = (name: string) => params.get(name)?.split(',').filter(Boolean) ?? []
  const codes = params.has('codes') ? listed('codes') : ['coverage', 'fulfilment']
  const by = params.get('by') === 'village' ? 'village' : 'township'
  const on = listed('on')
  const among = listed('populations')
  const monthEnds = useReply(getIndicatorTrend, { code: 'coverage', months: 24 })
  const request = {
    codes: codes.join(','),
    by,
    ...(on.length === 0 ? {} : { on: on.join(',') }),
    ...(among.length === 0 ? {} : { populations: among.join(',') }),
  } as const
  const pivot = useReply(getPivot, codes.length === 0 ? null : request, { keepPrevious: true })
  const go = (change: Record<string, string[] | string>) => {
    const next: Record<string, string | readonly string[]> = { codes, by, on, populations: among, ...change }
    setParams(
      Object.fromEntries(
        Object.entries(next).flatMap(([name, value]) => {
          const text = typeof value === 'string' ? value : value.join(',')
          return text === '' ? [] : [[name, text]]
        }),
      ),
      { replace: true },
    )
  }
  return (
    <div style={colours} className="pivot">
      <PageTitle title="透视表">
        <Button icon={<DownloadOutlined />} href={addressFor(downloadPivot, request)} download>
          导出 Excel
        </Button>
      </PageTitle>
      <Card size="small" style={{ marginBottom: 12 }}>
        <div className="pivot-choices">
          <Select
            mode="multiple"
            aria-label="指标"
            placeholder="指标，最多8个"
            maxCount={8}
            value={codes}
            onChange={(value: string[]) => go({ codes: value })}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(groupNames).map(([group, label]) => ({
              label,
              options: figures
                .filter((indicator) => indicator.group === group)
                .map(({ code, name }) => ({ value: code as string, label: name })),
            }))}
          />
          <Segmented
            value={by}
            onChange={(value) => go({ by: value })}
            options={[
              { value: 'township', label: '按乡镇' },
              { value: 'village', label: '按村' },
            ]}
          />
          <Select
            mode="multiple"
            aria-label="月末"
            placeholder="今天；也可选几个月末"
            maxCount={13}
            value={on}
            onChange={(value: string[]) => go({ on: [...value].sort() })}
            options={(monthEnds.data ?? [])
              .slice(0, -1)
              .reverse()
              .map((point) => ({ value: point.on as string, label: `${point.on} 月末` }))}
          />
          <Select
            mode="multiple"
            aria-label="人群"
            placeholder="全部人群；也可分人群"
            maxCount={8}
            value={among}
            onChange={(value: string[]) => go({ populations: value })}
            options={Object.entries(used).map(([value, label]) => ({ value, label }))}
          />
        </div>
      </Card>
      {pivot.error && <Alert type="warning" showIcon title={pivot.error.message} />}
      {codes.length === 0 ? (
        <Empty description="请选指标" />
      ) : pivot.data ? (
        <PivotTable pivot={pivot.data} />
      ) : (
        !pivot.error && <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </div>
  )
}

function PivotTable({ pivot }: { pivot: Pivot }) {
  const { md } = Grid.useBreakpoint()
  const mayOpen = useMay('indicators.read-names')
  const [opened, setOpened] = useState<PivotCell | null>(null)
  type Row = Pivot['rows'][number]
  return (
    <>
      <DataTable<Row>
        bordered
        rowKey={({ orgId }) => String(orgId)}
        dataSource={pivot.rows}
        columns={[
          {
            title: '单位',
            key: 'place',
            fixed: md ? 'left' : false,
            render: (_, { placeName, level }) =>
              level === 'village' ? (
                <span style={{ paddingInlineStart: 12 }}>{placeName}</span>
              ) : (
                <b>{placeName}</b>
              ),
          },
          ...pivot.columns.map((column, index) => ({
            title: (
              <Tooltip title={column.definition}>
                {column.name}
                <br />
                <small>{[column.on ?? '今天', column.populationName].filter(Boolean).join(' · ')}</small>
              </Tooltip>
            ),
            key: String(index),
            align: 'right' as const,
            render: (_: unknown, { orgId, placeName, cells }: Row) => {
              const cell = cells[index]!
              const share = `${countWords(cell.numerator)} / ${countWords(cell.denominator)}`
              return (
                <>
                  {valueWords(cell)}
                  <br />
                  <small>
                    {column.on !== null ? (
                      <Link to={`/figures?org=${orgId}&code=${column.code}&on=${column.on}`}>{share}</Link>
                    ) : mayOpen && cell.denominator > 0 && orgId !== null ? (
                      <button
                        type="button"
                        className="number-link"
                        aria-label={`${placeName} ${column.name} ${column.populationName ?? ''} ${share}，查看名单`}
                        onClick={() =>
                          setOpened({
                            code: column.code,
                            orgId,
                            title: [placeName, column.name, column.populationName]
                              .filter(Boolean)
                              .join(' · '),
                            population: column.population,
                            counted: indicatorOf(column.code)?.counted ?? '已计入',
                            missing: indicatorOf(column.code)?.missing ?? '未计入',
                          })
                        }
                      >
                        {share}
                      </button>
                    ) : (
                      share
                    )}
                  </small>
                </>
              )
            },
          })),
        ]}
      />
      {opened && <PivotNames cell={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
