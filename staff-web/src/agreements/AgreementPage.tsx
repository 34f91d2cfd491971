import { PrinterOutlined } from '@ant-design/icons'
import { confirmAgreement, getAgreement } from '@qianyue/api/agreements.ts'
import { getAgreementDocument } from '@qianyue/api/documents.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  agreementStatuses,
  agreementUnits,
  signingKinds,
  signingPlaces,
} from '@qianyue/domain/agreements/agreement.ts'
import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import { payers } from '@qianyue/domain/packages/fee-split.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { eventDetails, eventName, statusColours } from '@qianyue/ui/words/agreements.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Descriptions, Space, Spin, Tag, Timeline } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { AgreementMembers } from './AgreementMembers.tsx'
import { DeclineAgreement } from './DeclineAgreement.tsx'
import { EndAgreement } from './EndAgreement.tsx'
import { RenewAgreement } from './RenewAgreement.tsx'
import { TransferAgreement } from './TransferAgreement.tsx'
import './agreements.css'

export type Agreement = ReplyOf<typeof getAgreement>

type Step = 'renew' | 'transfer' | 'terminate' | 'decline' | { leave: string }

/** One agreement: who, what, until when, who pays, what is owed because of it, and what happened to it. */
export function AgreementPage() {
  const { agreementId } = useParams<'agreementId'>()
  const [params] = useSearchParams()
  const reply = useReply(getAgreement, { agreementId: agreementId! })
  const [step, setStep] = useState<Step | null>(null)
  const close = () => setStep(null)

  if (reply.error) return <NotShown error={reply.error} list="/agreements" words="回到协议列表" />
  if (!reply.data) return <Spin style={{ display: 'block', margin: '20vh auto' }} />
  const agreement = reply.data
  return (
    <>
      <PageTitle title={`${agreement.signatory.name}的签约协议`}>
        <Actions agreement={agreement} onStep={setStep} />
      </PageTitle>
      {params.get('signed') === 'now' && (
        <Alert
          type="success"
          showIcon
          closable
          style={{ marginBottom: 12 }}
          title={`已签约，编号 ${agreement.number}。各成员从现在起应得的服务见下表。`}
          action={<LinkButton to="/agreements/sign">签下一户</LinkButton>}
        />
      )}
      {agreement.paperDue && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title="到期已自动续约，纸质协议还没有补签。"
        />
      )}
      <div className="agreement-columns">
        <div>
          <Facts agreement={agreement} />
          <AgreementMembers agreement={agreement} onLeave={(residentId) => setStep({ leave: residentId })} />
        </div>
        <div>
          <Fees agreement={agreement} />
          <Card size="small" title="经过" className="signing-section">
            <History agreement={agreement} />
          </Card>
        </div>
      </div>
      {step === 'renew' && <RenewAgreement agreement={agreement} onClose={close} />}
      {step === 'transfer' && <TransferAgreement agreement={agreement} onClose={close} />}
      {step === 'terminate' && <EndAgreement agreement={agreement} residentId={null} onClose={close} />}
      {step === 'decline' && <DeclineAgreement agreement={agreement} onClose={close} />}
      {step !== null && typeof step === 'object' && (
        <EndAgreement agreement={agreement} residentId={step.leave} onClose={close} />
      )}
    </>
  )
}

function Actions({ agreement, onStep }: { agreement: Agreement; onStep: (step: Step) => void }) {
  const maySign = useMay('agreements.sign')
  const mayEnd = useMay('agreements.end')
  const confirm = useSend(confirmAgreement)
  const { id, status, paperDue, terminatedOn, followedBy } = agreement
  const current = ['upcoming', 'active', 'renewable'].includes(status) && terminatedOn === null
  return (
    <Space wrap>
      {confirm.error && <Alert type="error" showIcon title={confirm.error.message} />}
      {maySign && (status === 'pending' || paperDue) && (
        <Button
          type="primary"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ agreementId: id })}
        >
          {status === 'pending' ? '确认签字' : '已补签纸质协议'}
        </Button>
      )}
      {maySign && status === 'pending' && <Button onClick={() => onStep('decline')}>拒绝或撤回</Button>}
      {maySign && followedBy === null && (status === 'renewable' || status === 'expired') && (
        <Button type="primary" onClick={() => onStep('renew')}>
          续约
        </Button>
      )}
      {mayEnd && current && <Button onClick={() => onStep('transfer')}>改签</Button>}
      {mayEnd && current && (
        <Button danger onClick={() => onStep('terminate')}>
          解约
        </Button>
      )}
      {status !== 'pending' && (
        <>
          <Button icon={<PrinterOutlined />} href={addressFor(getAgreementDocument, { id })} target="_blank">
            打印协议
          </Button>
          <Button href={addressFor(getAgreementDocument, { id, format: 'docx' })}>Word 文本</Button>
        </>
      )}
    </Space>
  )
}

function Facts({ agreement }: { agreement: Agreement }) {
  const { team, follows, followedBy, terminatedOn, endReason, endNote } = agreement
  return (
    <Card size="small" className="signing-section">
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          {
            label: '状态',
            children: (
              <Tag color={statusColours[agreement.status]}>{agreementStatuses[agreement.status]}</Tag>
            ),
          },
          { label: '编号', children: agreement.number ?? '签字后编号' },
          {
            label: '类型',
            children: `${agreementUnits[agreement.unit]} · ${signingKinds[agreement.kind]} · ${signingPlaces[agreement.signedVia]}`,
          },
          {
            label: '期限',
            children: `${agreement.startsOn} 至 ${agreement.endsOn}（${agreement.termMonths} 个月）`,
          },
          { label: '签字日期', children: agreement.signedOn ?? '未签字' },
          {
            label: '团队',
            children: `${team.name}（${team.unitName}）${team.phone ? ` ${team.phone}` : ''}`,
          },
          {
            label: '签约代表',
            children: (
              <Link to={`/residents/${agreement.signatory.residentId}`}>{agreement.signatory.name}</Link>
            ),
          },
          ...(agreement.address ? [{ label: '住址', children: agreement.address }] : []),
          ...(terminatedOn
            ? [
                {
                  label: '结束',
                  children: `${terminatedOn} 起，${endReason ? endReasons[endReason] : ''}${endNote ? `：${endNote}` : ''}`,
                },
              ]
            : [{ label: '可续约', children: `${agreement.renewableFrom} 起` }]),
          ...(follows
            ? [{ label: '前一份', children: <Link to={`/agreements/${follows.id}`}>{follows.number}</Link> }]
            : []),
          ...(followedBy
            ? [
                {
                  label: '后一份',
                  children: (
                    <Link to={`/agreements/${followedBy.id}`}>
                      {followedBy.number}（{followedBy.startsOn} 起）
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

function Fees({ agreement }: { agreement: Agreement }) {
  const { feeSplit, feeFen, refundedFen } = agreement
  return (
    <Card size="small" title="签约服务费" className="signing-section">
      {feeFen === 0 ? (
        '全部为免费的基础服务包。'
      ) : (
        <table className="fee-table">
          <tbody>
            {feeSplit.map(({ payer, fen }) => (
              <tr key={payer}>
                <th scope="row">{payers[payer]}</th>
                <td>{moneyWords(fen)}</td>
              </tr>
            ))}
            <tr className="fee-total">
              <th scope="row">合计</th>
              <td>{moneyWords(feeFen)}</td>
            </tr>
            {refundedFen > 0 && (
              <tr>
                <th scope="row">已退</th>
                <td>{moneyWords(refundedFen)}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function History({ agreement }: { agreement: Agreement }) {
  const nameOf = (id: string | null) => agreement.members.find(({ residentId }) => residentId === id)?.name
  return (
    <Timeline
      items={[...agreement.events].reverse().map((event, index) => ({
        key: index,
        children: (
          <>
            <div>
              {event.happenedOn} {eventName(event.kind)}
              {nameOf(event.residentId) ? `：${nameOf(event.residentId)}` : ''}
            </div>
            <div className="quiet">
              {[eventDetails(event.details), event.recordedBy].filter(Boolean).join(' · ')}
            </div>
          </>
        ),
      }))}
    />
  )
}
