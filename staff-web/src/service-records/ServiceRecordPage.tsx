import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getServiceConfirmation } from '@qianyue/api/service-confirmations.ts'
import { getServiceRecord } from '@qianyue/api/service-records.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { isReferral } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Subject } from '@qianyue/domain/forms/form.ts'
import { referralBegunBy } from '@qianyue/domain/forms/health-record/referral-begun.ts'
import { referralOut } from '@qianyue/domain/forms/health-record/referral-out.ts'
import { confirmationStates } from '@qianyue/domain/service-confirmations/confirmation.ts'
import { codeStates } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { AssessmentPanel, ClassificationTag } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Collapse, Flex, Result, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { AskForConfirmation } from '../service-confirmations/AskForConfirmation.tsx'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { CorrectRecordDrawer } from './CorrectRecordDrawer.tsx'
import { RecordServiceDrawer } from './RecordServiceDrawer.tsx'
import { RecordValues } from './RecordValues.tsx'
import { printAddress } from './record-words.ts'
import { WithdrawRecord } from './WithdrawRecord.tsx'
import './service-records.css'

export type ReadRecord = ReplyOf<typeof getServiceRecord>

/** 服务记录: what it says, what followed, and everything it said before. */
export function ServiceRecordPage() {
  const { recordId = '' } = useParams()
  const [params] = useSearchParams()
  const field = params.get('field')
  const reply = useReply(getServiceRecord, { recordId })
  const sheet = useForm(reply.data?.form ?? '', reply.data?.performedOn)
  const mayWrite = useMay('service-records.write')
  const [correcting, setCorrecting] = useState(field !== null)
  const [isReferring, setReferring] = useState(false)
  if (reply.error) return <NotShown error={reply.error} list="/service-records" words="回到服务记录" />
  if (!reply.data) return <Skeleton active />
  const record = reply.data
  if (sheet.isPending) return <Skeleton active />
  const { form } = sheet
  if (!form) return <Result status="404" title="没有这种记录表" />
  const about = aboutOf(record)

  return (
    <>
      <PageTitle title={record.formName}>
        <Flex gap={8} wrap>
          {!record.withheld && (
            <Button href={printAddress(record.id)} target="_blank">
              打印
            </Button>
          )}
          {mayWrite && !record.withheld && record.withdrawnAt === null && (
            <>
              <AskForConfirmation recordId={record.id} />
              {isReferral(record.nextStep) && <Button onClick={() => setReferring(true)}>开转诊单</Button>}
              <Button onClick={() => setCorrecting(true)}>更正</Button>
              <WithdrawRecord recordId={record.id} />
            </>
          )}
        </Flex>
      </PageTitle>
      {record.withdrawnAt !== null && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`已作废（${dayjs(record.withdrawnAt).format('YYYY-MM-DD')}）：${record.withdrawnBecause ?? ''}。不计入任何统计。`}
        />
      )}
      <dl className="record-sheet">
        <Head name="居民">
          <Link to={`/residents/${record.residentId}`}>
            {record.resident.name} {sexWords[record.resident.sex]} {about.ageYears}岁
          </Link>
        </Head>
        <Head name="服务日期">{record.performedOn}</Head>
        <Head name="方式">{serviceModes[record.mode].name}</Head>
        <Head name="医生">{record.performedBy?.name ?? '未填'}</Head>
        <Head name="机构">{record.unitName}</Head>
        <Head name="录入">{dayjs(record.recordedAt).format('YYYY-MM-DD HH:mm')}</Head>
        <Head name="填写">{record.complete ? '完整' : '规范要求的项目未填全'}</Head>
        {record.evidence && <Head name="服务凭证">{evidenceWords(record.evidence)}</Head>}
        <Confirmation recordId={record.id} />
        <Head name="版本">
          {record.versions.length === 1 ? '原始记录' : `第 ${record.versions.length} 版`}
        </Head>
      </dl>
      {record.withheld ? (
        <Alert
          type="info"
          showIcon
          style={{ margin: '12px 0' }}
          title="本表内容受保护，只有负责随访的医生和公卫人员可以查看；这里只显示何时、由谁做了服务。"
        />
      ) : (
        <>
          <div style={{ margin: '12px 0' }}>
            <AssessmentPanel result={record} />
          </div>
          <RecordValues form={form} values={record.values} about={about} copied={record.copied} />
        </>
      )}
      {record.versions.length > 1 && !record.withheld && (
        <section className="record-section">
          <h2>更正记录</h2>
          <Collapse
            size="small"
            items={record.versions.map((version, index) => ({
              key: version.version,
              label: (
                <Flex wrap gap="4px 12px" align="center">
                  <strong>第 {version.version} 版</strong>
                  <span>
                    {dayjs(version.writtenAt).format('YYYY-MM-DD HH:mm')} {version.writtenBy}
                  </span>
                  <ClassificationTag classification={version.classification} />
                  {version.reason && <span>原因：{version.reason}</span>}
                </Flex>
              ),
              children: (
                <>
                  {version.performedOn} {serviceModes[version.mode].name}
                  <RecordValues
                    form={form}
                    values={version.values}
                    about={{ ...about, performedOn: version.performedOn }}
                    copied={[]}
                    before={record.versions[index + 1]?.values}
                  />
                </>
              ),
            }))}
          />
        </section>
      )}
      {isReferring && (
        <RecordServiceDrawer
          residentId={record.residentId}
          form={referralOut.code}
          begin={referralBegunBy(form, record)}
          onClose={() => setReferring(false)}
        />
      )}
      {correcting && mayWrite && record.withdrawnAt === null && (
        <CorrectRecordDrawer
          record={record}
          form={form}
          about={about}
          {...(field === null ? {} : { field })}
          onClose={() => setCorrecting(false)}
        />
      )}
    </>
  )
}

/** 手机记录 11-21 10:08 至 10:11，位置误差 12 米，家属签名 */
function evidenceWords(evidence: NonNullable<ReadRecord['evidence']>): string {
  const { startedAt, endedAt, place, confirmedBy, signer, cardIsResidents, readings } = evidence
  return [
    `手机记录 ${dayjs(startedAt).format('MM-DD HH:mm')} 至 ${dayjs(endedAt).format('HH:mm')}`,
    place ? `有位置，误差 ${Math.round(place.accuracyMetres)} 米` : '无位置',
    confirmedBy === 'signature' && `${signer === 'self' ? '本人' : '家属'}签名`,
    confirmedBy === 'card' && (cardIsResidents ? '已刷服务卡' : '服务卡不是本人有效的卡'),
    readings.length > 0 && `设备读数 ${readings.length} 项`,
  ]
    .filter(Boolean)
    .join('，')
}

/** 居民确认, where somebody has asked for it or told a code. */
function Confirmation({ recordId }: { recordId: string }) {
  const reply = useReply(getServiceConfirmation, { recordId }).data
  if (!reply) return null
  const { confirmation, code } = reply
  if (!confirmation && code.state === 'none') return null
  return (
    <Head name="居民确认">
      {code.state !== 'none' && <div>{codeStates[code.state]}</div>}
      {confirmation && (
        <div>
          {confirmationStates[confirmation.state]}
          {confirmation.answeredAt && `（${dayjs(confirmation.answeredAt).format('MM-DD HH:mm')}）`}
          {confirmation.words && `：${confirmation.words}`}
        </div>
      )}
    </Head>
  )
}

function Head({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function aboutOf({ resident, performedOn }: ReadRecord): Subject {
  return {
    birthDate: resident.birthDate,
    sex: resident.sex,
    performedOn,
    ageYears: ageYearsOn(performedOn, resident.birthDate),
  }
}
