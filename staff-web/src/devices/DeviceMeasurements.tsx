import { residentDeviceMeasurements } from '@qianyue/api/devices.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Card } from 'antd'

/** 设备测量: the latest values that devices sent for a resident; nothing where there are none. */
export function DeviceMeasurements({ residentId }: { residentId: string }) {
  const { data = [] } = useReply(residentDeviceMeasurements, { residentId, limit: 8 })
  if (data.length === 0) return null
  return (
    <Card size="small" title="设备测量">
      <dl className="facts-list">
        {data.map(({ messageId, takenOn, takenAt, valueWords, deviceSerial }) => (
          <div key={messageId} style={{ display: 'contents' }}>
            <dt>{takenAt ? momentWords(takenAt) : takenOn}</dt>
            <dd>
              {valueWords} <span className="quiet">{deviceSerial}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
