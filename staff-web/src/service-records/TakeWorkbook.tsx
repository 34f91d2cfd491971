import { DownloadOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listForms } from '@qianyue/api/forms.ts'
import { downloadEmptyServiceRecords, takeServiceRecords } from '@qianyue/api/service-records.ts'
import { addressFor, CallError, upload } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Modal, Select, Spin, Table, Upload } from 'antd'
import { useState } from 'react'

type Taken = ReplyOf<typeof takeServiceRecords>

/** 导入 Excel: a file of one form; what is right goes in, the rest is listed by its cells. */
export function TakeWorkbook({ form: given, onClose }: { form: string | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const forms = useReply(listForms, {})
  const [form, setForm] = useState(given ?? 'hypertension-follow-up')
  const [sending, setSending] = useState(false)
  const [taken, setTaken] = useState<Taken | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const send = async (file: File) => {
    setSending(true)
    setWrong(null)
    setTaken(null)
    try {
      setTaken(await upload(takeServiceRecords, { form }, file))
      void client.invalidateQueries()
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      setWrong(failure.fields.file ?? failure.message)
    } finally {
      setSending(false)
    }
  }
  return (
    <Modal open title="导入 Excel" footer={null} width={760} onCancel={onClose}>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <Select
          aria-label="记录表"
          style={{ width: 280 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={form}
          onChange={(code) => {
            setForm(code)
            setTaken(null)
          }}
          options={(forms.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button icon={<DownloadOutlined />} href={addressFor(downloadEmptyServiceRecords, { form })}>
          下载空表
        </Button>
      </Flex>
      <Upload.Dragger
        accept=".xlsx,.csv"
        showUploadList={false}
        disabled={sending}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
        aria-label="选择文件"
      >
        {sending ? <Spin /> : <p>把填好的 Excel 拖到这里，或点击选择文件</p>}
        <p className="recording-quiet">
          每行一次服务，按身份证号或档案编号对上居民，按姓名对上服务人员；当日已有同一种记录的行不再记录，改好后可以整份重发。
        </p>
      </Upload.Dragger>
      {wrong && <Alert type="error" showIcon title={wrong} style={{ marginTop: 12 }} />}
      {taken && <Result taken={taken} />}
    </Modal>
  )
}

function Result({ taken: { rows, taken, already, problems } }: { taken: Taken }) {
  return (
    <>
      <Alert
        type={problems.length > 0 ? 'warning' : 'success'}
        showIcon
        style={{ margin: '12px 0' }}
        title={`共 ${rows} 行：导入 ${taken} 行${already > 0 ? `，${already} 行已有记录` : ''}${
          problems.length > 0 ? `，${new Set(problems.map(({ row }) => row)).size} 行有问题，没有导入` : ''
        }`}
      />
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
          dataSource={problems}
          pagination={problems.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
          columns={[
            { title: '行', width: 60, align: 'right', dataIndex: 'row' },
            { title: '列', width: 180, dataIndex: 'column' },
            { title: '问题', dataIndex: 'message' },
          ]}
        />
      )}
    </>
  )
}
