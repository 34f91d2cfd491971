import { PlusOutlined } from '@ant-design/icons'
import { applyForSite, listSites, reviewSite } from '@qianyue/api/demonstration-sites.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import {
  type SiteDecision,
  type SiteState,
  siteDecisions,
  siteStates,
} from '@qianyue/domain/demonstration-sites/site.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import {
  Alert,
  Button,
  Descriptions,
  Drawer,
  Flex,
  Form,
  Input,
  InputNumber,
  Modal,
  Radio,
  Select,
  Tag,
  Timeline,
} from 'antd'
import { useState } from 'react'
import { useMay, useViewer } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'

type Site = ReplyOf<typeof listSites>[number]

const colours: Record<SiteState, string> = {
  applied: 'orange',
  returned: 'red',
  creating: 'blue',
  established: 'green',
  withdrawn: 'default',
}

/** 示范点: who applied with what plan, and what the bureau said. */
export function SitesPage() {
  const reply = useReply(listSites, {})
  const mayApply = useMay('demonstration-sites.apply')
  const [applying, setApplying] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  const opened = reply.data?.find(({ id }) => id === openedId)
  return (
    <>
      <PageTitle title="示范点">
        {mayApply && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setApplying(true)}>
            申报
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data ?? []}
        empty="还没有申报。"
        columns={[
          { title: '年度', dataIndex: 'year' },
          {
            title: '名称',
            render: (_, { id, name }) => (
              <Button type="link" size="small" onClick={() => setOpenedId(id)}>
                {name}
              </Button>
            ),
          },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '状态',
            render: (_, { state }) => <Tag color={colours[state]}>{siteStates[state]}</Tag>,
          },
          { title: '最近评审', render: (_, { reviews }) => reviews.at(-1)?.reviewedOn },
        ]}
      />
      <Drawer
        open={opened !== undefined}
        onClose={() => setOpenedId(null)}
        size={640}
        title={opened?.name}
        destroyOnHidden
      >
        {opened && <OneSite site={opened} />}
      </Drawer>
      {applying && <Apply onClose={() => setApplying(false)} />}
    </>
  )
}

function OneSite({ site }: { site: Site }) {
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'unit', label: '单位', children: `${site.unitName}，${site.year} 年` },
          { key: 'goals', label: '创建目标', children: site.goals },
          { key: 'plan', label: '创建方案', children: site.plan },
        ]}
      />
      {site.reviews.length > 0 && (
        <Timeline
          items={site.reviews.map(({ reviewedOn, decision, score, words, by }) => ({
            title: (
              <b>
                {reviewedOn} {siteDecisions[decision]}
                {score !== null && `，${score} 分`}
              </b>
            ),
            content: `${words}（${by}）`,
          }))}
        />
      )}
      {site.next.length > 0 && <Review key={site.reviews.length} site={site} />}
    </Flex>
  )
}

function Review({ site }: { site: Site }) {
  const send = useSend(reviewSite)
  const [reviewId] = useState(newId)
  const [decision, setDecision] = useState<SiteDecision>(site.next[0]!)
  const [score, setScore] = useState<number | null>(null)
  const [words, setWords] = useState('')
  return (
    <Flex vertical gap={12}>
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Radio.Group
        aria-label="评审结论"
        value={decision}
        onChange={({ target }) => setDecision(target.value as SiteDecision)}
        options={site.next.map((value) => ({ value, label: siteDecisions[value] }))}
      />
      <InputNumber
        aria-label="得分"
        placeholder="得分，可不填"
        min={0}
        max={100}
        precision={0}
        style={{ width: 160 }}
        value={score}
        onChange={setScore}
      />
      <Input.TextArea
        aria-label="评审意见"
        placeholder="评审意见"
        rows={3}
        maxLength={1000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Button
        type="primary"
        style={{ alignSelf: 'start' }}
        disabled={words.trim().length < 2}
        loading={send.isPending}
        onClick={() => send.mutate({ id: site.id, reviewId, decision, score, words })}
      >
        登记评审
      </Button>
    </Flex>
  )
}

type Applied = { unitCode: number; year: number; name: string; goals: string; plan: string }

function Apply({ onClose }: { onClose: () => void }) {
  const { reach } = useViewer()
  const send = useSend(applyForSite)
  const units = useReply(listOrgUnits, {})
  const [id] = useState(newId)
  const [form] = Form.useForm<Applied>()
  const filled = (label: string) => [{ required: true, min: 2, message: `请填写${label}` }]
  return (
    <Modal
      open
      title="申报示范点"
      okText="申报"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => send.mutate({ id, ...(await form.validateFields()) }, { onSuccess: onClose })}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 12 }} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ unitCode: reach.unitCode, year: new Date().getFullYear() }}
      >
        <Flex gap={12} wrap>
          <Form.Item name="unitCode" label="单位" style={{ flex: '1 1 200px' }}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={units.data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            />
          </Form.Item>
          <Form.Item name="year" label="年度">
            <InputNumber min={2010} max={2100} precision={0} />
          </Form.Item>
        </Flex>
        <Form.Item name="name" label="名称" rules={filled('名称')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="goals" label="创建目标" rules={filled('创建目标')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="plan" label="创建方案" rules={filled('创建方案')}>
          <Input.TextArea rows={4} maxLength={5000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
