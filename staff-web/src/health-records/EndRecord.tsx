import { closeHealthRecord, reopenHealthRecord } from '@qianyue/api/health-records.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { closingReasons, statedClosingReasons } from '@qianyue/domain/health-records/health-record.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { Alert, App, Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { HealthRecord } from './CoverCard.tsx'

/** 终止 a record that is kept, 恢复 one that was closed: with the day and the reason. */
export function EndRecord({ record }: { record: HealthRecord }) {
  const { message } = App.useApp()
  const isClosed = record.closed !== null
  const words = isClosed ? '恢复档案' : '终止档案'
  const today = dayInShanghai(new Date())
  const [eventId, setEventId] = useState(newId)
  const [open, setOpen] = useState(false)
  const [on, setOn] = useState(today)
  const [because, setBecause] = useState<(typeof statedClosingReasons)[number]>('lost')
  const [reason, setReason] = useState('')
  const close = useSend(closeHealthRecord)
  const reopen = useSend(reopenHealthRecord)
  const error = close.error ?? reopen.error
  const id = record.residentId

  const finished = () => {
    message.success(isClosed ? '档案已恢复' : '档案已终止')
    setEventId(newId())
    setReason('')
    setOpen(false)
  }
  const send = () =>
    isClosed
      ? reopen.mutate({ id, eventId, on, reason }, { onSuccess: finished })
      : close.mutate({ id, eventId, on, because, reason }, { onSuccess: finished })

  return (
    <>
      <Button size="small" danger={!isClosed} onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Modal
        open={open}
        title={words}
        okText={words}
        cancelText="取消"
        okButtonProps={{
          danger: !isClosed,
          disabled: reason.trim().length < 2,
          loading: close.isPending || reopen.isPending,
        }}
        onCancel={() => setOpen(false)}
        onOk={send}
      >
        <p>
          {isClosed
            ? '恢复后档案继续使用，终止的经过仍保留。'
            : '用于失访等情形；死亡、迁出请在居民首页登记人口变动，档案随之终止。终止后可以恢复。'}
        </p>
        <div className="record-fields">
          <label htmlFor="record-end-day">日期</label>
          <DayInput
            id="record-end-day"
            label="日期"
            value={on}
            max={today}
            invalid={false}
            onChange={(day) => day && setOn(day)}
          />
          {!isClosed && (
            <>
              <span>原因</span>
              <Radio.Group
                aria-label="原因"
                value={because}
                onChange={({ target }) => setBecause(target.value)}
                options={statedClosingReasons.map((value) => ({ value, label: closingReasons[value] }))}
              />
            </>
          )}
          <label htmlFor="record-end-reason">说明</label>
          <Input
            id="record-end-reason"
            maxLength={200}
            placeholder={isClosed ? '如：已返乡，恢复管理' : '如：三次上门未见，电话停机'}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        {error && <Alert type="error" showIcon title={error.message} />}
      </Modal>
    </>
  )
}
