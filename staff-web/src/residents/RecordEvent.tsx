import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { getHousehold } from '@qianyue/api/households.ts'
import { previewResidentEvent, recordResidentEvent } from '@qianyue/api/residents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { Relation } from '@qianyue/domain/households/relation.ts'
import { type ResidentEventKind, residentEventKinds } from '@qianyue/domain/residents/resident-event.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, App, Button, Drawer, Flex, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { ChooseHousehold } from './ChooseHousehold.tsx'
import { ChooseRelation } from './ChooseRelation.tsx'
import { memberOption, SplitFields } from './SplitFields.tsx'

export type EventKind = ResidentEventKind

type Subject = {
  id: string
  name: string
  householdId: string | null
  isHead: boolean
  householdSize: number
}
type EventRequest = RequestInput<typeof recordResidentEvent>

const noteLabels: Record<EventKind, string> = {
  death: '死亡原因',
  'move-out': '迁往何处',
  'move-in': '由何处迁入',
  away: '去向',
  return: '说明',
  join: '说明',
  split: '说明',
  'head-change': '说明',
}

/** 人口变动: what it will change is said before it is recorded. */
export function RecordEvent({
  resident,
  kind,
  onClose,
}: {
  resident: Subject
  kind: EventKind
  onClose: () => void
}) {
  const { message } = App.useApp()
  const [ids] = useState(() => ({ eventId: newId(), founded: newId() }))
  const today = dayInShanghai(new Date())
  const [on, setOn] = useState<Dayjs>(dayjs(today))
  const [until, setUntil] = useState<Dayjs | null>(null)
  const [note, setNote] = useState('')
  const [address, setAddress] = useState('')
  const [target, setTarget] = useState<{ householdId: string; words: string } | null>(null)
  const [relation, setRelation] = useState<Relation | undefined>()
  const [newHeadId, setNewHeadId] = useState<string | undefined>()
  const [alongIds, setAlongIds] = useState<string[]>([])
  const [stated, setStated] = useState<Record<string, Relation>>({})

  const household = useReply(getHousehold, resident.householdId ? { id: resident.householdId } : null)
  const others = (household.data?.members ?? []).filter(({ id }) => id !== resident.id)
  const staying = others.filter(({ id }) => !alongIds.includes(id))
  const leaves = kind === 'death' || kind === 'move-out' || kind === 'join' || kind === 'split'
  const asksHead = leaves && resident.isHead && staying.length > 0

  const request: EventRequest = {
    id: resident.id,
    eventId: ids.eventId,
    kind,
    on: on.format('YYYY-MM-DD'),
    note,
    until: until ? until.format('YYYY-MM-DD') : null,
    householdId: kind === 'split' ? ids.founded : (target?.householdId ?? null),
    relation: relation ?? null,
    newHeadId: newHeadId ?? null,
    relations: Object.entries(stated).map(([residentId, one]) => ({ residentId, relation: one })),
    alongIds,
    address: address || null,
  }
  const isAsked = kind !== 'join' || target !== null
  const record = useSend(recordResidentEvent)
  // What has been recorded is not asked about again: it would be refused, as recorded already.
  const isOpen = record.isIdle || record.isError
  const preview = useReply(previewResidentEvent, isAsked && isOpen ? request : null, { keepPrevious: true })
  const told = preview.data
  const refusal =
    told?.refusal && !(told.refusal.code === 'new-head-needed' && newHeadId) ? told.refusal : null
  const toState = told?.relations ?? []

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={520}
      title={`${residentEventKinds[kind]}：${resident.name}`}
      onClose={onClose}
      footer={
        <Flex justify="end" gap={8}>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            danger={kind === 'death' || kind === 'move-out'}
            disabled={!isAsked || refusal !== null}
            loading={record.isPending}
            onClick={() =>
              record.mutate(request, {
                onSuccess: () => {
                  message.success(`已登记${residentEventKinds[kind]}`)
                  onClose()
                },
              })
            }
          >
            登记{residentEventKinds[kind]}
          </Button>
        </Flex>
      }
    >
      <Form layout="vertical">
        {(kind === 'join' || kind === 'move-in') && (
          <>
            <Form.Item
              label={kind === 'join' ? '加入哪一户' : '迁入哪一户'}
              {...(kind === 'move-in' ? { extra: '不选则回到原来的家庭' } : {})}
            >
              <ChooseHousehold value={target} onChange={setTarget} />
            </Form.Item>
            <Form.Item label="与户主关系">
              <ChooseRelation label="与户主关系" value={relation} onChange={setRelation} />
            </Form.Item>
          </>
        )}
        <Form.Item label={kind === 'away' ? '外出日期' : '日期'}>
          <DayPicker
            aria-label="日期"
            allowClear={false}
            value={on}
            maxDate={dayjs(today)}
            onChange={(day) => day && setOn(day)}
          />
        </Form.Item>
        {kind === 'away' && (
          <Form.Item label="预计最后一天" extra="不清楚可以不填，返回时再登记">
            <DayPicker aria-label="预计最后一天" value={until} minDate={on} onChange={setUntil} />
          </Form.Item>
        )}
        {kind === 'split' && (
          <SplitFields
            others={others}
            alongIds={alongIds}
            stated={stated}
            address={address}
            onAlong={setAlongIds}
            onStated={setStated}
            onAddress={setAddress}
          />
        )}
        {asksHead && (
          <Form.Item label="由谁接任户主" required>
            <Select
              aria-label="由谁接任户主"
              value={newHeadId}
              onChange={setNewHeadId}
              placeholder="请选择"
              options={staying.map(memberOption)}
            />
          </Form.Item>
        )}
        {toState
          .filter(({ residentId }) => residentId !== newHeadId && residentId !== resident.id)
          .map(({ residentId, name, relation: suggested }) => (
            <Form.Item
              key={residentId}
              label={`${name} 与新户主的关系`}
              {...(suggested === null ? { extra: '请选择，否则记为“其他”' } : {})}
            >
              <ChooseRelation
                label={`${name} 与新户主的关系`}
                value={stated[residentId] ?? suggested ?? undefined}
                onChange={(one) => setStated({ ...stated, [residentId]: one })}
              />
            </Form.Item>
          ))}
        <Form.Item label={noteLabels[kind]}>
          <Input
            aria-label={noteLabels[kind]}
            maxLength={200}
            value={note}
            onChange={({ target: input }) => setNote(input.value)}
          />
        </Form.Item>
      </Form>
      {told && <Outcome refusal={refusal} effects={told.effects} />}
      {(record.error ?? preview.error) && (
        <Alert
          type="error"
          showIcon
          style={{ marginTop: 8 }}
          title={(record.error ?? preview.error)!.message}
        />
      )}
    </Drawer>
  )
}

/** Why it cannot be recorded, else what it will change; both while only the new head is still to be named. */
function Outcome({ refusal, effects }: Pick<ReplyOf<typeof previewResidentEvent>, 'refusal' | 'effects'>) {
  const asksHead = refusal?.code === 'new-head-needed'
  return (
    <>
      {refusal && <Alert type={asksHead ? 'warning' : 'error'} showIcon title={refusal.message} />}
      {(!refusal || asksHead) && effects.length > 0 && (
        <Alert
          type="info"
          title="登记后会发生"
          style={{ marginTop: 8 }}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {effects.map(({ effect, message }) => (
                <li key={effect}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}
