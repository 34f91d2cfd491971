import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getHealthRecord, printHealthRecord, recordPapers } from '@qianyue/api/health-records.ts'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Dropdown, Flex, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { CoverCard } from './CoverCard.tsx'
import { AllergyList, MedicineList, ProblemList } from './DerivedLists.tsx'
import { MeasurementCharts } from './MeasurementCharts.tsx'
import { OpenRecord } from './OpenRecord.tsx'
import { QualityCard } from './QualityCard.tsx'
import { statusColours } from './record-words.ts'
import '../residents/residents.css'
import './health-records.css'

export type HealthRecordReply = ReplyOf<typeof getHealthRecord>

const sheets = [
  { form: 'personal-information', name: '个人基本信息表' },
  { form: 'encounter-note', name: '接诊记录表' },
  { form: 'consultation-record', name: '会诊记录表' },
  { form: 'referral-out', name: '双向转诊（转出）单' },
  { form: 'referral-back', name: '双向转诊（回转）单' },
  { form: 'health-assessment', name: '健康体检表' },
]

/** 居民健康档案: the front page, what is read off the sheets, how good the record is, and its cover with its history. */
export function HealthRecordPage() {
  const { residentId = '' } = useParams()
  const navigate = useNavigate()
  const reply = useReply(getHealthRecord, { id: residentId })
  const mayWrite = useMay('service-records.write')
  const [recording, setRecording] = useState<string | null>(null)
  if (reply.error) return <NotShown error={reply.error} list="/residents" words="回到居民列表" />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const { record, frontPage, problems, medicines, allergies, measurements, quality } = reply.data
  const isClosed = record?.status === 'closed'

  return (
    <>
      <header className="person-head">
        <Flex justify="space-between" align="start" gap={12} wrap>
          <Flex gap={8} align="center" wrap>
            <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回" onClick={() => navigate(-1)} />
            <h1>{frontPage.name} 健康档案</h1>
            <span>
              {sexWords[frontPage.sex]} · {ageWords(frontPage.ageYears)}（{frontPage.birthDate}）
            </span>
            {record ? (
              <Tag color={statusColours[record.status]}>{record.statusName}</Tag>
            ) : (
              <Tag color="warning">未建档</Tag>
            )}
            {frontPage.populations.map(({ population, name }) => (
              <Tag key={population} className="population-tag">
                {name}
              </Tag>
            ))}
          </Flex>
          <Flex gap={8} wrap>
            {mayWrite && !isClosed && (
              <Dropdown
                trigger={['click']}
                menu={{
                  items: sheets.map(({ form, name }) => ({ key: form, label: name })),
                  onClick: ({ key }) => setRecording(key),
                }}
              >
                <Button type="primary">填写</Button>
              </Dropdown>
            )}
            {record === null && <OpenRecord residentIds={[residentId]} />}
            <Papers residentId={residentId} hasInformation={frontPage.information !== null} />
            <LinkButton to={`/residents/${residentId}`}>居民首页</LinkButton>
          </Flex>
        </Flex>
        {record?.number && (
          <div className="person-facts">
            <span>档案号 {formatRecordNumber(record.number)}</span>
            <span>管理机构 {record.keptByName}</span>
            <span>责任医生 {record.responsibleName ?? '未定'}</span>
            <span>最近服务 {record.lastActiveOn ?? '无'}</span>
          </div>
        )}
        {record?.closed && (
          <div className="person-alerts">
            <Alert
              type="error"
              showIcon
              banner
              title={`档案已于 ${record.closed.since} 终止：${record.closed.becauseName}`}
            />
          </div>
        )}
      </header>
      <div className="person-body health-record-body">
        <div>
          <ProblemList problems={problems} />
          <MedicineList medicines={medicines} />
          <AllergyList allergies={allergies} />
          <MeasurementCharts measurements={measurements} />
        </div>
        <div>
          <QualityCard
            residentId={residentId}
            quality={quality}
            informationRecordId={frontPage.information?.recordId ?? null}
          />
          <FrontPageCard page={frontPage} />
          {record && <CoverCard record={record} />}
        </div>
      </div>
      {recording && (
        <RecordServiceDrawer residentId={residentId} form={recording} onClose={() => setRecording(null)} />
      )}
    </>
  )
}

function Papers({ residentId, hasInformation }: { residentId: string; hasInformation: boolean }) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (Object.keys(recordPapers) as (keyof typeof recordPapers)[])
          .filter((paper) => paper !== 'personal-information' || hasInformation)
          .map((paper) => ({
            key: paper,
            label: (
              <a
                href={addressFor(printHealthRecord, { id: residentId, paper })}
                target="_blank"
                rel="noopener"
              >
                {recordPapers[paper]}
              </a>
            ),
          })),
      }}
    >
      <Button icon={<PrinterOutlined />}>打印</Button>
    </Dropdown>
  )
}

function FrontPageCard({ page }: { page: HealthRecordReply['frontPage'] }) {
  const facts: [string, string | null][] = [
    ['住址', page.address || `${page.townshipName} ${page.villageName}`],
    ['电话', page.phoneMasked],
    ['联系人', [page.contactName, page.contactPhoneMasked].filter(Boolean).join(' ')],
    ['血型', page.blood],
    ['签约团队', page.teamName ?? '未签约'],
    ['最近体检', page.lastExaminedOn],
  ]
  return (
    <Card size="small" title="首页摘要">
      <dl className="facts-list">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <dt>基本信息表</dt>
        <dd>
          {page.information ? (
            <Link to={`/service-records/${page.information.recordId}`}>
              {page.information.on} 填写{page.information.complete ? '' : '（不完整）'}
            </Link>
          ) : (
            <span className="quiet">未填写</span>
          )}
        </dd>
      </dl>
      {page.services.length > 0 && (
        <ul className="recent-services" aria-label="最近服务">
          {page.services.map(({ recordId, on, name, performedByName }) => (
            <li key={recordId}>
              {on}{' '}
              <Link className="link-in-words" to={`/service-records/${recordId}`}>
                {name}
              </Link>{' '}
              <span className="quiet">{performedByName}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
