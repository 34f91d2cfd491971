import { handOverPanel, previewHandOver } from '@qianyue/api/teams.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Team } from './TeamsPage.tsx'

/** 整体移交: everybody signed with one team goes to another, today, with a reason. */
export function HandOver({
  team,
  teams,
  onClose,
}: {
  team: Team
  teams: readonly Team[]
  onClose: () => void
}) {
  const [toTeamId, setToTeamId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [withVillages, setWithVillages] = useState(true)
  const preview = useReply(previewHandOver, toTeamId === null ? null : { teamId: team.id, toTeamId })
  const handOver = useSend(handOverPanel)
  const to = teams.find(({ id }) => id === toTeamId)
  const error = handOver.error ?? preview.error

  return (
    <Modal
      open
      title={`整体移交${team.name}的在约居民`}
      okText="移交"
      okButtonProps={{
        danger: true,
        disabled: !preview.data || preview.data.refusal !== null || reason.trim().length < 2,
        loading: handOver.isPending,
      }}
      onOk={() => {
        if (toTeamId === null) return
        handOver.mutate({ teamId: team.id, toTeamId, reason, withVillages }, { onSuccess: onClose })
      }}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="接收团队" htmlFor="to-team">
          <Select
            id="to-team"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择团队"
            value={toTeamId}
            options={teams
              .filter(({ id }) => id !== team.id)
              .map((one) => ({
                value: one.id,
                label: `${one.name}（${one.unitName}）${countWords(one.load.persons)} 人 ${capStateWords[one.capState]}`,
              }))}
            onChange={setToTeamId}
          />
        </Form.Item>
        <Form.Item label="移交原因（必填）" htmlFor="hand-over-reason">
          <Input.TextArea
            id="hand-over-reason"
            rows={2}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        <Checkbox checked={withVillages} onChange={({ target }) => setWithVillages(target.checked)}>
          覆盖的村一并移交
        </Checkbox>
      </Form>
      {error && <Alert type="error" showIcon title={error.message} style={{ marginTop: 12 }} />}
      {preview.data?.refusal && (
        <Alert type="error" showIcon title={preview.data.refusal} style={{ marginTop: 12 }} />
      )}
      {preview.data && preview.data.refusal === null && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 12 }}
          title={`${countWords(preview.data.agreements)} 份协议、${countWords(preview.data.households)} 户、${countWords(preview.data.persons)} 人从今天起由${to?.name}服务；协议期限、服务包和费用不变。`}
        />
      )}
    </Modal>
  )
}
