import { handleComplaint, showComplaintPhone } from '@qianyue/api/complaints.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import {
  type ComplaintStepKind,
  complaintChannels,
  complaintSteps,
} from '@qianyue/domain/complaints/complaint.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Descriptions, Flex, Input, Radio, Select, Timeline } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { SendError } from '../shell/SendError.tsx'
import type { Complaint } from './ComplaintsPage.tsx'

/** One complaint: what was said, what was done, and the next step. */
export function ComplaintView({ complaint }: { complaint: Complaint }) {
  const mayHandle = useMay('complaints.handle')
  const phone = useSend(showComplaintPhone)
  const { id, words, personName, phoneMasked, channel, receivedOn, unitName, acceptBy, replyBy } = complaint
  return (
    <Flex vertical gap={16}>
      <div style={{ whiteSpace: 'pre-wrap' }}>{words}</div>
      <Descriptions
        size="small"
        column={2}
        items={[
          { key: 'who', label: '反映人', children: personName ?? '未留姓名' },
          {
            key: 'phone',
            label: '电话',
            children: (
              <Flex gap={8} align="center">
                {phone.data?.phone ?? phoneMasked ?? '未留'}
                {mayHandle && phoneMasked && !phone.data && (
                  <Button size="small" loading={phone.isPending} onClick={() => phone.mutate({ id })}>
                    查看
                  </Button>
                )}
              </Flex>
            ),
          },
          { key: 'how', label: '来源', children: `${receivedOn} ${complaintChannels[channel]}` },
          { key: 'unit', label: '机构', children: unitName },
          { key: 'accept', label: '受理期限', children: acceptBy },
          { key: 'reply', label: '答复期限', children: replyBy },
        ]}
      />
      {complaint.steps.length > 0 && (
        <Timeline
          items={complaint.steps.map(({ kind, on, words: said, satisfied, by }) => ({
            title: (
              <b>
                {on} {complaintSteps[kind]}
                {satisfied !== null && (satisfied ? '：满意' : '：不满意，继续办理')}
              </b>
            ),
            content: `${said}（${by}）`,
          }))}
        />
      )}
      {complaint.next.length > 0 && <NextStep key={complaint.steps.length} complaint={complaint} />}
    </Flex>
  )
}

const placeholders: Record<ComplaintStepKind, string> = {
  accepted: '由谁办理、怎样办理',
  handled: '查到什么、怎样处理',
  replied: '怎样答复的',
  visited: '对方怎么说',
}

function NextStep({ complaint }: { complaint: Complaint }) {
  const send = useSend(handleComplaint)
  const units = useReply(listOrgUnits, complaint.state === 'received' ? {} : null)
  const [stepId] = useState(newId)
  const [kind, setKind] = useState<ComplaintStepKind>(complaint.next[0]!)
  const [words, setWords] = useState('')
  const [satisfied, setSatisfied] = useState<boolean>()
  const [toUnitCode, setToUnitCode] = useState<number>()
  const { from, to } = rangeOf(complaint.unitCode)
  const below = units.data?.filter(({ code }) => code > from && code <= to) ?? []
  return (
    <Flex vertical gap={12}>
      <SendError error={send.error} />
      <Radio.Group
        aria-label="办理"
        value={kind}
        onChange={({ target }) => setKind(target.value as ComplaintStepKind)}
        options={complaint.next.map((value) => ({ value, label: complaintSteps[value] }))}
      />
      {kind === 'accepted' && below.length > 0 && (
        <Select
          aria-label="转给下级机构"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="由本单位办理，或转给下级机构"
          value={toUnitCode}
          onChange={setToUnitCode}
          options={below.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {kind === 'visited' && (
        <Radio.Group
          aria-label="是否满意"
          value={satisfied}
          onChange={({ target }) => setSatisfied(target.value as boolean)}
          options={[
            { value: true, label: '满意' },
            { value: false, label: '不满意' },
          ]}
        />
      )}
      <Input.TextArea
        aria-label={complaintSteps[kind]}
        placeholder={placeholders[kind]}
        rows={3}
        maxLength={1000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Button
        type="primary"
        style={{ alignSelf: 'start' }}
        disabled={words.trim().length < 2 || (kind === 'visited' && satisfied === undefined)}
        loading={send.isPending}
        onClick={() =>
          send.mutate({
            id: complaint.id,
            stepId,
            kind,
            words,
            satisfied: kind === 'visited' ? (satisfied ?? null) : null,
            ...(kind === 'accepted' && toUnitCode !== undefined ? { toUnitCode } : {}),
          })
        }
      >
        {complaintSteps[kind]}
      </Button>
    </Flex>
  )
}
