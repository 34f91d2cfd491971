import { PrinterOutlined } from '@ant-design/icons'
import { listDuties, printYearPlan } from '@qianyue/api/duties.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getResident } from '@qianyue/api/residents.ts'
import { dayInShanghai, yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { yearPlan } from '@qianyue/domain/duties/year-plan.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Empty, Flex, Result, Skeleton, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import './year-plan.css'

type Duty = ReplyOf<typeof listDuties>[number]

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)
const marks = {
  done: { colour: 'success', mark: '✓' },
  overdue: { colour: 'error', mark: '逾期' },
  missed: { colour: 'error', mark: '未做' },
  due: { colour: 'warning', mark: '应做' },
  upcoming: { colour: 'default', mark: '待做' },
  cancelled: { colour: 'default', mark: '取消' },
} as const

/** 全年服务计划 of one resident on one page: every service by month, done, owed and missed, recorded from here. */
export function YearPlanPage() {
  const { residentId = '' } = useParams()
  const navigate = useNavigate()
  const resident = useReply(getResident, { id: residentId })
  const duties = useReply(listDuties, { residentId, limit: 500 })
  const mayRecord = useMay('service-records.write')
  const mayPrint = useMay('documents.print')
  const [recording, setRecording] = useState<Duty | null>(null)
  const error = resident.error ?? duties.error
  if (error)
    return (
      <Result
        status={error.status === 404 ? '404' : 'error'}
        title={error.message}
        extra={<Button onClick={() => navigate('/residents')}>回到居民列表</Button>}
      />
    )
  if (!resident.data || !duties.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const today = dayInShanghai(new Date())
  const year = yearOf(today)
  const rows = yearPlan(year, duties.data)
  const done = rows.reduce((sum, row) => sum + row.done, 0)
  const owed = rows.reduce((sum, row) => sum + row.owed, 0)
  const open = (duty: Duty) => {
    if (duty.fulfilledBy) navigate(`/service-records/${duty.fulfilledBy}`)
    else if (mayRecord && (duty.state === 'due' || duty.state === 'overdue')) setRecording(duty)
  }
  return (
    <>
      <PageTitle title={`${resident.data.name} · ${year}年服务计划`}>
        {mayPrint && rows.length > 0 && (
          <Button icon={<PrinterOutlined />} href={addressFor(printYearPlan, { residentId })} target="_blank">
            打印
          </Button>
        )}
        <Link to={`/residents/${residentId}`}>回到居民</Link>
      </PageTitle>
      <Flex gap={12} wrap className="year-plan-head">
        <span>
          全年 {owed} 次，已做 <strong>{done}</strong> 次
        </span>
        <span className="quiet">点“应做”“逾期”直接记录，点 ✓ 看记录</span>
      </Flex>
      {rows.length === 0 ? (
        <Empty description="今年没有应提供的服务：未签约，也不属于规范规定的重点人群。" />
      ) : (
        <div className="year-plan-scroll">
          <table className="year-plan">
            <thead>
              <tr>
                <th scope="col">服务</th>
                {MONTHS.map((month) => (
                  <th key={month} scope="col" className={isMonth(today, month) ? 'year-plan-now' : undefined}>
                    {month}月
                  </th>
                ))}
                <th scope="col">完成</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.service}>
                  <th scope="row">{serviceName(row.service)}</th>
                  {row.months.map((inMonth, index) => (
                    <td
                      key={MONTHS[index]}
                      className={isMonth(today, index + 1) ? 'year-plan-now' : undefined}
                    >
                      {inMonth.map((duty) => (
                        <Mark key={duty.id} duty={duty} onOpen={() => open(duty)} mayRecord={mayRecord} />
                      ))}
                    </td>
                  ))}
                  <td className="year-plan-sum">
                    {row.done}/{row.owed}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {recording && (
        <RecordServiceDrawer
          residentId={residentId}
          form={recording.form}
          service={recording.service}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}

function isMonth(today: string, month: number): boolean {
  return Number(today.slice(5, 7)) === month
}

function Mark({ duty, mayRecord, onOpen }: { duty: Duty; mayRecord: boolean; onOpen: () => void }) {
  const { colour, mark } = marks[duty.state]
  const opens = duty.fulfilledBy !== null || (mayRecord && (duty.state === 'due' || duty.state === 'overdue'))
  const days = duty.doneOn ? `${duty.doneOn} 完成` : `${duty.dueFrom} 至 ${duty.dueBy}`
  const words = `${duty.item}：${dutyStates[duty.state]}，${days}`
  const tag = (
    <Tag color={colour} variant="filled">
      {mark}
    </Tag>
  )
  return (
    <Tooltip title={`${words}。${duty.because.map(({ text }) => text).join('；')}`}>
      {opens ? (
        <button type="button" className="year-plan-mark" aria-label={words} onClick={onOpen}>
          {tag}
        </button>
      ) : (
        <span className="year-plan-mark">{tag}</span>
      )}
    </Tooltip>
  )
}
