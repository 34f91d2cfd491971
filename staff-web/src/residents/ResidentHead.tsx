import { ArrowLeftOutlined } from '@ant-design/icons'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Flex, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { ResidentActions } from './ResidentActions.tsx'
import type { Resident } from './ResidentPage.tsx'
import { presenceWords } from './resident-filter.ts'
import { ShowNumber } from './ShowNumber.tsx'

/** Who it is, what can be done and what has to be known before. @param onRecord null where nothing can be recorded. */
export function ResidentHead({
  resident,
  onRecord,
}: {
  resident: Resident
  onRecord: ((form: string) => void) | null
}) {
  const navigate = useNavigate()
  return (
    <header className="person-head">
      <Flex justify="space-between" align="start" gap={12} wrap>
        <Flex gap={8} align="center" wrap>
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回" onClick={() => navigate(-1)} />
          <h1>{resident.name}</h1>
          <span>
            {sexWords[resident.sex]} · {ageText(resident)}
          </span>
          {resident.presence !== 'here' && <Tag color="warning">{presenceWords[resident.presence]}</Tag>}
          {resident.populations.map(({ population, name }) => (
            <Tag key={population} className="population-tag">
              {name}
            </Tag>
          ))}
        </Flex>
        <ResidentActions resident={resident} onRecord={onRecord} />
      </Flex>
      <Facts resident={resident} />
      <Alerts resident={resident} />
    </header>
  )
}

function Facts({ resident }: { resident: Resident }) {
  return (
    <div className="person-facts">
      <span>
        身份证 {resident.idNumberMasked ?? '无'}
        {resident.idNumberMasked && (
          <ShowNumber residentId={resident.id} which="id-number" label="身份证号" />
        )}
      </span>
      <span>
        电话 {resident.phoneMasked ?? '无'}
        {resident.phoneMasked && <ShowNumber residentId={resident.id} which="phone" label="电话" />}
      </span>
      <span>
        {resident.householdId ? (
          <Link to={`/households/${resident.householdId}`}>
            {resident.address || `${resident.villageName}（未填住址）`}
          </Link>
        ) : (
          resident.villageName
        )}{' '}
        <span className="quiet">
          {resident.relationName} · 户内 {resident.householdSize} 人
        </span>
      </span>
      {resident.healthRecordNumber && (
        <span>
          档案号 {formatRecordNumber(resident.healthRecordNumber)}{' '}
          <Link className="link-in-words" to={`/residents/${resident.id}/health-record`}>
            健康档案
          </Link>
        </span>
      )}
    </div>
  )
}

function ageText({ ageYears, ageMonths, birthDate }: Resident): string {
  return `${ageYears < 3 ? `${ageMonths}月龄` : ageWords(ageYears)}（${birthDate}）`
}

/** What has to be known before anything is done. */
function Alerts({ resident }: { resident: Resident }) {
  const { diedOn, movedOutOn, presence, awaySince, awayUntil, warnings, profile } = resident
  const alerts = [
    ...(presence === 'dead' ? [{ type: 'error' as const, text: `已于 ${diedOn} 死亡，档案已关闭` }] : []),
    ...(presence === 'moved-out'
      ? [{ type: 'error' as const, text: `已于 ${movedOutOn} 迁出，档案已关闭` }]
      : []),
    ...(presence === 'away'
      ? [
          {
            type: 'warning' as const,
            text: `${awaySince} 起外出${awayUntil ? `，预计 ${awayUntil} 返回` : ''}，应尽服务暂停`,
          },
        ]
      : []),
    ...(profile.drugAllergies && profile.drugAllergies !== '无'
      ? [{ type: 'error' as const, text: `药物过敏：${profile.drugAllergies}` }]
      : []),
    ...warnings.map(({ message }) => ({ type: 'warning' as const, text: message })),
  ]
  if (alerts.length === 0) return null
  return (
    <div className="person-alerts">
      {alerts.map(({ type, text }) => (
        <Alert key={text} type={type} showIcon banner title={text} />
      ))}
    </div>
  )
}
