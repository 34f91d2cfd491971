import { PrinterOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getHealthPlan, printHealthPlan } from '@qianyue/api/health-plans.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Flex, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { RecordServiceForm } from '../service-records/RecordServiceForm.tsx'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import './health-plans.css'

type HealthPlan = ReplyOf<typeof getHealthPlan>

/** 健康评估与个性化服务计划 of one resident: what is known, how high the risk is, and the plan to be looked over and signed. */
export function HealthPlanPage() {
  const { residentId = '' } = useParams()
  const reply = useReply(getHealthPlan, { residentId })
  const mayWrite = useMay('service-records.write')
  const mayPrint = useMay('documents.print')
  const [begun, setBegun] = useState<FormValues | null>(null)
  if (reply.error) return <NotShown error={reply.error} list="/residents" words="回到居民列表" />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const { name, plan, proposal, owedBy } = reply.data
  return (
    <>
      <PageTitle title={`${name} · 个性化服务计划`}>
        <Link to={`/residents/${residentId}`}>回到居民</Link>
        {plan && mayPrint && (
          <Button
            icon={<PrinterOutlined />}
            href={addressFor(printHealthPlan, { residentId })}
            target="_blank"
          >
            打印给居民
          </Button>
        )}
      </PageTitle>
      <div className="health-plan">
        <div>
          <Risk risk={reply.data.risk} />
          <Known known={reply.data.known} />
        </div>
        <Card size="small" title="计划">
          {plan && (
            <Alert
              type="success"
              showIcon
              title={`现行计划于 ${plan.performedOn} 制定${plan.doctorName ? `（${plan.doctorName}）` : ''}`}
              action={
                <Link to={`/service-records/${plan.recordId}`}>{mayWrite ? '查看、更正' : '查看'}</Link>
              }
            />
          )}
          {!plan && owedBy && <Alert type="warning" showIcon title={`首次签约，应在 ${owedBy} 前制定计划`} />}
          {mayWrite && begun === null && (
            <Button
              type={plan ? 'default' : 'primary'}
              className="health-plan-begin"
              onClick={() => setBegun(proposal)}
            >
              {plan ? '重新评估，制定新计划' : '按拟定内容开始制定'}
            </Button>
          )}
          {begun !== null && (
            <RecordServiceForm
              residentId={residentId}
              form="health-plan"
              begin={begun}
              onSaved={() => setBegun(null)}
            />
          )}
        </Card>
      </div>
    </>
  )
}

const levelColours = { low: 'success', medium: 'warning', high: 'error', 'very-high': 'error' } as const

function Risk({ risk }: { risk: HealthPlan['risk'] }) {
  const { grade, level, levelName, factors, damage, diseases, unknown, source } = risk
  const lines: [string, readonly string[]][] = [
    ['危险因素', factors],
    ['靶器官损害', damage],
    ['并存疾病', diseases],
    ['尚不清楚', unknown],
  ]
  return (
    <Card size="small" title="心血管风险">
      <Flex gap={8} align="center" wrap>
        {level === null ? (
          <span>{grade === null ? '血压不高，不分层。' : '未分层'}</span>
        ) : (
          <>
            <Tag color={levelColours[level]}>{levelName}</Tag>
            <span>血压 {grade} 级</span>
          </>
        )}
      </Flex>
      <dl className="facts-list">
        {lines
          .filter(([, words]) => words.length > 0)
          .map(([label, words]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{words.join('、')}</dd>
            </div>
          ))}
      </dl>
      <p className="quiet">
        依据 {source}。{unknown.length > 0 && '不清楚的问清后，风险可能更高。'}
      </p>
    </Card>
  )
}

function Known({ known }: { known: HealthPlan['known'] }) {
  return (
    <Card size="small" title="已知情况">
      {known.length === 0 ? (
        <span className="quiet">还没有检查或随访结果，请先做健康体检。</span>
      ) : (
        <table className="known-health">
          <tbody>
            {known.map(({ code, name, text, on, recordId }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td>{text}</td>
                <td>
                  <Link to={`/service-records/${recordId}`}>{on}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
