import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getResident } from '@qianyue/api/residents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Card, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { DeviceMeasurements } from '../devices/DeviceMeasurements.tsx'
import { OpenReferral } from '../referrals/OpenReferral.tsx'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { AgreementCard } from './AgreementCard.tsx'
import { BasicFacts } from './BasicFacts.tsx'
import { ChildGrowth } from './ChildGrowth.tsx'
import { LastValues } from './LastValues.tsx'
import { type OwedDuty, OwedNow } from './OwedNow.tsx'
import { PopulationPeriods } from './PopulationPeriods.tsx'
import { ResidentHead } from './ResidentHead.tsx'
import { ResidentTimeline } from './ResidentTimeline.tsx'
import './residents.css'

export type Resident = ReplyOf<typeof getResident>

/** Whether a window, a drawer or a menu stands over the page, wherever the cursor is. */
function somethingIsOpen(): boolean {
  const over = document.querySelectorAll('[role="dialog"], .ant-dropdown, .ant-popover')
  return [...over].some((one) => one.getClientRects().length > 0)
}

/** 一位居民: who it is stays on top; what is owed, the agreement, values and the timeline below; recording opens beside. */
export function ResidentPage() {
  const { residentId = '' } = useParams()
  const navigate = useNavigate()
  const resident = useReply(getResident, { id: residentId })
  const mayRecord = useMay('service-records.write')
  const [recording, setRecording] = useState<{ form: string; service?: string; duty?: string } | null>(null)
  const today = dayInShanghai(new Date())

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key === 'Escape' && !target.closest('input, textarea') && !somethingIsOpen()) navigate(-1)
    }
    // Before what is open is closed by the same key.
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [navigate])
  const name = resident.data?.name
  useEffect(() => {
    if (name) document.title = `${name} · 签约`
  }, [name])

  if (resident.error) return <NotShown error={resident.error} list="/residents" words="回到居民列表" />
  if (!resident.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const one = resident.data
  const isOpen = one.presence === 'here' || one.presence === 'away'
  const record = (duty: OwedDuty) => setRecording({ form: duty.form, service: duty.service, duty: duty.key })

  return (
    <>
      <ResidentHead resident={one} onRecord={mayRecord && isOpen ? (form) => setRecording({ form }) : null} />
      <div className="person-body">
        <div>
          <OpenReferral residentId={one.id} />
          <OwedNow duties={one.duties} today={today} onRecord={mayRecord && isOpen ? record : null} />
          <DeviceMeasurements residentId={one.id} />
          {one.lastValues.length > 0 && <LastValues values={one.lastValues} />}
          <ChildGrowth resident={one} today={today} />
          <Card size="small" title="时间线">
            <ResidentTimeline resident={one} />
          </Card>
        </div>
        <div>
          <AgreementCard resident={one} />
          <PopulationPeriods resident={one} today={today} />
          <BasicFacts resident={one} />
        </div>
      </div>
      {recording && (
        <RecordServiceDrawer
          residentId={one.id}
          form={recording.form}
          service={recording.service}
          duty={recording.duty}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}
