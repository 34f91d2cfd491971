import { withdrawResidentEvent } from '@qianyue/api/residents.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'

/** 撤销 an event told by mistake, with its reason. */
export function WithdrawEvent({
  residentId,
  eventId,
  words,
}: {
  residentId: string
  eventId: string
  words: string
}) {
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const send = useSend(withdrawResidentEvent)
  return (
    <>
      <Button type="link" size="small" aria-label={`撤销 ${words}`} onClick={() => setOpen(true)}>
        撤销
      </Button>
      <Modal
        open={open}
        title={`撤销变动：${words}`}
        okText="撤销变动"
        cancelText="取消"
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: send.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          send.mutate(
            { id: residentId, eventId, reason },
            {
              onSuccess: () => {
                message.success('已撤销，签约、应尽服务和统计恢复到变动之前')
                setOpen(false)
              },
            },
          )
        }
      >
        <p>
          误登记时使用：住户、重点人群、签约协议和应尽服务恢复到登记之前，这条变动留在时间线上并注明已撤销。
        </p>
        <Input
          aria-label="撤销原因"
          placeholder="原因，如：记到了同名的人名下"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {send.error && <Alert type="error" showIcon style={{ marginTop: 8 }} title={send.error.message} />}
      </Modal>
    </>
  )
}
