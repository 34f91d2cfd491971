import { DownloadOutlined } from '@ant-design/icons'
import { downloadContractTable, getContractTable } from '@qianyue/api/reports.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { type Cadence, cadences, periodOf } from '@qianyue/domain/reports/report-period.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Segmented, Select, Skeleton, Space } from 'antd'
import { useSearchParams } from 'react-router'
import { ReportTemplates } from '../report-templates/ReportTemplates.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ContractTable } from './ContractTable.tsx'
import { periodChoices } from './period-choices.ts'
import { ReportSections } from './ReportSections.tsx'
import { Submissions } from './Submissions.tsx'
import { SubmitReport } from './SubmitReport.tsx'

/** 报表: the tables of a period, and where they stand on their way to the county. */
export function ReportsPage() {
  const [params, setParams] = useSearchParams()
  const asked = periodOf(params.get('period') ?? '')
  const cadence = asked?.cadence ?? 'month'
  const choices = periodChoices(cadence)
  const period = asked?.key ?? choices[1]!.value
  const table = useReply(getContractTable, { period }, { keepPrevious: true })
  const own = table.data?.period === period ? table.data : undefined
  const go = (key: string) => setParams({ period: key }, { replace: true })
  return (
    <div className="reports">
      <PageTitle title="报表">
        <Space wrap>
          <Segmented<Cadence>
            value={cadence}
            onChange={(next) => go(periodChoices(next)[1]!.value)}
            options={(Object.keys(cadences) as Cadence[]).map((each) => ({
              value: each,
              label: cadences[each].name,
            }))}
          />
          <Select aria-label="报告期" value={period} onChange={go} options={choices} style={{ width: 156 }} />
          <Button icon={<DownloadOutlined />} href={addressFor(downloadContractTable, { period })} download>
            导出 Excel
          </Button>
          {own?.isOver && levelOf(own.orgId) !== 'county' && <SubmitReport key={period} table={own} />}
        </Space>
      </PageTitle>
      <Submissions period={period} />
      <ReportTemplates cadence={cadence} period={period} />
      {table.error ? (
        <Alert type="warning" showIcon title={table.error.message} />
      ) : own ? (
        <>
          <ContractTable table={own} />
          <ReportSections sections={own.sections} />
        </>
      ) : (
        <Skeleton active paragraph={{ rows: 12 }} />
      )}
    </div>
  )
}
