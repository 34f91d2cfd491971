import { EyeOutlined } from '@ant-design/icons'
import { showNumber } from '@qianyue/api/residents.ts'
import { type CallError, call } from '@qianyue/ui/calls/call.ts'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal, Radio, Typography } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'

const reasons = ['与本人或家属联系', '核对证件', '办理签约', '办理转诊、医保'] as const

/** 显示完整号码: with a reason, which is noted in the audit trail. */
export function ShowNumber({
  residentId,
  which,
  label,
}: {
  residentId: string
  which: 'id-number' | 'phone' | 'contact-phone'
  label: string
}) {
  const may = useMay('residents.show-numbers')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<string>(reasons[0])
  const show = useMutation<{ value: string | null }, CallError, { reason: string }>({
    mutationFn: (given) => call(showNumber, { id: residentId, which, ...given }),
  })
  if (!may) return null
  const close = () => {
    setOpen(false)
    show.reset()
  }
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<EyeOutlined />}
        aria-label={`显示完整${label}`}
        onClick={() => setOpen(true)}
      />
      <Modal
        open={open}
        title={`显示完整${label}`}
        onCancel={close}
        okText={show.data ? '关闭' : '显示'}
        cancelButtonProps={show.data ? { style: { display: 'none' } } : {}}
        confirmLoading={show.isPending}
        onOk={() => (show.data ? close() : show.mutate({ reason }))}
      >
        {show.data ? (
          <Typography.Text copyable className="value-now">
            {show.data.value ?? '没有登记'}
          </Typography.Text>
        ) : (
          <>
            <p>请选择原因。谁、何时、为何查看会记入审计。</p>
            <Radio.Group
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              options={reasons.map((one) => ({ value: one, label: one }))}
              vertical
            />
          </>
        )}
        {show.error && <Alert type="error" showIcon title={show.error.message} />}
      </Modal>
    </>
  )
}
