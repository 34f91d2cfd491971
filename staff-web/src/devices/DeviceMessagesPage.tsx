import { UploadOutlined } from '@ant-design/icons'
import { listDeviceMessages, sendDeviceFile } from '@qianyue/api/devices.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type MessageState, messageStates } from '@qianyue/domain/devices/device.ts'
import { CallError, upload } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Segmented, Tag, Upload } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'
import { MessageDrawer } from './MessageDrawer.tsx'
import './devices.css'

export const messageColours: Record<MessageState, string> = {
  received: 'blue',
  unmatched: 'orange',
  matched: 'green',
  refused: 'red',
}

/** 设备消息: everything that devices sent, and what became of it. */
export function DeviceMessagesPage() {
  const maySend = useMay('device-messages.send')
  const [query] = useSearchParams()
  const unit = query.get('unit')
  const given = query.get('serial')
  const [state, setState] = useState<MessageState | 'all'>(unit || given ? 'all' : 'unmatched')
  const [serial, setSerial] = useState(given ?? '')
  const pages = usePages()
  const [open, setOpen] = useState<string | null>(null)
  const listed = useReply(
    listDeviceMessages,
    {
      ...(state === 'all' ? {} : { state }),
      ...(serial === '' ? {} : { serial }),
      ...(unit ? { unitCode: Number(unit) } : {}),
      ...pages.asked,
    },
    { keepPrevious: true },
  )
  const counts = listed.data?.counts
  return (
    <div className="devices">
      <PageTitle title="设备消息">{maySend && <SendFile />}</PageTitle>
      <Flex gap={12} wrap align="center">
        <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <Segmented<MessageState | 'all'>
            value={state}
            onChange={(chosen) => {
              setState(chosen)
              pages.toFirst()
            }}
            options={[
              ...(Object.keys(messageStates) as MessageState[]).map((one) => ({
                value: one,
                label: `${messageStates[one]} ${counts?.[one] ?? ''}`,
              })),
              { value: 'all' as const, label: '全部' },
            ]}
          />
        </div>
        <Input.Search
          aria-label="设备序列号"
          allowClear
          placeholder="设备序列号"
          style={{ width: 220 }}
          defaultValue={serial}
          onSearch={(text) => {
            setSerial(text.trim())
            pages.toFirst()
          }}
        />
      </Flex>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.messages ?? []}
        onRow={({ id }) => ({
          tabIndex: 0,
          onClick: () => setOpen(id),
          onKeyDown: ({ key }) => key === 'Enter' && setOpen(id),
        })}
        rowClassName="devices-row"
        empty="这里没有设备消息。"
        columns={[
          {
            title: '测量',
            render: (_, { takenAt, takenOn }) => (takenAt ? momentWords(takenAt) : (takenOn ?? '—')),
          },
          { title: '居民', render: (_, message) => <Whose message={message} /> },
          {
            title: '测量值',
            render: (_, { valueWords }) => <div className="devices-words">{valueWords || '—'}</div>,
          },
          {
            title: '状态',
            render: (_, one) => <Tag color={messageColours[one.state]}>{messageStates[one.state]}</Tag>,
          },
          { title: '原因', render: (_, { reason }) => <div className="devices-words">{reason}</div> },
          { title: '设备', dataIndex: 'deviceSerial' },
          { title: '单位', dataIndex: 'unitName' },
        ]}
      />
      <PageTurner pages={pages} next={listed.data?.nextCursor} />
      {open && <MessageDrawer id={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

type Message = ReplyOf<typeof listDeviceMessages>['messages'][number]

function Whose({ message: { residentName, person } }: { message: Message }) {
  if (residentName) return residentName
  return <span className="quiet">{person.name ?? person.numbers[0] ?? '没有写明'}</span>
}

/** 上传日文件: for devices that cannot send by themselves. */
function SendFile() {
  const client = useQueryClient()
  const [sending, setSending] = useState(false)
  const [said, setSaid] = useState<{ type: 'success' | 'error'; words: string } | null>(null)
  const send = async (file: File) => {
    setSending(true)
    try {
      const { rows, matched, unmatched, received, refused, again } = await upload(sendDeviceFile, {}, file)
      const words = `${rows}行：对上居民${matched}，待认人${unmatched}，待设备登记${received}，不能采用${refused}，以前已收到${again}`
      setSaid({ type: 'success', words })
      await client.invalidateQueries()
    } catch (error) {
      const words =
        error instanceof CallError ? (error.fields?.file ?? error.message) : '上传没有成功，请重试。'
      setSaid({ type: 'error', words })
    } finally {
      setSending(false)
    }
  }
  return (
    <Flex gap={8} align="center" wrap>
      {said && <Alert type={said.type} showIcon title={said.words} closable />}
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button type="primary" icon={<UploadOutlined />} loading={sending}>
          上传日文件
        </Button>
      </Upload>
    </Flex>
  )
}
