import { listUnsignedReasonsOf, noteUnsignedReason } from '@qianyue/api/unsigned-reasons.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'

/** 未签约原因 of somebody who has not signed: what was noted last, and where one may, another. */
export function UnsignedReason({ residentId }: { residentId: string }) {
  const may = useMay('agreements.sign')
  const told = useReply(listUnsignedReasonsOf, { residentId })
  const [editing, setEditing] = useState(false)
  const last = told.data?.noted[0]
  return (
    <>
      <span className="quiet">目前没有有效的签约协议。</span>
      {last?.reason && (
        <p>
          未签约原因：{last.reason}
          {last.remark && `（${last.remark}）`}
          <span className="quiet">
            　{last.notedOn} {last.notedByName}
          </span>
        </p>
      )}
      {may && !editing && (
        <Button size="small" style={{ marginTop: 8 }} onClick={() => setEditing(true)}>
          {last?.reason ? '改登原因' : '登记未签约原因'}
        </Button>
      )}
      {editing && (
        <NoteReason
          residentId={residentId}
          choices={told.data?.choices ?? []}
          onDone={() => setEditing(false)}
        />
      )}
    </>
  )
}

function NoteReason({
  residentId,
  choices,
  onDone,
}: {
  residentId: string
  choices: readonly string[]
  onDone: () => void
}) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [reason, setReason] = useState<string | null>(null)
  const [remark, setRemark] = useState('')
  const note = useSend(noteUnsignedReason)
  const save = () =>
    note.mutate(
      { id, residentId, reason, remark },
      { onSuccess: onDone, onError: (error) => message.error(error.message) },
    )
  return (
    <Flex vertical gap={8} style={{ marginTop: 8 }}>
      <Select
        aria-label="未签约原因"
        placeholder="请选择原因"
        value={reason}
        showSearch={{ optionFilterProp: 'label' }}
        options={choices.map((name) => ({ value: name, label: name }))}
        onChange={setReason}
      />
      <Input
        aria-label="说明"
        placeholder="说明（可不填）"
        value={remark}
        maxLength={200}
        onChange={({ target }) => setRemark(target.value)}
      />
      <Flex gap={8}>
        <Button
          type="primary"
          size="small"
          disabled={reason === null}
          loading={note.isPending}
          onClick={save}
        >
          保存
        </Button>
        <Button size="small" onClick={onDone}>
          取消
        </Button>
      </Flex>
    </Flex>
  )
}
