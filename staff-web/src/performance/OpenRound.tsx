import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { type listAssessmentRounds, openAssessmentRound } from '@qianyue/api/performance.ts'
import { assessedKinds } from '@qianyue/domain/performance/assessment-sheet.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { periodsOf } from '../settlement/period.ts'

type Sheet = ReplyOf<typeof listAssessmentRounds>['sheets'][number]

/** 发起考核: which sheet, over which period, for all of a kind below which unit. */
export function OpenRound({
  year,
  sheets,
  onClose,
  onDone,
}: {
  year: number
  sheets: readonly Sheet[]
  onClose: () => void
  onDone: (id: string) => void
}) {
  const viewer = useViewer()
  const units = useReply(listOrgUnits, {})
  const send = useSend(openAssessmentRound)
  const [id] = useState(newId)
  const [sheetCode, setSheetCode] = useState(sheets[0]?.code)
  const [which, setWhich] = useState(0)
  const [unitCode, setUnitCode] = useState(viewer.reach.unitCode)
  const sheet = sheets.find(({ code }) => code === sheetCode)
  if (!sheet) {
    return (
      <Modal open title="发起考核" onCancel={onClose} footer={null}>
        <Alert type="info" showIcon title="还没有考核表，请先在“设置 · 考核表”中添加。" />
      </Modal>
    )
  }
  const periods = periodsOf(sheet.cadence, year)
  const { days } = periods[which] ?? periods[0]!
  return (
    <Modal
      open
      title={`发起考核（${year}年）`}
      okText="发起"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate({ id, unitCode, sheetCode: sheet.code, ...days }, { onSuccess: () => onDone(id) })
      }
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <Form layout="vertical">
        <Form.Item label="考核表" htmlFor="sheet">
          <Select
            id="sheet"
            value={sheet.code}
            onChange={(code) => {
              setSheetCode(code)
              setWhich(0)
            }}
            options={sheets.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item label="考核期" htmlFor="period" extra={`${days.fromDay} 至 ${days.toDay}`}>
          <Select
            id="period"
            value={which}
            onChange={setWhich}
            options={periods.map(({ label }, value) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="单位" htmlFor="unit" extra={`考核这个单位下的全部${assessedKinds[sheet.assessed]}`}>
          <Select
            id="unit"
            showSearch={{ optionFilterProp: 'label' }}
            value={unitCode}
            onChange={setUnitCode}
            options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
