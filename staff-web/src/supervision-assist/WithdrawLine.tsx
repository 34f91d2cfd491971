import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'

/** 作废 a line of a register, with its reason; it stays in the list. */
export function WithdrawLine({
  title,
  isPending,
  onWithdraw,
}: {
  title: string
  isPending: boolean
  onWithdraw: (reason: string) => Promise<unknown>
}) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  return (
    <Popconfirm
      title={title}
      description={
        <Input
          aria-label="作废原因"
          placeholder="作废原因"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      }
      okText="作废"
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: isPending }}
      onConfirm={() => onWithdraw(reason).catch((error: Error) => message.error(error.message))}
    >
      <Button type="link" size="small" danger>
        作废
      </Button>
    </Popconfirm>
  )
}
