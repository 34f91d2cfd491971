import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Button, Empty, Timeline } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import type { Resident } from './ResidentPage.tsx'
import { WithdrawEvent } from './WithdrawEvent.tsx'

const dotColors = {
  service: 'green',
  agreement: 'blue',
  event: 'orange',
  population: 'gray',
  registered: 'gray',
} as const
const FIRST_SHOWN = 20

/** 时间线: what was done and what happened, the latest first; what was withdrawn stays, struck through. */
export function ResidentTimeline({ resident }: { resident: Resident }) {
  const [all, setAll] = useState(false)
  const mayTell = useMay('residents.record-events')
  const { timeline } = resident
  if (timeline.length === 0) return <Empty description="还没有记录" />
  return (
    <>
      <Timeline
        className="person-timeline"
        items={timeline.slice(0, all ? undefined : FIRST_SHOWN).map((entry) => ({
          key: entry.id,
          color: entry.withdrawn ? 'gray' : dotColors[entry.kind],
          content: <TimelineEntry residentId={resident.id} entry={entry} mayWithdraw={mayTell} />,
        }))}
      />
      {!all && timeline.length > FIRST_SHOWN && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          全部 {timeline.length} 条
        </Button>
      )}
    </>
  )
}

function TimelineEntry({
  residentId,
  entry: { id, on, kind, title, detail, withdrawn },
  mayWithdraw,
}: {
  residentId: string
  entry: Resident['timeline'][number]
  mayWithdraw: boolean
}) {
  if (withdrawn) {
    return (
      <>
        {on} <del>{title}</del>{' '}
        <span className="quiet">
          已撤销：{withdrawn.reason}（
          {[withdrawn.byName, momentWords(withdrawn.at)].filter(Boolean).join('，')}）
        </span>
      </>
    )
  }
  return (
    <>
      {on}{' '}
      {kind === 'service' ? (
        <Link className="link-in-words" to={`/service-records/${id}`}>
          {title}
        </Link>
      ) : (
        title
      )}{' '}
      <span className="quiet">{detail}</span>
      {kind === 'event' && mayWithdraw && (
        <WithdrawEvent residentId={residentId} eventId={id} words={`${on} ${title}`} />
      )}
    </>
  )
}
