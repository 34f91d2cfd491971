import { PrinterOutlined } from '@ant-design/icons'
import { getYearPlan, printYearPlan } from '@qianyue/api/duties.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { dayInShanghai, type LocalDate, monthOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { yearPlan } from '@qianyue/domain/duties/year-plan.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Empty, Flex, Select, Skeleton, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import './year-plan.css'

type Duty = ReplyOf<typeof getYearPlan>['duties'][number]

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)
const marks = {
  done: { colour: 'success', mark: '✓' },
  overdue: { colour: 'error', mark: '逾期' },
  missed: { colour: 'error', mark: '未做' },
  due: { colour: 'warning', mark: '应做' },
  upcoming: { colour: 'default', mark: '待做' },
  cancelled: { colour: 'default', mark: '取消' },
} as const

/** @param ahead years from now: negative of one that lies behind */
function hintFor(ahead: number, mayRecord: boolean): string {
  if (ahead < 0) return '按当年年底的政策和当年的记录；点 ✓ 看记录'
  if (ahead > 0) return '按目前的人群、协议和政策推算，年初以当时情况为准'
  return mayRecord ? '点“应做”“逾期”直接记录，点 ✓ 看记录' : '点 ✓ 看记录'
}

/** 服务计划 of one resident for a year on one page: every service by month, done, owed and missed, recorded from here. */
export function YearPlanPage() {
  const { residentId = '' } = useParams()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('year')
  const reply = useReply(getYearPlan, { residentId, ...(asked ? { year: Number(asked) } : {}) })
  const mayRecord = useMay('service-records.write')
  const mayPrint = useMay('documents.print')
  const [recording, setRecording] = useState<Duty | null>(null)
  const { error } = reply
  if (error) return <NotShown error={error} list="/residents" words="回到居民列表" />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const today = dayInShanghai(new Date())
  const { name, year, years, duties } = reply.data
  const rows = yearPlan(year, duties)
  const done = rows.reduce((sum, row) => sum + row.done, 0)
  const owed = rows.reduce((sum, row) => sum + row.owed, 0)
  const open = (duty: Duty) => {
    if (duty.fulfilledBy) navigate(`/service-records/${duty.fulfilledBy}`)
    else if (mayRecord && (duty.state === 'due' || duty.state === 'overdue')) setRecording(duty)
  }
  return (
    <>
      <PageTitle title={`${name} · ${year}年服务计划`}>
        {mayPrint && rows.length > 0 && (
          <Button
            icon={<PrinterOutlined />}
            href={addressFor(printYearPlan, { residentId, year })}
            target="_blank"
          >
            打印
          </Button>
        )}
        <Link to={`/residents/${residentId}`}>回到居民</Link>
      </PageTitle>
      <Flex gap={12} wrap align="center" className="year-plan-head">
        <Select
          aria-label="年度"
          value={year}
          options={years.map((one) => ({ value: one, label: `${one}年` }))}
          onChange={(one) => setSearch({ year: String(one) }, { replace: true })}
        />
        <span>
          全年 {owed} 次，已做 <strong>{done}</strong> 次
        </span>
        <span className="quiet">{hintFor(year - yearOf(today), mayRecord)}</span>
      </Flex>
      {rows.length === 0 ? (
        <Empty description={`${year}年没有应提供的服务：未签约，也不属于规范规定的重点人群。`} />
      ) : (
        <div className="year-plan-scroll">
          <table className="year-plan">
            <thead>
              <tr>
                <th scope="col">服务</th>
                {MONTHS.map((month) => (
                  <th
                    key={month}
                    scope="col"
                    className={isMonth(today, year, month) ? 'year-plan-now' : undefined}
                  >
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
                      className={isMonth(today, year, index + 1) ? 'year-plan-now' : undefined}
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
          duty={recording.key}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}

function isMonth(today: LocalDate, year: number, month: number): boolean {
  return yearOf(today) === year && monthOf(today) === month
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
