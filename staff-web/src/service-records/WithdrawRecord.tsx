import { withdrawServiceRecord } from '@qianyue/api/service-records.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'

/** 作废 a record by mistake, with its reason. */
export function WithdrawRecord({ recordId }: { recordId: string }) {
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const send = useSend(withdrawServiceRecord)
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        作废
      </Button>
      <Modal
        open={open}
        title="作废这条服务记录"
        okText="作废"
        cancelText="取消"
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: send.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          send.mutate(
            { recordId, id, reason },
            {
              onSuccess: () => {
                message.success('已作废，它完成的服务重新列为应做')
                setOpen(false)
              },
              onError: (error) => message.error(error.message),
            },
          )
        }
      >
        <p>作废后不计入履约和统计，由它完成的服务重新列为应做。原内容保留可查，不能恢复。</p>
        <Input
          aria-label="作废原因"
          placeholder="原因，如：记到了同名的人名下"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}
