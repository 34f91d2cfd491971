import type { workRow } from '@qianyue/api/duties.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Button, Grid, Table, type TableColumnsType, Tag } from 'antd'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { usePopulationWords } from '../populations/population-names.tsx'
import { DutyChip, type WorkDuty } from './DutyChip.tsx'

export type WorkRow = Omit<z.output<typeof workRow>, 'duties'> & { duties: WorkDuty[] }

type Line = WorkRow & { opensHousehold: boolean }

/** The list itself: a row a person, households together, only the rows on screen drawn. */
export function WorkTable({
  rows,
  today,
  height,
  selected,
  loading,
  onSelect,
  onRecord,
  onLook,
  onEnd,
}: {
  rows: readonly WorkRow[]
  today: LocalDate
  /** Of the visible part, in pixels. */
  height: number
  selected: string | null
  loading: boolean
  onSelect: (row: WorkRow) => void
  onRecord: ((row: WorkRow, duty: WorkDuty) => void) | null
  onLook: (row: WorkRow) => void
  /** The last row came into sight. */
  onEnd: () => void
}) {
  const { md } = Grid.useBreakpoint()
  const table = useRef<NonNullable<React.ComponentRef<typeof Table>>>(null)
  useEffect(() => {
    if (selected !== null) table.current?.scrollTo({ key: selected })
  }, [selected])
  const populationWords = usePopulationWords()
  const lines: Line[] = rows.map((row, index) => ({
    ...row,
    opensHousehold: row.householdId === null || rows[index - 1]?.householdId !== row.householdId,
  }))
  const chips = (row: Line) => (
    <div className="duty-chips">
      {row.duties.map((duty) => (
        <DutyChip
          key={duty.id}
          duty={duty}
          today={today}
          onRecord={onRecord && ((chosen) => onRecord(row, chosen))}
        />
      ))}
    </div>
  )
  const person = (row: Line) => (
    <Button type="link" size="small" className="work-name" title={row.name} onClick={() => onLook(row)}>
      {row.name}
    </Button>
  )

  const wide: TableColumnsType<Line> = [
    {
      title: '户',
      width: 180,
      render: (_, row) =>
        row.opensHousehold ? (
          <span className="one-line" title={`${row.villageName} ${row.address}`}>
            {row.headName ?? row.name}户 <span className="quiet">{row.address || row.villageName}</span>
          </span>
        ) : (
          <span className="quiet">同户</span>
        ),
    },
    { title: '姓名', width: 92, render: (_, row) => person(row) },
    {
      title: '性别年龄',
      width: 84,
      render: (_, row) => `${sexWords[row.sex]} ${ageWords(row.ageYears)}`,
    },
    {
      title: '人群',
      width: 190,
      render: (_, row) => (
        <span className="one-line" title={row.populations.map(populationWords).join('、')}>
          {row.away && <Tag color="default">外出</Tag>}
          {row.populations.map((one) => (
            <Tag key={one}>{populationWords(one)}</Tag>
          ))}
        </span>
      ),
    },
    { title: onRecord ? '应做服务（点击即记录）' : '应做服务', width: 488, render: (_, row) => chips(row) },
    { title: '电话', width: 116, render: (_, row) => row.phoneMasked ?? '' },
  ]
  const narrow: TableColumnsType<Line> = [
    {
      title: '居民与应做服务',
      render: (_, row) => (
        <div>
          <div className="one-line">
            {person(row)} {sexWords[row.sex]} {ageWords(row.ageYears)}{' '}
            <span className="quiet">
              {row.opensHousehold ? `${row.headName ?? row.name}户 ${row.address}` : '同户'}
            </span>
          </div>
          {chips(row)}
        </div>
      ),
    },
  ]

  return (
    <Table<Line>
      virtual
      ref={table}
      size="small"
      rowKey="residentId"
      className="work-table"
      columns={md ? wide : narrow}
      dataSource={lines}
      loading={loading}
      pagination={false}
      scroll={{ y: height, x: md ? 1150 : 320 }}
      rowClassName={({ residentId, opensHousehold }) =>
        `${residentId === selected ? 'work-row-selected' : ''} ${opensHousehold ? 'opens-household' : ''}`
      }
      onRow={(row) => ({ onClick: () => onSelect(row), onDoubleClick: () => onLook(row) })}
      onScroll={({ currentTarget }) => {
        const { scrollTop, scrollHeight, clientHeight } = currentTarget
        if (scrollTop + clientHeight > scrollHeight - 400) onEnd()
      }}
      locale={{ emptyText: ' ' }}
    />
  )
}
