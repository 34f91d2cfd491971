import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listStaff } from '@qianyue/api/organisation.ts'
import {
  listSigningWithdrawals,
  restoreSigningRight,
  withdrawSigningRight,
} from '@qianyue/api/signing-rights.ts'
import { dayInShanghai, yearOf } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, Button, Form, Input, Modal, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'

type Withdrawal = ReplyOf<typeof listSigningWithdrawals>[number]

/** 签约资格处理: who may not lead a signing from when on, why, and how it was put right. */
export function SigningRightsPage() {
  const may = useMay('staff.manage')
  const listed = useReply(listSigningWithdrawals, {})
  const [adding, setAdding] = useState(false)
  const [restoring, setRestoring] = useState<Withdrawal | null>(null)
  return (
    <>
      <PageTitle title="签约资格处理">
        {may && (
          <Button type="primary" onClick={() => setAdding(true)}>
            取消签约资格
          </Button>
        )}
      </PageTitle>
      <p className="quiet">
        未按协议服务或考核不合格的，取消下一年度签约资格；整改合格后恢复。已签的协议继续履行。
      </p>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable<Withdrawal>
        loading={listed.isLoading}
        dataSource={listed.data ?? []}
        onRow={() => ({ tabIndex: 0 })}
        locale={{ emptyText: listed.isLoading ? ' ' : '没有取消过签约资格。' }}
        columns={[
          { title: '医生', dataIndex: 'staffName' },
          { title: '单位', dataIndex: 'unitName' },
          { title: '取消自', dataIndex: 'fromDay' },
          { title: '原因', dataIndex: 'because' },
          {
            title: '决定',
            render: (_, { decidedOn, decidedByName }) => `${decidedOn} ${decidedByName ?? ''}`,
          },
          {
            title: '状态',
            render: (_, { restoredOn, rectified }) =>
              restoredOn ? (
                <span>
                  <Tag color="success">{restoredOn} 恢复</Tag>
                  {rectified}
                </span>
              ) : (
                <Tag color="error">已取消</Tag>
              ),
          },
          ...(may
            ? [
                {
                  title: '',
                  key: 'act',
                  render: (_: unknown, one: Withdrawal) =>
                    one.restoredOn === null && (
                      <Button size="small" onClick={() => setRestoring(one)}>
                        整改合格，恢复
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {adding && <Withdraw onDone={() => setAdding(false)} />}
      {restoring && <Restore one={restoring} onDone={() => setRestoring(null)} />}
    </>
  )
}

function Withdraw({ onDone }: { onDone: () => void }) {
  const [id] = useState(newId)
  const staff = useReply(listStaff, {})
  const [staffId, setStaffId] = useState<string | null>(null)
  const [fromDay, setFromDay] = useState<Dayjs>(dayjs(`${yearOf(dayInShanghai(new Date())) + 1}-01-01`))
  const [because, setBecause] = useState('')
  const send = useSend(withdrawSigningRight)
  return (
    <Modal
      open
      title="取消签约资格"
      okText="取消资格"
      cancelText="返回"
      okButtonProps={{ danger: true, disabled: staffId === null || because.trim().length < 2 }}
      confirmLoading={send.isPending}
      onCancel={onDone}
      onOk={() =>
        send.mutate(
          { id, staffId: staffId!, fromDay: fromDay.format('YYYY-MM-DD'), because },
          { onSuccess: onDone },
        )
      }
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <Form.Item label="医生" htmlFor="right-staff">
          <Select
            id="right-staff"
            value={staffId}
            showSearch={{ optionFilterProp: 'label' }}
            options={(staff.data ?? []).map((one) => ({
              value: one.id,
              label: `${one.name}　${one.unitName}`,
            }))}
            onChange={setStaffId}
          />
        </Form.Item>
        <Form.Item label="取消自" htmlFor="right-from">
          <DayPicker
            id="right-from"
            value={fromDay}
            allowClear={false}
            onChange={(chosen) => chosen && setFromDay(chosen)}
          />
        </Form.Item>
        <Form.Item label="原因" htmlFor="right-because">
          <Input.TextArea
            id="right-because"
            value={because}
            maxLength={300}
            autoSize={{ minRows: 2 }}
            placeholder="如 2026年度考核不合格（52分）"
            onChange={({ target }) => setBecause(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Restore({ one, onDone }: { one: Withdrawal; onDone: () => void }) {
  const [rectified, setRectified] = useState('')
  const send = useSend(restoreSigningRight)
  return (
    <Modal
      open
      title={`恢复${one.staffName}的签约资格`}
      okText="恢复"
      okButtonProps={{ disabled: rectified.trim().length < 2 }}
      confirmLoading={send.isPending}
      onCancel={onDone}
      onOk={() => send.mutate({ id: one.id, rectified }, { onSuccess: onDone })}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <Form.Item label="整改情况" htmlFor="right-rectified">
          <Input.TextArea
            id="right-rectified"
            value={rectified}
            maxLength={300}
            autoSize={{ minRows: 2 }}
            onChange={({ target }) => setRectified(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
