import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import {
  draftPolicyProfile,
  type listPolicyProfiles,
  readPolicyProfileWorkbook,
} from '@qianyue/api/policy-profiles.ts'
import { upload } from '@qianyue/ui/calls/call.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input, Modal, Select, Upload } from 'antd'
import { useState } from 'react'

type Listed = ReplyOf<typeof listPolicyProfiles>
type From = RequestInput<typeof draftPolicyProfile>['from']

/** 新建方案: what the notice is called, and what the draft begins as. */
export function NewProfile({
  shipped,
  profiles,
  onClose,
  onDone,
}: {
  shipped: Listed['shipped']
  profiles: Listed['profiles']
  onClose: () => void
  onDone: (id: string) => void
}) {
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [from, setFrom] = useState<From>({ kind: 'in-force' })
  const [fileError, setFileError] = useState<string | null>(null)
  const send = useSend(draftPolicyProfile)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const take = async (file: File) => {
    setFaults([])
    setFileError(null)
    try {
      const read = /\.xlsx$/i.test(file.name) ? await readWorkbook(file) : readFile(await file.text())
      setFaults(read.faults)
      if (read.faults.length > 0) return
      begin(read)
    } catch (error) {
      setFileError((error as Error).message)
    }
  }
  const begin = (read: Read) => {
    setFrom(read.from)
    if (name === '') setName(read.name)
    if (source === '') setSource(read.source)
  }
  return (
    <Modal
      open
      title="新建方案"
      okText="新建"
      okButtonProps={{ disabled: name.trim().length < 2 || source.trim().length < 2 }}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => send.mutate({ id, name, source, from }, { onSuccess: () => onDone(id) })}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <Form.Item label="方案名称" htmlFor="profile-name">
          <Input
            id="profile-name"
            value={name}
            maxLength={80}
            placeholder="如 2027年家庭医生签约服务方案"
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
        <Form.Item label="文件名称或文号" htmlFor="profile-source">
          <Input
            id="profile-source"
            value={source}
            maxLength={200}
            onChange={({ target }) => setSource(target.value)}
          />
        </Form.Item>
        <Form.Item label="从哪里开始" htmlFor="profile-from" extra="没有写到的内容沿用现行政策，都可以再改。">
          <Select
            id="profile-from"
            value={choiceOf(from)}
            onChange={(value) => setFrom(fromOf(value, from))}
            options={[
              { value: 'in-force', label: '现行政策' },
              ...(from.kind === 'file' ? [{ value: 'file', label: '导入的文件' }] : []),
              {
                label: '范例',
                options: shipped.map((one) => ({ value: `shipped/${one.code}`, label: one.name })),
              },
              {
                label: '本县方案',
                options: profiles.map((one) => ({ value: `profile/${one.id}`, label: one.name })),
              },
            ]}
          />
        </Form.Item>
        <Upload
          accept=".json,application/json,.xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file)
            return false
          }}
        >
          <Button>导入文件（Excel 或 JSON）</Button>
        </Upload>
        {fileError && <Alert type="error" showIcon title={fileError} style={{ marginTop: 8 }} />}
        {faults.length > 0 && (
          <Alert
            type="error"
            showIcon
            style={{ marginTop: 8 }}
            title={`工作簿里有 ${faults.length} 处看不懂，改好后再导入`}
            description={
              <ul className="policy-list">
                {faults.slice(0, 20).map(({ sheet, row, message }) => (
                  <li key={`${sheet}/${row}/${message}`}>
                    {sheet}
                    {row > 0 && `第${row}行`}：{message}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </Form>
    </Modal>
  )
}

const choiceOf = (from: From) =>
  from.kind === 'shipped'
    ? `shipped/${from.code}`
    : from.kind === 'profile'
      ? `profile/${from.id}`
      : from.kind

function fromOf(value: string, before: From): From {
  const [kind, rest = ''] = value.split('/')
  if (kind === 'shipped') return { kind, code: rest }
  if (kind === 'profile') return { kind, id: rest }
  return kind === 'file' ? before : { kind: 'in-force' }
}

type Fault = ReplyOf<typeof readPolicyProfileWorkbook>['faults'][number]
type Read = { name: string; source: string; from: From; faults: readonly Fault[] }

/** What an exported file holds. @throws Error in words when it is none of ours. */
function readFile(text: string): Read {
  const file = parsed(text)
  if (file?.format !== 'qianyue-policy-profile' || typeof file.content !== 'object')
    throw new Error('这不是导出的政策方案文件（JSON 或 Excel）。')
  return {
    name: String(file.name),
    source: String(file.source),
    from: { kind: 'file', content: file.content as never },
    faults: [],
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A workbook is read by the server, which knows what is in force. @throws CallError */
async function readWorkbook(file: File): Promise<Read> {
  const { name, source, content, faults } = await upload(readPolicyProfileWorkbook, {}, file)
  return { name, source, faults, from: { kind: 'file', content } }
}
