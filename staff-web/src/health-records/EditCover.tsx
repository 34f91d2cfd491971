import { editHealthRecord } from '@qianyue/api/health-records.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { HealthRecord } from './CoverCard.tsx'
import { StaffChoice } from './StaffChoice.tsx'

/** 修改封面: the responsible doctor and the registered address. */
export function EditCover({ record }: { record: HealthRecord }) {
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [responsibleStaffId, setDoctor] = useState(record.responsibleStaffId)
  const [registeredAddress, setAddress] = useState(record.registeredAddress)
  const send = useSend(editHealthRecord)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        修改封面
      </Button>
      <Modal
        open={open}
        title="修改封面"
        okText="保存"
        cancelText="取消"
        okButtonProps={{ loading: send.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          send.mutate(
            { id: record.residentId, responsibleStaffId, registeredAddress },
            {
              onSuccess: () => {
                message.success('已保存')
                setOpen(false)
              },
            },
          )
        }
      >
        <div className="record-fields">
          <span>责任医生</span>
          <StaffChoice value={responsibleStaffId} onChange={setDoctor} />
          <label htmlFor="registered-address">户籍地址</label>
          <Input
            id="registered-address"
            maxLength={200}
            value={registeredAddress}
            onChange={({ target }) => setAddress(target.value)}
          />
        </div>
        {send.error && <Alert type="error" showIcon title={send.error.message} />}
      </Modal>
    </>
  )
}
