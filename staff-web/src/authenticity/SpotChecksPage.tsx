import { PlusOutlined } from '@ant-design/icons'
import { drawSpotCheck, listSpotChecks } from '@qianyue/api/authenticity.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { type SpotMethod, spotMethods } from '@qianyue/domain/spot-checks/result.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Form, Input, Modal, Progress, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay, useViewer } from '../session/viewer.ts'
import { quarterChoices } from '../settlement/period.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import './authenticity.css'

/** 抽查: samples that were drawn, how far each is checked, and what it found. */
export function SpotChecksPage() {
  const checks = useReply(listSpotChecks, {})
  const mayReview = useMay('authenticity.review')
  const [drawing, setDrawing] = useState(false)
  const navigate = useNavigate()
  return (
    <div className="authenticity">
      <PageTitle title="抽查">
        {mayReview && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDrawing(true)}>
            抽取样本
          </Button>
        )}
      </PageTitle>
      {checks.error && <Alert type="error" showIcon title={checks.error.message} />}
      <DataTable
        loading={checks.isPending}
        dataSource={checks.data ?? []}
        empty="还没有抽查。"
        columns={[
          {
            title: '服务期间',
            render: (_, { id, fromDay, toDay }) => (
              <Link to={`/spot-checks/${id}`}>{`${fromDay} 至 ${toDay}`}</Link>
            ),
          },
          { title: '单位', dataIndex: 'unitName' },
          { title: '方式', render: (_, { method }) => spotMethods[method] },
          { title: '种子', dataIndex: 'seed' },
          {
            title: '进度',
            width: 180,
            render: (_, { checked, items }) => (
              <Progress
                aria-label={`已核实 ${checked}，共 ${items}`}
                percent={items === 0 ? 0 : Math.floor((checked * 100) / items)}
                format={() => `${checked}/${items}`}
                size="small"
              />
            ),
          },
          {
            title: '真实率',
            align: 'right',
            render: (_, { genuine, concluded }) =>
              `${percentText({ numerator: genuine, denominator: concluded })}（${genuine}/${concluded}）`,
          },
          {
            title: '联系不上',
            align: 'right',
            render: (_, { unreachable, tooThin }) =>
              tooThin ? <Tag color="orange">{unreachable}，应扩大样本</Tag> : unreachable || '',
          },
          {
            title: '抽取',
            render: (_, { createdAt, createdBy }) => `${createdBy} ${momentWords(createdAt)}`,
          },
        ]}
      />
      {drawing && <Draw onClose={() => setDrawing(false)} onDone={(id) => navigate(`/spot-checks/${id}`)} />}
    </div>
  )
}

function Draw({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { reach } = useViewer()
  const send = useSend(drawSpotCheck)
  const choices = quarterChoices(dayInShanghai(new Date()), 6)
  const [id] = useState(newId)
  const [chosen, setChosen] = useState(choices[0]!.value)
  const [method, setMethod] = useState<SpotMethod>('phone')
  const [seed, setSeed] = useState(choices[0]!.label)
  const { days } = choices.find(({ value }) => value === chosen)!
  return (
    <Modal
      open
      title="抽取样本"
      okText="抽取"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate({ id, unitCode: reach.unitCode, ...days, seed, method }, { onSuccess: () => onDone(id) })
      }
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <Form layout="vertical">
        <Form.Item label="服务期间" htmlFor="spot-quarter">
          <Select id="spot-quarter" value={chosen} onChange={setChosen} options={choices} />
        </Form.Item>
        <Form.Item label="核实方式" htmlFor="spot-method">
          <Select
            id="spot-method"
            value={method}
            onChange={setMethod}
            options={Object.entries(spotMethods).map(([value, label]) => ({
              value: value as SpotMethod,
              label,
            }))}
          />
        </Form.Item>
        <Form.Item
          label="抽样种子"
          htmlFor="spot-seed"
          extra="同一种子、同一批服务抽出同一批样本，便于复核；抽样比例在“设置 · 政策 · 抽查比例”中。"
        >
          <Input
            id="spot-seed"
            value={seed}
            maxLength={60}
            onChange={({ target }) => setSeed(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
