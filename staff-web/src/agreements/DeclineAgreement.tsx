import { declineAgreement } from '@qianyue/api/agreements.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Agreement } from './AgreementPage.tsx'

/** 拒绝、撤回: a draft that will not be signed. */
export function DeclineAgreement({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const [declined, setDeclined] = useState<'rejected' | 'withdrawn'>('withdrawn')
  const [note, setNote] = useState('')
  const decline = useSend(declineAgreement)
  return (
    <Modal
      open
      title="不签这份协议"
      okText="确定"
      okButtonProps={{ danger: true, disabled: note.trim().length < 2, loading: decline.isPending }}
      onOk={() => decline.mutate({ agreementId: agreement.id, declined, note }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group
            value={declined}
            options={[
              { value: 'withdrawn', label: '居民撤回' },
              { value: 'rejected', label: '医生拒绝' },
            ]}
            onChange={({ target }) => setDeclined(target.value)}
          />
        </Form.Item>
        <Form.Item label="原因（必填）" htmlFor="decline-note">
          <Input.TextArea
            id="decline-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
      {decline.error && <Alert type="error" showIcon title={decline.error.message} />}
    </Modal>
  )
}
