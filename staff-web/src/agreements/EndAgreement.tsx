import { leaveAgreement, previewTermination, terminateAgreement } from '@qianyue/api/agreements.ts'
import { type EndReason, endReasons } from '@qianyue/domain/agreements/termination.ts'
import { addDays, dayInShanghai, type LocalDate, later, localDate } from '@qianyue/domain/days/local-date.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { feeWords } from '@qianyue/ui/words/agreements.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Form, Input, Modal, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { Agreement } from './AgreementPage.tsx'

const reasons = (Object.keys(endReasons) as EndReason[]).filter((reason) => reason !== 'transfer')

/** 解约, or one member leaving: reason and day, and what that will change, before it is done. */
export function EndAgreement({
  agreement,
  residentId,
  onClose,
}: {
  agreement: Agreement
  /** The member who leaves; null when the whole agreement ends. */
  residentId: string | null
  onClose: () => void
}) {
  const today = dayInShanghai(new Date())
  const [reason, setReason] = useState<EndReason>('resident-request')
  const [note, setNote] = useState('')
  const [terminatedOn, setTerminatedOn] = useState<LocalDate>(later(today, agreement.startsOn))
  const asked = { agreementId: agreement.id, terminatedOn, reason, ...(note ? { note } : {}) }
  const preview = useReply(
    previewTermination,
    { ...asked, ...(residentId ? { residentId } : {}) },
    {
      keepPrevious: true,
    },
  )
  const terminate = useSend(terminateAgreement)
  const leave = useSend(leaveAgreement)
  const name = agreement.members.find((one) => one.residentId === residentId)?.name
  const error = terminate.error ?? leave.error ?? preview.error
  const noteMissing = reason === 'other' && note.trim() === ''
  const send = () => {
    if (residentId === null) terminate.mutate({ ...asked, note }, { onSuccess: onClose })
    else leave.mutate({ ...asked, note, residentId }, { onSuccess: onClose })
  }
  const changes = preview.data

  return (
    <Modal
      open
      width={640}
      title={residentId === null ? '解约' : `${name}单独退出`}
      okText={residentId === null ? '解约' : '退出'}
      okButtonProps={{
        danger: true,
        disabled: !changes || changes.refusal !== null || noteMissing,
        loading: terminate.isPending || leave.isPending,
      }}
      onOk={send}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="原因">
          <Radio.Group
            value={reason}
            options={reasons.map((one) => ({ value: one, label: endReasons[one] }))}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        <Form.Item label="从哪天起不再服务" htmlFor="terminated-on">
          <DayPicker
            id="terminated-on"
            allowClear={false}
            value={dayjs(terminatedOn)}
            minDate={dayjs(agreement.startsOn)}
            maxDate={dayjs(agreement.startsOn > today ? agreement.startsOn : addDays(today, 1))}
            onChange={(value) => value && setTerminatedOn(localDate(value.format('YYYY-MM-DD')))}
          />
        </Form.Item>
        <Form.Item label={reason === 'other' ? '说明（必填）' : '说明'} htmlFor="end-note">
          <Input.TextArea
            id="end-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
      {error && <Alert type="error" showIcon title={error.message} />}
      {changes?.refusal && !noteMissing && <Alert type="error" showIcon title={changes.refusal} />}
      {changes && changes.refusal === null && (
        <Alert
          type="warning"
          showIcon
          title={`将影响 ${countWords(changes.persons)} 人，取消 ${countWords(changes.openDuties)} 项因协议应做的服务${changes.refundFen > 0 ? `，退费 ${moneyWords(changes.refundFen)}` : '，不退费'}。`}
          description={
            <>
              {changes.refunds
                .filter(({ refund }) => refund.length > 0)
                .map((one) => (
                  <div key={`${one.residentId}${one.packageName}`}>
                    {one.name} {one.packageName}：收 {moneyWords(one.paidFen)}，退 {feeWords(one.refund)}
                  </div>
                ))}
              <div>国家基本公共卫生服务不受影响，仍按规范提供。</div>
            </>
          }
        />
      )}
    </Modal>
  )
}
