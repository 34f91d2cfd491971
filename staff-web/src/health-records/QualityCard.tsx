import { Card, Flex, Progress } from 'antd'
import { Link } from 'react-router'
import type { HealthRecordReply } from './HealthRecordPage.tsx'

/** Where a flaw is put right: the box of the sheet, the sheet that is missing, or the person's own data. */
export function flawAddress(
  residentId: string,
  informationRecordId: string | null,
  { field }: { field: string | null },
): string {
  if (field !== null && informationRecordId !== null)
    return `/service-records/${informationRecordId}?field=${field}`
  return `/residents/${residentId}`
}

/** 档案质控: points and each flaw, which opens where it is put right. */
export function QualityCard({
  residentId,
  quality,
  informationRecordId,
}: {
  residentId: string
  quality: HealthRecordReply['quality']
  informationRecordId: string | null
}) {
  if (quality === null) return null
  return (
    <Card
      size="small"
      title="档案质控"
      extra={<span className="quiet">{quality.qualifiedFrom} 分起合格</span>}
    >
      <Flex gap={16} align="center">
        <Progress
          type="circle"
          size={64}
          percent={quality.score}
          format={(percent) => percent}
          status={quality.qualified ? 'success' : 'exception'}
          aria-label={`质控得分 ${quality.score}`}
        />
        <span>
          {quality.qualified ? '合格' : '不合格'}，{quality.flaws.length} 处问题
        </span>
      </Flex>
      {quality.flaws.length === 0 ? (
        <p className="quiet">没有缺项和矛盾。</p>
      ) : (
        <ul className="flaws">
          {quality.flaws.map((flaw) => (
            <li key={`${flaw.code}/${flaw.field}`}>
              <Link
                to={
                  flaw.code === 'no-basic-information'
                    ? `/residents/${residentId}/record/personal-information`
                    : flawAddress(residentId, informationRecordId, flaw)
                }
              >
                {flaw.text}
              </Link>
              <span className="quiet">−{flaw.points} 分</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
