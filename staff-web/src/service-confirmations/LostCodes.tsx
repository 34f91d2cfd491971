import { printConfirmationCodes, withdrawConfirmationCodes } from '@qianyue/api/service-confirmations.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Modal } from 'antd'
import { SendError } from '../shell/SendError.tsx'

/** 确认码单遗失: what is left on it is withdrawn, then a new sheet is printed. */
export function LostCodes({ residentId, onClose }: { residentId: string; onClose: () => void }) {
  const send = useSend(withdrawConfirmationCodes)
  return (
    <Modal
      open
      title="确认码单遗失"
      onCancel={onClose}
      footer={
        send.data ? (
          <Button
            type="primary"
            href={addressFor(printConfirmationCodes, { residentId })}
            target="_blank"
            onClick={onClose}
          >
            打印新的一张
          </Button>
        ) : (
          <Button danger loading={send.isPending} onClick={() => send.mutate({ residentId })}>
            作废没有用过的码
          </Button>
        )
      }
    >
      <SendError error={send.error} />
      <p>
        {send.data
          ? `已作废 ${send.data.withdrawn} 个没有用过的确认码。`
          : '原来那张单子上没有用过的确认码全部作废，不能恢复；已经确认过的服务不变。'}
      </p>
    </Modal>
  )
}
