import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listFindings, recheckFinding, rectifyFinding } from '@qianyue/api/supervision.ts'
import { type FindingState, findingStates } from '@qianyue/domain/supervision/finding.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, App, Button, Flex, Input, Modal, Radio, Segmented, Tag, Timeline } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { FindingPhotos } from './FindingPhotos.tsx'

type Finding = ReplyOf<typeof listFindings>['findings'][number]

const colours: Record<FindingState, string> = {
  open: 'orange',
  overdue: 'red',
  rectified: 'blue',
  closed: 'green',
}

const order: FindingState[] = ['overdue', 'open', 'rectified', 'closed']

/** 问题与整改: the overdue ones first, each with its photographs and what was done. */
export function FindingList() {
  const [state, setState] = useState<FindingState | 'all'>('all')
  const reply = useReply(listFindings, state === 'all' ? {} : { state }, { keepPrevious: true })
  const counts = reply.data?.counts
  return (
    <>
      <Segmented
        style={{ marginBottom: 12 }}
        value={state}
        onChange={setState}
        options={[
          { value: 'all' as const, label: '全部' },
          ...(Object.keys(findingStates) as FindingState[]).map((value) => ({
            value,
            label: `${findingStates[value]} ${counts?.[value] ?? ''}`,
          })),
        ]}
      />
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <FindingTable findings={reply.data?.findings ?? []} loading={reply.isPending} />
    </>
  )
}

export function FindingTable({ findings, loading }: { findings: readonly Finding[]; loading?: boolean }) {
  const [acting, setActing] = useState<{ finding: Finding; kind: 'rectified' | 'rechecked' } | null>(null)
  return (
    <>
      <DataTable
        loading={loading ?? false}
        dataSource={[...findings].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))}
        pagination={findings.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        empty="没有督导问题。"
        expandable={{ expandedRowRender: (finding) => <Trail finding={finding} /> }}
        columns={[
          { title: '机构', dataIndex: 'unitName' },
          { title: '问题', dataIndex: 'words' },
          { title: '督导日期', dataIndex: 'visitedOn' },
          {
            title: '整改期限',
            render: (_, { dueOn, daysLate }) => (daysLate > 0 ? `${dueOn}，已超 ${daysLate} 天` : dueOn),
          },
          {
            title: '状态',
            render: (_, { state }) => <Tag color={colours[state]}>{findingStates[state]}</Tag>,
          },
          { title: '照片', dataIndex: 'photos', align: 'right', render: (photos: number) => photos || '' },
          {
            title: '办理',
            render: (_, finding) => (
              <Flex gap={4}>
                {finding.may.map((kind) => (
                  <Button key={kind} size="small" onClick={() => setActing({ finding, kind })}>
                    {kind === 'rectified' ? '上报整改' : '复查'}
                  </Button>
                ))}
              </Flex>
            ),
          },
        ]}
      />
      {acting && <Act {...acting} onClose={() => setActing(null)} />}
    </>
  )
}

function Trail({ finding }: { finding: Finding }) {
  return (
    <Flex vertical gap={12}>
      {finding.steps.length > 0 && (
        <Timeline
          items={finding.steps.map((step) => ({
            title: (
              <b>
                {step.on}{' '}
                {step.kind === 'rectified'
                  ? '整改'
                  : step.passed
                    ? '复查通过'
                    : `复查未通过，限 ${step.dueOn}`}
              </b>
            ),
            content: `${step.words}（${step.by}）`,
          }))}
        />
      )}
      <FindingPhotos findingId={finding.id} />
    </Flex>
  )
}

function Act({
  finding,
  kind,
  onClose,
}: {
  finding: Finding
  kind: 'rectified' | 'rechecked'
  onClose: () => void
}) {
  const { message } = App.useApp()
  const rectify = useSend(rectifyFinding)
  const recheck = useSend(recheckFinding)
  const [stepId] = useState(newId)
  const [words, setWords] = useState('')
  const [passed, setPassed] = useState(true)
  const [dueOn, setDueOn] = useState<Dayjs>(dayjs().add(14, 'day'))
  const done = {
    onSuccess: onClose,
    onError: (error: { message: string; fields: Record<string, string> }) =>
      message.error(Object.values(error.fields).join('；') || error.message),
  }
  const send = () =>
    kind === 'rectified'
      ? rectify.mutate({ id: finding.id, stepId, words }, done)
      : recheck.mutate(
          { id: finding.id, stepId, words, passed, dueOn: passed ? null : dueOn.format('YYYY-MM-DD') },
          done,
        )
  return (
    <Modal
      open
      title={kind === 'rectified' ? '上报整改' : '复查'}
      okText={kind === 'rectified' ? '上报' : '登记'}
      okButtonProps={{ disabled: words.trim().length < 2 }}
      confirmLoading={rectify.isPending || recheck.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <span>
          {finding.unitName}：{finding.words}
        </span>
        {kind === 'rechecked' && (
          <Radio.Group
            aria-label="复查结果"
            value={passed}
            onChange={({ target }) => setPassed(target.value as boolean)}
            options={[
              { value: true, label: '已整改到位' },
              { value: false, label: '未到位，再定期限' },
            ]}
          />
        )}
        {kind === 'rechecked' && !passed && (
          <DayPicker
            aria-label="整改期限"
            value={dueOn}
            allowClear={false}
            minDate={dayjs()}
            onChange={(day) => day && setDueOn(day)}
          />
        )}
        <Input.TextArea
          aria-label={kind === 'rectified' ? '整改情况' : '复查情况'}
          placeholder={kind === 'rectified' ? '做了什么，附照片的说明' : '看到什么'}
          rows={3}
          maxLength={500}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </Flex>
    </Modal>
  )
}
