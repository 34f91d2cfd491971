import { EditOutlined } from '@ant-design/icons'
import { listReportDueDays, setReportDueDays } from '@qianyue/api/reports.ts'
import { cadences, periodOf } from '@qianyue/domain/reports/report-period.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, InputNumber, Popover, Space } from 'antd'
import { useMay } from '../session/viewer.ts'

/** 报送期限 of a period; the bureau changes it as its notice does. */
export function DueDay({ period, dueOn }: { period: string; dueOn: string }) {
  const mayChange = useMay('reports.accept')
  const days = useReply(listReportDueDays, mayChange ? {} : null)
  const send = useSend(setReportDueDays)
  const { cadence } = periodOf(period)!
  const present = days.data?.find((each) => each.cadence === cadence)?.dueDays
  return (
    <>
      应于 {dueOn} 前报送
      {mayChange && present !== undefined && (
        <Popover
          trigger="click"
          title={`${cadences[cadence].name}的报送期限`}
          content={
            <Space orientation="vertical">
              {send.error && <Alert type="error" title={send.error.fields?.dueDays ?? send.error.message} />}
              <InputNumber
                aria-label="期末后多少天内"
                prefix="期末后"
                suffix="天内"
                min={1}
                max={90}
                defaultValue={present}
                style={{ width: 160 }}
                onChange={(dueDays) => dueDays !== null && send.mutate({ cadence, dueDays })}
              />
            </Space>
          }
        >
          <Button type="text" size="small" icon={<EditOutlined />} aria-label="改报送期限" />
        </Popover>
      )}
    </>
  )
}
