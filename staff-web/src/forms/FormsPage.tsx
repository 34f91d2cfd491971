import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listForms, saveLocalForm } from '@qianyue/api/forms.ts'
import { addDays, dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { FormView } from '@qianyue/ui/forms/FormView.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import {
  Alert,
  App,
  Button,
  Drawer,
  Flex,
  Grid,
  Input,
  Modal,
  Select,
  Skeleton,
  Table,
  Tag,
  Upload,
} from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'

type Row = ReplyOf<typeof listForms>[number]

/** 记录表: every form of the county, national and its own; a definition file adds one. */
export function FormsPage() {
  const forms = useReply(listForms, {})
  const mayAdd = useMay('policies.manage')
  const { md } = Grid.useBreakpoint()
  const [params, setParams] = useSearchParams()
  const shown = params.get('form')
  const setShown = (code: string | null) => setParams(code === null ? {} : { form: code }, { replace: true })
  const [uploaded, setUploaded] = useState<unknown>(null)
  const { message } = App.useApp()

  const read = async (file: File) => {
    try {
      setUploaded(JSON.parse(await file.text()))
    } catch {
      message.error('这个文件不是表单定义（JSON），请核对后重新选择。')
    }
  }
  if (forms.error) return <Alert type="error" showIcon title={forms.error.message} />
  return (
    <>
      <PageTitle title="记录表">
        {mayAdd && (
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(file) => {
              void read(file)
              return false
            }}
          >
            <Button type="primary">上传地方表单</Button>
          </Upload>
        )}
      </PageTitle>
      <Table<Row>
        size="small"
        rowKey="code"
        loading={forms.isPending}
        dataSource={forms.data ?? []}
        pagination={false}
        scroll={{ x: md ? 900 : 590 }}
        columns={[
          {
            title: '名称',
            width: 290,
            render: (_, { code, name }) => (
              <Button type="link" size="small" onClick={() => setShown(code)}>
                {name}
              </Button>
            ),
          },
          {
            title: '来源',
            width: 80,
            render: (_, { definition }) => (definition ? <Tag color="blue">地方</Tag> : <Tag>国家规范</Tag>),
          },
          { title: '版本', width: 60, dataIndex: 'version' },
          { title: '字段', width: 60, render: (_, { fields }) => fields.length },
          {
            title: '记录的服务',
            width: 240,
            ellipsis: true,
            render: (_, { proves }) => proves.map(serviceName).join('、'),
          },
          { title: '出处', ellipsis: true, dataIndex: 'source' },
        ]}
      />
      {shown !== null && <Preview code={shown} onClose={() => setShown(null)} />}
      {uploaded !== null && <AddForm definition={uploaded} onClose={() => setUploaded(null)} />}
    </>
  )
}

/** The form as it will be filled, for somebody invented of 72. */
function Preview({ code, onClose }: { code: string; onClose: () => void }) {
  const { form, isPending } = useForm(code)
  return (
    <Drawer open title={form?.name ?? '记录表'} size={Math.min(980, window.innerWidth)} onClose={onClose}>
      {isPending || !form ? <Skeleton active /> : <Trial form={form} />}
    </Drawer>
  )
}

const AGES = [
  { value: 0, label: '新生儿' },
  ...[3, 6, 8, 12, 18, 24, 30, 36, 48].map((months) => ({ value: months, label: `${months} 月龄` })),
  { value: 30 * 12, label: '30 岁' },
  { value: 72 * 12, label: '72 岁' },
]

function Trial({ form }: { form: Form }) {
  const today = dayInShanghai(new Date())
  const [months, setMonths] = useState(form.forAgeMonths ? (form.forAgeMonths.from ?? 1) : 72 * 12)
  const [sex, setSex] = useState<'male' | 'female'>('female')
  const [entered, setEntered] = useState({ values: {}, copied: [] as readonly string[] })
  const about = {
    ageYears: Math.floor(months / 12),
    sex,
    birthDate: addDays(today, -Math.ceil(months * 30.4375) - 1),
    performedOn: today,
  }
  return (
    <>
      <Flex gap={8} align="center" style={{ marginBottom: 8 }}>
        <Select aria-label="年龄" value={months} onChange={setMonths} options={AGES} style={{ width: 110 }} />
        <Select
          aria-label="性别"
          value={sex}
          onChange={setSex}
          options={[
            { value: 'female', label: '女' },
            { value: 'male', label: '男' },
          ]}
        />
        <span>试填，不保存</span>
      </Flex>
      <FormView
        form={form}
        entered={entered}
        about={about}
        strict={false}
        onChange={setEntered}
        onSave={() => {}}
      />
    </>
  )
}

function AddForm({ definition, onClose }: { definition: unknown; onClose: () => void }) {
  const today = dayInShanghai(new Date())
  const { message } = App.useApp()
  const [validFrom, setValidFrom] = useState<LocalDate>(today)
  const [source, setSource] = useState('')
  const [id] = useState(newId)
  const send = useSend(saveLocalForm)
  const form = definition as Form
  return (
    <Modal
      open
      title="上传地方表单"
      okText="启用"
      cancelText="取消"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { id, validFrom, source, form },
          {
            onSuccess: () => {
              message.success('已启用，填写、打印、导出即按这张表')
              onClose()
            },
          },
        )
      }
    >
      <Flex vertical gap={12}>
        <span>
          <strong>{form.name}</strong>（{form.code}，第 {form.version} 版）
        </span>
        <label htmlFor="form-source">依据的文件</label>
        <Input id="form-source" value={source} onChange={({ target }) => setSource(target.value)} />
        <label htmlFor="form-from">启用日期</label>
        <DayInput
          id="form-from"
          label="启用日期"
          value={validFrom}
          onChange={(day) => day && setValidFrom(day)}
        />
        {send.error && (
          <Alert
            type="error"
            showIcon
            title={send.error.message}
            description={Object.entries(send.error.fields)
              .map(([place, words]) => `${place}：${words}`)
              .join('；')}
          />
        )}
      </Flex>
    </Modal>
  )
}
