import { reportInformation } from '@qianyue/api/supervision-assist.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentEntry, momentOfEntry } from '@qianyue/ui/words/moments.ts'
import { Form, Input } from 'antd'
import { useViewer } from '../session/viewer.ts'
import { MomentItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
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
  const send = useSend(reportInformation)
  return (
    <EntryDialog<{ reportedAt: string; reporter: string }>
      title="登记报告"
      send={send}
      initialValues={{ reportedAt: momentEntry(new Date()), reporter: user.name }}
      onSubmit={({ reportedAt, reporter }) =>
        send.mutate(
          { id: information.id, reportedAt: momentOfEntry(reportedAt), reporter },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p>{information.content}</p>
      <MomentItem name="reportedAt" label="报告时间" required="请填写报告时间" />
      <Form.Item name="reporter" label="报告人" rules={[{ required: true, message: '请填写报告人' }]}>
        <Input maxLength={60} />
      </Form.Item>
    </EntryDialog>
  )
}
