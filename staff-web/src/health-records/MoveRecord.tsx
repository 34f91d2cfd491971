import { moveHealthRecord } from '@qianyue/api/health-records.ts'
import { getHousehold } from '@qianyue/api/households.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { getResident } from '@qianyue/api/residents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { Alert, App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { HealthRecord } from './CoverCard.tsx'

/** 迁移: the person moves to another village, whose clinic keeps the record from that day on. */
export function MoveRecord({ record }: { record: HealthRecord }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        迁移
      </Button>
      {open && <MoveDialog record={record} onClose={() => setOpen(false)} />}
    </>
  )
}

function MoveDialog({ record, onClose }: { record: HealthRecord; onClose: () => void }) {
  const { message } = App.useApp()
  const today = dayInShanghai(new Date())
  const [ids] = useState(() => ({ eventId: newId(), householdId: newId() }))
  const [on, setOn] = useState(today)
  const [villageCode, setVillage] = useState<number | null>(null)
  const [address, setAddress] = useState('')
  const [reason, setReason] = useState('')
  const [newHeadId, setNewHead] = useState<string | null>(null)
  const units = useReply(listOrgUnits, {})
  const resident = useReply(getResident, { id: record.residentId })
  const householdId = resident.data?.isHead ? resident.data.householdId : null
  const household = useReply(getHousehold, householdId === null ? null : { id: householdId })
  const others = (household.data?.members ?? []).filter(({ id }) => id !== record.residentId)
  const send = useSend(moveHealthRecord)

  return (
    <Modal
      open
      title="档案迁移"
      okText="迁移"
      cancelText="取消"
      okButtonProps={{
        disabled:
          villageCode === null || reason.trim().length < 2 || (others.length > 0 && newHeadId === null),
        loading: send.isPending,
      }}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { id: record.residentId, ...ids, on, villageCode: villageCode!, address, newHeadId, reason },
          {
            onSuccess: () => {
              message.success('档案已随人迁移，编号不变')
              onClose()
            },
          },
        )
      }
    >
      <p>居民搬到本县另一村（社区）：住户随之变更，档案由当地卫生室管理，编号不变，经过保留。</p>
      <div className="record-fields">
        <label htmlFor="record-move-day">日期</label>
        <DayInput
          id="record-move-day"
          label="日期"
          value={on}
          max={today}
          invalid={false}
          onChange={(day) => day && setOn(day)}
        />
        <span>迁往</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label="迁往的村（社区）"
          placeholder="村（社区）"
          value={villageCode}
          onChange={setVillage}
          options={(units.data ?? [])
            .filter(({ level, code }) => level === 'village' && code !== record.keptByUnit)
            .map(({ code, areaName, name }) => ({ value: code, label: `${areaName}（${name}）` }))}
        />
        <label htmlFor="record-move-address">新住址</label>
        <Input
          id="record-move-address"
          maxLength={200}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
        {others.length > 0 && (
          <>
            <span>接任户主</span>
            <Select
              aria-label="接任户主"
              placeholder="原家庭由谁接任户主"
              value={newHeadId}
              onChange={setNewHead}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        )}
        <label htmlFor="record-move-reason">原因</label>
        <Input
          id="record-move-reason"
          maxLength={200}
          placeholder="如：随子女居住"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
    </Modal>
  )
}
