import { getSpotCheck, recordSpotResult } from '@qianyue/api/authenticity.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { phoneScript, type SpotResult, spotMethods, spotResults } from '@qianyue/domain/spot-checks/result.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, Form, Input, InputNumber, Modal, Radio, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import './authenticity.css'

type Check = ReplyOf<typeof getSpotCheck>
type Item = Check['sample'][number]

const colours: Record<SpotResult, string> = {
  genuine: 'green',
  doubtful: 'orange',
  fake: 'red',
  unreachable: 'default',
}

/** One sample: service by service, with what the check found. */
export function SpotCheckPage() {
  const { spotCheckId } = useParams() as { spotCheckId: string }
  const reply = useReply(getSpotCheck, { id: spotCheckId })
  const mayReview = useMay('authenticity.review')
  const [checking, setChecking] = useState<Item | null>(null)
  if (reply.error) return <NotShown error={reply.error} list="/spot-checks" words="回到抽查" />
  if (!reply.data) return <Skeleton active />
  const { sample, ...check } = reply.data
  return (
    <div className="authenticity">
      <PageTitle title={`抽查 ${check.fromDay} 至 ${check.toDay}`} />
      <p className="quiet">
        {check.unitName} · {spotMethods[check.method]} · 种子“{check.seed}” · 已核实 {check.checked}/
        {check.items} · 真实率 {percentText({ numerator: check.genuine, denominator: check.concluded })}（
        {check.genuine}/{check.concluded}）{check.unreachable > 0 && ` · 联系不上 ${check.unreachable}`}
      </p>
      {check.services !== null && check.fullSample !== null && (
        <p className="quiet">
          期间共 {check.services} 份服务，应抽 {check.fullSample} 份
          {check.items < check.fullSample
            ? `；一年内没有核实出问题的村和项目减半抽取，实抽 ${check.items} 份。`
            : '；近一年都有核实出的问题，没有减半。'}
        </p>
      )}
      {check.tooThin && (
        <Alert type="warning" showIcon title="联系不上的超过五分之一，应换一个种子再抽一批。" />
      )}
      <DataTable
        rowKey="recordId"
        dataSource={sample}
        pagination={sample.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { title: '序', align: 'right', dataIndex: 'position' },
          {
            title: '居民',
            render: (_, { residentId, residentName }) => (
              <Link to={`/residents/${residentId}`}>{residentName}</Link>
            ),
          },
          { title: '村', dataIndex: 'villageName' },
          { title: '电话', dataIndex: 'phoneMasked' },
          { title: '服务', dataIndex: 'formName' },
          { title: '日期', dataIndex: 'performedOn' },
          { title: '记录的数值', dataIndex: 'readings' },
          { title: '记录人', dataIndex: 'staffName' },
          {
            title: '结果',
            render: (_, item) => (
              <Flex gap={4} align="center">
                {item.result && (
                  <Tag color={colours[item.result]} title={item.note ?? ''}>
                    {spotResults[item.result]}
                  </Tag>
                )}
                {mayReview && (
                  <Button size="small" onClick={() => setChecking(item)}>
                    {item.result ? '更正' : '登记'}
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
      {checking && <Result check={check} item={checking} onClose={() => setChecking(null)} />}
    </div>
  )
}

type Given = { result: SpotResult; calls: number; note?: string } & Record<string, unknown>

function Result({ check, item, onClose }: { check: Omit<Check, 'sample'>; item: Item; onClose: () => void }) {
  const send = useSend(recordSpotResult)
  const [form] = Form.useForm<Given>()
  const phone = check.method === 'phone'
  return (
    <Modal
      open
      width={620}
      title={`${item.residentName} ${item.performedOn} ${item.formName}`}
      okText="登记结果"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { result, calls, note, ...rest } = await form.validateFields()
        const answers = Object.fromEntries(
          Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        )
        send.mutate(
          {
            id: check.id,
            recordId: item.recordId,
            result,
            calls: calls ?? 0,
            answers,
            note: note?.trim() || null,
          },
          { onSuccess: onClose },
        )
      }}
    >
      {send.error && (
        <Alert
          type="error"
          showIcon
          title={Object.values(send.error.fields ?? {}).join('；') || send.error.message}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          result: item.result ?? undefined,
          calls: item.calls || 1,
          note: item.note ?? '',
          ...item.answers,
        }}
      >
        {phone && (
          <>
            <Form.Item name="calls" label="第几次拨打">
              <InputNumber min={1} max={9} />
            </Form.Item>
            {phoneScript.map(({ code, ask, answers }) => (
              <Form.Item key={code} name={code} label={ask} className="authenticity-ask">
                <Radio.Group options={answers.map((value) => ({ value, label: value }))} />
              </Form.Item>
            ))}
          </>
        )}
        <Form.Item name="result" label="结果" rules={[{ required: true, message: '请选择结果' }]}>
          <Radio.Group
            options={(Object.keys(spotResults) as SpotResult[])
              .filter((value) => phone || value !== 'unreachable')
              .map((value) => ({ value, label: spotResults[value] }))}
          />
        </Form.Item>
        <Form.Item name="note" label="依据或备注">
          <Input.TextArea rows={2} maxLength={500} placeholder="认定不实须写明依据" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
