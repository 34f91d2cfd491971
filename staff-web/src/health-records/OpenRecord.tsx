import { openHealthRecords } from '@qianyue/api/health-records.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { Alert, App, Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { StaffChoice } from './StaffChoice.tsx'

/** 建档 of one person, or of many at once whose records exist on paper. */
export function OpenRecord({
  residentIds,
  onOpened = () => {},
}: {
  residentIds: readonly string[]
  onOpened?: () => void
}) {
  const mayKeep = useMay('health-records.keep')
  const { message } = App.useApp()
  const today = dayInShanghai(new Date())
  const [open, setOpen] = useState(false)
  const [openedOn, setOpenedOn] = useState(today)
  const [responsibleStaffId, setDoctor] = useState<string | null>(null)
  const openings = useMemo(
    () => residentIds.map((residentId) => ({ id: newId(), residentId })),
    [residentIds],
  )
  const send = useSend(openHealthRecords)
  if (!mayKeep) return null
  return (
    <>
      <Button disabled={residentIds.length === 0} onClick={() => setOpen(true)}>
        建档
      </Button>
      <Modal
        open={open}
        title={residentIds.length > 1 ? `为 ${residentIds.length} 人建档` : '建立健康档案'}
        okText="建档"
        cancelText="取消"
        okButtonProps={{ loading: send.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          send.mutate(
            { openings, openedOn, responsibleStaffId },
            {
              onSuccess: ({ opened }) => {
                message.success(`已建档 ${opened} 人`)
                setOpen(false)
                onOpened()
              },
            },
          )
        }
      >
        <p>已有纸质档案的填原建档日期；新建的也可以直接填写“个人基本信息表”，保存即建档。</p>
        <div className="record-fields">
          <label htmlFor="record-opened-on">建档日期</label>
          <DayInput
            id="record-opened-on"
            label="建档日期"
            value={openedOn}
            max={today}
            invalid={false}
            onChange={(day) => day && setOpenedOn(day)}
          />
          <span>责任医生</span>
          <StaffChoice value={responsibleStaffId} onChange={setDoctor} />
        </div>
        {send.error && <Alert type="error" showIcon title={send.error.message} />}
      </Modal>
    </>
  )
}
