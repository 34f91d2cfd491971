import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type getContractTable, listReports, submitReport } from '@qianyue/api/reports.ts'
import { cadences } from '@qianyue/domain/reports/report-period.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'

/** 报送: the step of whoever answers for the table; what does not hold asks for a reason. */
export function SubmitReport({ table }: { table: ReplyOf<typeof getContractTable> }) {
  const { orgId, period, periodName, cadence, problems } = table
  const maySubmit = useMay('reports.submit')
  const sent = useReply(listReports, { period })
  const send = useSend(submitReport)
  const [id] = useState(newId)
  const [open, setOpen] = useState(false)
  const [remark, setRemark] = useState('')
  if (!maySubmit || !sent.data?.missing.some(({ unitCode }) => unitCode === orgId)) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        报送
      </Button>
      <Modal
        open={open}
        title={`报送 ${periodName}${cadences[cadence].name}`}
        okText="报送"
        confirmLoading={send.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => send.mutate({ id, unitCode: orgId, period, remark }, { onSuccess: () => setOpen(false) })}
      >
        {send.error && (
          <Alert
            type="error"
            showIcon
            title={send.error.fields?.remark ?? send.error.message}
            style={{ marginBottom: 16 }}
          />
        )}
        <p>
          {problems.length === 0
            ? '逻辑校验全部通过。报送后按现在的数字留存，上级接收后不再变动。'
            : `有 ${problems.length} 处逻辑校验不符，请核对，或写明原因后报送。`}
        </p>
        <Form layout="vertical">
          <Form.Item label="说明" htmlFor="report-remark" required={problems.length > 0}>
            <Input.TextArea
              id="report-remark"
              rows={3}
              maxLength={500}
              value={remark}
              onChange={({ target }) => setRemark(target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
