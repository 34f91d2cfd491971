import { transferAgreement } from '@qianyue/api/agreements.ts'
import { listTeams } from '@qianyue/api/teams.ts'
import { addDays, dayInShanghai, later, localDate } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Form, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Agreement } from './AgreementPage.tsx'

/** 改签: another team from a day on; the service does not stop in between. */
export function TransferAgreement({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const today = dayInShanghai(new Date())
  const [id] = useState(newId)
  const [teamId, setTeamId] = useState<string | null>(null)
  const [startsOn, setStartsOn] = useState(later(today, agreement.startsOn))
  const [reason, setReason] = useState('')
  const teams = useReply(listTeams, {})
  const transfer = useSend(transferAgreement)
  const navigate = useNavigate()
  const persons = agreement.members.filter(({ terminatedOn }) => terminatedOn === null).length
  const send = () => {
    if (teamId === null) return
    transfer.mutate(
      { agreementId: agreement.id, id, teamId, startsOn, reason },
      { onSuccess: () => navigate(`/agreements/${id}?signed=now`) },
    )
  }

  return (
    <Modal
      open
      title="改签到另一个团队"
      okText="改签"
      okButtonProps={{
        disabled: teamId === null || reason.trim().length < 2,
        loading: transfer.isPending,
      }}
      onOk={send}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="新团队" htmlFor="new-team">
          <Select
            id="new-team"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择团队"
            value={teamId}
            options={(teams.data ?? [])
              .filter((team) => team.id !== agreement.team.id)
              .map((team) => ({
                value: team.id,
                label: `${team.name}（${team.unitName}）${countWords(team.load.persons)} 人 ${capStateWords[team.capState]}`,
                disabled: team.capState === 'full' || team.capState === 'over',
              }))}
            onChange={setTeamId}
          />
        </Form.Item>
        <Form.Item label="新协议开始日期" htmlFor="transfer-on">
          <DayPicker
            id="transfer-on"
            allowClear={false}
            value={dayjs(startsOn)}
            minDate={dayjs(later(today, agreement.startsOn))}
            maxDate={dayjs(addDays(agreement.endsOn, 1))}
            onChange={(value) => value && setStartsOn(localDate(value.format('YYYY-MM-DD')))}
          />
        </Form.Item>
        <Form.Item label="改签原因（必填）" htmlFor="transfer-reason">
          <Input.TextArea
            id="transfer-reason"
            rows={2}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {transfer.error && <Alert type="error" showIcon title={transfer.error.message} />}
      <Alert
        type="info"
        showIcon
        title={`${persons} 人转到新团队：原协议到 ${addDays(startsOn, -1)} 为止，新协议从 ${startsOn} 开始，服务不中断。`}
      />
    </Modal>
  )
}
