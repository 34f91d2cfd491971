import { EditOutlined } from '@ant-design/icons'
import { listReportDueDays, setReportDueDays } from '@qianyue/api/reports.ts'
import { cadences, periodOf } from '@qianyue/domain/reports/report-period.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Checkbox, InputNumber, Popover, Space } from 'antd'
import { useMay } from '../session/viewer.ts'

/** 报送期限 of a period; the bureau changes it as its notice does. */
export function DueDay({
  period,
  dueOn,
  villagesDueOn,
}: {
  period: string
  dueOn: string
  villagesDueOn: string | null
}) {
  const mayChange = useMay('reports.manage')
  const days = useReply(listReportDueDays, mayChange ? {} : null)
  const send = useSend(setReportDueDays)
  const { cadence } = periodOf(period)!
  const present = days.data?.find((each) => each.cadence === cadence)
  return (
    <>
      {villagesDueOn && `村级应于 ${villagesDueOn} 前，`}
      {villagesDueOn ? '乡镇' : ''}应于 {dueOn} 前报送
      {mayChange && present !== undefined && (
        <Popover
          trigger="click"
          title={`${cadences[cadence].name}的报送期限`}
          content={
            <Space orientation="vertical">
              {send.error && (
                <Alert
                  type="error"
                  title={
                    send.error.fields?.dueDays ?? send.error.fields?.villageDueDays ?? send.error.message
                  }
                />
              )}
              <InputNumber
                aria-label="期末后多少天内"
                prefix="期末后"
                suffix="天内"
                min={1}
                max={90}
                defaultValue={present.dueDays}
                style={{ width: 160 }}
                onChange={(dueDays) =>
                  dueDays !== null &&
                  send.mutate({
                    ...present,
                    dueDays,
                    villageDueDays: present.villageDueDays && Math.min(present.villageDueDays, dueDays),
                  })
                }
              />
              <Checkbox
                checked={present.villageDueDays !== null}
                onChange={({ target }) =>
                  send.mutate({
                    ...present,
                    villageDueDays: target.checked ? Math.max(1, present.dueDays - 2) : null,
                  })
                }
              >
                村卫生室也报送，由乡镇审核
              </Checkbox>
              {present.villageDueDays !== null && (
                <InputNumber
                  aria-label="村级期末后多少天内"
                  prefix="村级期末后"
                  suffix="天内"
                  min={1}
                  max={present.dueDays}
                  value={present.villageDueDays}
                  style={{ width: 190 }}
                  onChange={(villageDueDays) =>
                    villageDueDays !== null && send.mutate({ ...present, villageDueDays })
                  }
                />
              )}
            </Space>
          }
        >
          <Button type="text" size="small" icon={<EditOutlined />} aria-label="改报送期限" />
        </Popover>
      )}
    </>
  )
}
