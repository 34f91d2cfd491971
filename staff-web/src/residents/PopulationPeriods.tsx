import { declarePopulation, endPopulation } from '@qianyue/api/populations.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { declarationSources } from '@qianyue/domain/populations/declaring.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Button, Card, Form, Input, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { usePopulationsUsed } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import type { Resident } from './ResidentPage.tsx'

/** 重点人群: every period with its source; declaring and ending. */
export function PopulationPeriods({ resident, today }: { resident: Resident; today: LocalDate }) {
  const may = useMay('populations.declare')
  const isOpen = resident.presence === 'here' || resident.presence === 'away'
  const [declaring, setDeclaring] = useState(false)
  const [ending, setEnding] = useState<Resident['populationPeriods'][number] | null>(null)
  const byAge = resident.populations.filter(({ basis }) => basis === 'age')
  return (
    <Card
      size="small"
      title="重点人群"
      extra={
        may &&
        isOpen && (
          <Button size="small" type="link" onClick={() => setDeclaring(true)}>
            认定
          </Button>
        )
      }
    >
      {byAge.map(({ population, name }) => (
        <div key={population} className="owed-line">
          <Tag className="population-tag">{name}</Tag>
          <span className="quiet">按年龄自动认定</span>
        </div>
      ))}
      {resident.populationPeriods.map((period) => {
        const isCurrent = period.until === null || period.until >= today
        return (
          <div key={period.id} className="owed-line">
            <Tag {...(isCurrent ? { className: 'population-tag' } : {})}>{period.name}</Tag>
            <span className="owed-what quiet">
              {period.since} 至 {period.until ?? '今'} ·{' '}
              {period.source === 'record' ? '服务记录' : (period.declaredByName ?? '登记')}
              {period.sourceNote && ` · ${period.sourceNote}`}
              {period.endedReason && ` · 退出：${period.endedReason}`}
            </span>
            {may && period.until === null && (
              <Button size="small" type="link" onClick={() => setEnding(period)}>
                退出
              </Button>
            )}
          </div>
        )
      })}
      {byAge.length === 0 && resident.populationPeriods.length === 0 && (
        <span className="quiet">不属于重点人群。</span>
      )}
      {declaring && <Declare resident={resident} today={today} onClose={() => setDeclaring(false)} />}
      {ending && <End resident={resident} period={ending} today={today} onClose={() => setEnding(null)} />}
    </Card>
  )
}

function Declare({
  resident,
  today,
  onClose,
}: {
  resident: Resident
  today: LocalDate
  onClose: () => void
}) {
  const used = usePopulationsUsed()
  const [id] = useState(newId)
  const declare = useSend(declarePopulation)
  const held = new Set(resident.populations.map(({ population }) => population))
  const save = (values: {
    population: Population
    since: Dayjs
    declaredBy: keyof typeof declarationSources
    sourceNote?: string
  }) =>
    declare.mutate(
      { id: resident.id, membershipId: id, ...values, since: values.since.format('YYYY-MM-DD') },
      { onSuccess: onClose },
    )
  return (
    <EntryDialog
      title={`认定重点人群：${resident.name}`}
      okText="认定"
      send={declare}
      initialValues={{ since: dayjs(today) }}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="population" label="人群" rules={[{ required: true, message: '请选择人群' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(used)
            .filter(([code]) => code !== 'elderly' && code !== 'child' && !held.has(code as Population))
            .map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="declaredBy" label="认定来源" rules={[{ required: true, message: '请选择来源' }]}>
        <Select options={Object.entries(declarationSources).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="since" label="起始日期" rules={[{ required: true, message: '请选择日期' }]}>
        <DayPicker maxDate={dayjs(today)} />
      </Form.Item>
      <Form.Item name="sourceNote" label="说明">
        <Input maxLength={200} placeholder="如：县医院 2026-11 诊断" />
      </Form.Item>
    </EntryDialog>
  )
}

function End({
  resident,
  period,
  today,
  onClose,
}: {
  resident: Resident
  period: Resident['populationPeriods'][number]
  today: LocalDate
  onClose: () => void
}) {
  const end = useSend(endPopulation)
  return (
    <EntryDialog
      title={`退出${period.name}：${resident.name}`}
      okText="退出名册"
      send={end}
      initialValues={{ lastDay: dayjs(today) }}
      onSubmit={(values: { lastDay: Dayjs; reason: string }) =>
        end.mutate(
          {
            id: resident.id,
            membershipId: period.id,
            reason: values.reason,
            lastDay: values.lastDay.format('YYYY-MM-DD'),
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p>退出后，这个人群的应尽服务随之取消；名册上保留到最后一天。</p>
      <Form.Item name="lastDay" label="最后一天" rules={[{ required: true, message: '请选择日期' }]}>
        <DayPicker minDate={dayjs(period.since)} maxDate={dayjs(today)} />
      </Form.Item>
      <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因' }]}>
        <Input maxLength={200} />
      </Form.Item>
    </EntryDialog>
  )
}
