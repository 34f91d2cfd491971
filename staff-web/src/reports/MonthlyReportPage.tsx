import { DownloadOutlined } from '@ant-design/icons'
import { downloadMonthlyTable, getMonthlyTable } from '@qianyue/api/reports.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { PageTitle } from '../shell/PageTitle.tsx'
import { MonthlyTable } from './MonthlyTable.tsx'
import { monthChoices } from './month.ts'
import { Submissions } from './Submissions.tsx'
import { SubmitReport } from './SubmitReport.tsx'

/** 月报: the table of a month, and where it stands on its way to the county. */
export function MonthlyReportPage() {
  const months = monthChoices(13)
  const [month, setMonth] = useState(months[1]!.value)
  const table = useReply(getMonthlyTable, { month }, { keepPrevious: true })
  const own = table.data
  return (
    <div className="reports">
      <PageTitle title="月报">
        <Space wrap>
          <Select
            aria-label="月份"
            value={month}
            onChange={setMonth}
            options={months}
            style={{ width: 132 }}
          />
          <Button icon={<DownloadOutlined />} href={addressFor(downloadMonthlyTable, { month })} download>
            导出 Excel
          </Button>
          {own?.isOver && levelOf(own.orgId) === 'township' && <SubmitReport key={month} table={own} />}
        </Space>
      </PageTitle>
      <Submissions month={month} />
      {table.error ? (
        <Alert type="warning" showIcon title={table.error.message} />
      ) : own ? (
        <MonthlyTable table={own} />
      ) : (
        <Skeleton active paragraph={{ rows: 12 }} />
      )}
    </div>
  )
}
