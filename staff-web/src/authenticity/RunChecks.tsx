import { runAuthenticityChecks } from '@qianyue/api/authenticity.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { quarterChoices } from '../settlement/period.ts'

/** 开始核查: looks through the services of a quarter in one's unit. */
export function RunChecks({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { reach } = useViewer()
  const { message } = App.useApp()
  const send = useSend(runAuthenticityChecks)
  const choices = quarterChoices(dayInShanghai(new Date()), 6)
  const [chosen, setChosen] = useState(choices[0]!.value)
  const { days } = choices.find(({ value }) => value === chosen)!
  return (
    <Modal
      open
      title="真实性核查"
      okText={send.isPending ? '正在核查' : '开始核查'}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { unitCode: reach.unitCode, ...days },
          {
            onSuccess: ({ services, asked, known }) => {
              message.success(
                `核查了${countWords(services)}次服务：新提出${countWords(asked)}个疑点，${countWords(known)}个已在列表中`,
              )
              onDone()
            },
          },
        )
      }
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <Form layout="vertical">
        <Form.Item
          label="服务期间"
          htmlFor="quarter"
          extra="疑点是提问，不是结论：先由记录服务的人说明，再认定。核查界限在“设置 · 政策 · 真实性核查”中。"
        >
          <Select id="quarter" value={chosen} onChange={setChosen} options={choices} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
