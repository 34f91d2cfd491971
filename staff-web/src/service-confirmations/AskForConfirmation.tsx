import { askForConfirmation, getServiceConfirmation } from '@qianyue/api/service-confirmations.ts'
import { confirmationStates } from '@qianyue/domain/service-confirmations/confirmation.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Divider, Flex, Modal, QRCode, Typography } from 'antd'
import { useState } from 'react'
import { SendError } from '../shell/SendError.tsx'
import { TypeCode } from './TypeCode.tsx'

/** 请居民确认: a link for the resident's own telephone, or a code from the sheet at home. */
export function AskForConfirmation({ recordId }: { recordId: string }) {
  const send = useSend(askForConfirmation)
  const [open, setOpen] = useState(false)
  const before = useReply(getServiceConfirmation, { recordId }).data?.code
  const asked = send.data?.confirmation
  const address = asked && new URL(asked.link, window.location.origin).href
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true)
          send.mutate({ recordId })
        }}
      >
        请居民确认
      </Button>
      <Modal open={open} title="请居民确认" footer={null} onCancel={() => setOpen(false)}>
        <SendError error={send.error} />
        {asked && address && (
          <Flex vertical align="center" gap={12}>
            {asked.state === 'open' ? (
              <>
                <p>请居民用自己的手机扫码，或把链接发给居民；{asked.until} 前有效，回答一次。</p>
                <QRCode value={address} size={200} />
                <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
                  {address}
                </Typography.Text>
              </>
            ) : (
              <p>{confirmationStates[asked.state]}</p>
            )}
          </Flex>
        )}
        {before && (
          <>
            <Divider plain>或者</Divider>
            <TypeCode recordId={recordId} before={before} />
          </>
        )}
      </Modal>
    </>
  )
}
