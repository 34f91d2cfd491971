import { getPolicy } from '@qianyue/api/policy.ts'
import type { AssessmentSheet } from '@qianyue/domain/performance/assessment-sheet.ts'
import { assessedKinds, cadences } from '@qianyue/domain/performance/assessment-sheet.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { EditSheets } from './EditSheets.tsx'
import { SheetTable } from './SheetTable.tsx'
import './performance.css'

/** 考核表: what each sheet asks and weighs, as it holds today; changed as a new version of the policy. */
export function SheetsPage() {
  const policy = useReply(getPolicy, { kind: 'assessment-sheets' })
  const mayEdit = useMay('policies.manage')
  const [editing, setEditing] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  if (policy.error) return <Alert type="warning" showIcon title={policy.error.message} />
  if (!policy.data) return <Skeleton active />
  const { current } = policy.data
  const sheets = current.body as AssessmentSheet[]
  const shown = sheets.find(({ code }) => code === chosen) ?? sheets[0]
  if (editing) return <EditSheets sheets={sheets} opened={shown?.code} onDone={() => setEditing(false)} />
  return (
    <div className="performance">
      <PageTitle title="考核表">
        <Space wrap>
          {sheets.length > 1 && (
            <Select
              aria-label="考核表"
              value={shown?.code}
              onChange={setChosen}
              options={sheets.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          {mayEdit && (
            <Button type="primary" onClick={() => setEditing(true)}>
              修改
            </Button>
          )}
        </Space>
      </PageTitle>
      {shown && (
        <>
          <p className="quiet">
            {shown.name} · 考核{assessedKinds[shown.assessed]} · {cadences[shown.cadence]} · 依据：
            {shown.source}
            {current.validFrom && ` · ${current.validFrom} 起执行（${current.source}）`}
          </p>
          <SheetTable sheet={shown} />
          <Card size="small" title="等次">
            {shown.grades.map(({ name, fromPoints }) => `${name} ${fromPoints} 分及以上`).join(' · ')}
          </Card>
        </>
      )}
    </div>
  )
}
