import { Card, Flex, Timeline } from 'antd'
import { useMay } from '../session/viewer.ts'
import { EditCover } from './EditCover.tsx'
import { EndRecord } from './EndRecord.tsx'
import type { HealthRecordReply } from './HealthRecordPage.tsx'
import { MoveRecord } from './MoveRecord.tsx'

export type HealthRecord = NonNullable<HealthRecordReply['record']>

/** 封面 and what happened to the record: opened, moved, closed. */
export function CoverCard({ record }: { record: HealthRecord }) {
  const mayKeep = useMay('health-records.keep')
  const mayMove = useMay('health-records.move')
  const isEndedWithPerson = record.closed?.because === 'death' || record.closed?.because === 'moved'
  const facts: [string, string][] = [
    ['建档日期', record.openedOn],
    ['建档单位', record.openedAtName],
    ['建档人', record.openedByName ?? ''],
    ['管理单位', record.keptByName],
    ['责任医生', record.responsibleName ?? ''],
    ['户籍地址', record.registeredAddress],
  ]
  return (
    <Card size="small" title="档案封面">
      <dl className="facts-list">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Flex gap={8} wrap style={{ margin: '8px 0 12px' }}>
        {mayKeep && <EditCover record={record} />}
        {mayMove && record.closed === null && <MoveRecord record={record} />}
        {mayKeep && !isEndedWithPerson && <EndRecord record={record} />}
      </Flex>
      <Timeline
        items={record.history.map(({ id, on, title, detail }) => ({
          key: id,
          content: (
            <>
              {on} {title} <span className="quiet">{detail}</span>
            </>
          ),
        }))}
      />
    </Card>
  )
}
