import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { auditMonth, type getMonthlyAudit, reviewMonthlyAudit } from '@qianyue/api/monthly-audits.ts'
import { type AuditFault, auditFaults, auditStates } from '@qianyue/domain/monthly-audits/audit.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Flex, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'

type Audit = ReplyOf<typeof getMonthlyAudit>
type Mark = { fault: AuditFault | null; note: string }

const choices: { value: AuditFault | 'none'; label: string }[] = [
  { value: 'none', label: '合格' },
  ...Object.entries(auditFaults).map(([value, label]) => ({ value: value as AuditFault, label })),
]

/** The sample, marked record by record; then the bureau's word on it. */
export function AuditSample({ audit, month }: { audit: Audit; month: string }) {
  const { message } = App.useApp()
  const send = useSend(auditMonth)
  const [id] = useState(() => audit.auditId ?? newId())
  const [marks, setMarks] = useState<Record<string, Mark>>(() =>
    Object.fromEntries(audit.sample.map(({ recordId, fault, note }) => [recordId, { fault, note }])),
  )
  const [words, setWords] = useState(audit.words ?? '')
  const mayAudit = audit.may.includes('audit')
  const put = (recordId: string, part: Partial<Mark>) =>
    setMarks({ ...marks, [recordId]: { ...marks[recordId]!, ...part } })
  const save = () =>
    send.mutate(
      {
        id,
        unitCode: audit.unitCode,
        month,
        words,
        marks: Object.entries(marks).map(([recordId, mark]) => ({ recordId, ...mark })),
      },
      {
        onSuccess: () => message.success('已登记审核'),
        onError: (error) => message.error(Object.values(error.fields).join('；') || error.message),
      },
    )
  return (
    <Flex vertical gap={12}>
      <span className="quiet">
        {auditStates[audit.state]} · 当月服务 {audit.services} 次，按机构和月份抽 {audit.sample.length}{' '}
        份，谁打开都是同一批。
      </span>
      {audit.review && <Alert type="info" showIcon title={`县级复核：${audit.review}`} />}
      {audit.may.includes('review') && audit.auditId && <Review auditId={audit.auditId} />}
      <DataTable
        rowKey="recordId"
        dataSource={audit.sample}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        locale={{ emptyText: '这个月没有服务记录。' }}
        columns={[
          { title: '日期', dataIndex: 'performedOn' },
          {
            title: '居民',
            render: (_, { residentId, residentName }) => (
              <Link to={`/residents/${residentId}`}>{residentName}</Link>
            ),
          },
          { title: '服务', dataIndex: 'formName' },
          {
            title: '审核',
            render: (_, { recordId, residentName }) => (
              <Flex gap={4}>
                <Select<AuditFault | 'none'>
                  aria-label={`${residentName}的审核结论`}
                  size="small"
                  style={{ width: 172 }}
                  disabled={!mayAudit}
                  value={marks[recordId]?.fault ?? 'none'}
                  onChange={(fault) => put(recordId, { fault: fault === 'none' ? null : fault })}
                  options={choices}
                />
                {marks[recordId]?.fault != null && (
                  <Input
                    aria-label={`${residentName}的审核说明`}
                    size="small"
                    style={{ width: 160 }}
                    placeholder="说明"
                    maxLength={300}
                    disabled={!mayAudit}
                    value={marks[recordId].note}
                    onChange={({ target }) => put(recordId, { note: target.value })}
                  />
                )}
              </Flex>
            ),
          },
          { title: '记录人', dataIndex: 'staffName' },
          { title: '测量值', dataIndex: 'readings' },
        ]}
      />
      {mayAudit && (
        <>
          <Input.TextArea
            aria-label="审核意见"
            placeholder="审核意见：日志、档案总体情况与要求"
            rows={2}
            maxLength={1000}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <Button
            type="primary"
            style={{ alignSelf: 'start' }}
            disabled={words.trim().length < 2}
            loading={send.isPending}
            onClick={save}
          >
            登记审核
          </Button>
        </>
      )}
    </Flex>
  )
}

function Review({ auditId }: { auditId: string }) {
  const send = useSend(reviewMonthlyAudit)
  const [confirmed, setConfirmed] = useState(true)
  const [words, setWords] = useState('')
  return (
    <Flex gap={8} wrap align="center">
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Radio.Group
        aria-label="复核结论"
        value={confirmed}
        onChange={({ target }) => setConfirmed(target.value as boolean)}
        options={[
          { value: true, label: '确认' },
          { value: false, label: '退回重审' },
        ]}
      />
      <Input
        aria-label="复核意见"
        placeholder="复核意见"
        style={{ flex: '1 1 240px' }}
        maxLength={1000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Button
        type="primary"
        disabled={words.trim().length < 2}
        loading={send.isPending}
        onClick={() => send.mutate({ id: auditId, confirmed, words })}
      >
        复核
      </Button>
    </Flex>
  )
}
