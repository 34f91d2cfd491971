import { reportInformation } from '@qianyue/api/supervision-assist.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentEntry, momentOfEntry } from '@qianyue/ui/words/moments.ts'
import { Alert, Form, Input, Modal } from 'antd'
import { useViewer } from '../session/viewer.ts'
import { MomentItem } from '../shell/day-items.tsx'
import type { Information } from './InformationList.tsx'

/** When a finding was told, and by whom. */
export function ReportInformation({
  information,
  onClose,
}: {
  information: Information
  onClose: () => void
}) {
  const { user } = useViewer()
  const [form] = Form.useForm<{ reportedAt: string; reporter: string }>()
  const send = useSend(reportInformation)
  return (
    <Modal
      open
      title="登记报告"
      okText="保存"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <p>{information.content}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ reportedAt: momentEntry(new Date()), reporter: user.name }}
        onFinish={({ reportedAt, reporter }) =>
          send.mutate(
            { id: information.id, reportedAt: momentOfEntry(reportedAt), reporter },
            { onSuccess: onClose },
          )
        }
      >
        <MomentItem name="reportedAt" label="报告时间" required="请填写报告时间" />
        <Form.Item name="reporter" label="报告人" rules={[{ required: true, message: '请填写报告人' }]}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
