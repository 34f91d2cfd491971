import { PrinterOutlined } from '@ant-design/icons'
import {
  acknowledgeBulletin,
  editBulletin,
  getBulletin,
  printBulletin,
  publishBulletin,
} from '@qianyue/api/bulletins.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Form, Input, Skeleton, Space, Table } from 'antd'
import { useState } from 'react'
import './bulletins.css'

type Bulletin = ReplyOf<typeof getBulletin>

/** One bulletin: edited while a draft, read and receipted once published. */
export function BulletinView({ id }: { id: string }) {
  const bulletin = useReply(getBulletin, { id })
  if (bulletin.error) return <Alert type="error" showIcon title={bulletin.error.message} />
  if (!bulletin.data) return <Skeleton active />
  return bulletin.data.mayEdit ? <Draft bulletin={bulletin.data} /> : <Published bulletin={bulletin.data} />
}

function Draft({ bulletin }: { bulletin: Bulletin }) {
  const { id, problems } = bulletin
  const [title, setTitle] = useState(bulletin.title)
  const [body, setBody] = useState(bulletin.body)
  const save = useSend(editBulletin)
  const publish = useSend(publishBulletin)
  const error = save.error ?? publish.error
  const changed = title !== bulletin.title || body !== bulletin.body
  return (
    <Form layout="vertical">
      {error && <Alert type="error" showIcon title={error.message} className="bulletin-alert" />}
      {problems.map((words) => (
        <Alert key={words} type="warning" showIcon title={words} className="bulletin-alert" />
      ))}
      <Form.Item label="标题" htmlFor="bulletin-title">
        <Input
          id="bulletin-title"
          value={title}
          maxLength={100}
          onChange={({ target }) => setTitle(target.value)}
        />
      </Form.Item>
      <Form.Item label="正文" htmlFor="bulletin-body" extra="一行一段；发布后不再改动，下级单位可见。">
        <Input.TextArea
          id="bulletin-body"
          value={body}
          autoSize={{ minRows: 12 }}
          onChange={({ target }) => setBody(target.value)}
        />
      </Form.Item>
      <Space>
        <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate({ id, title, body })}>
          保存
        </Button>
        <Button
          type="primary"
          disabled={changed}
          loading={publish.isPending}
          onClick={() => publish.mutate({ id })}
        >
          发布
        </Button>
      </Space>
    </Form>
  )
}

function Published({ bulletin }: { bulletin: Bulletin }) {
  const { id, title, body, unitName, publishedAt, isRead, readers } = bulletin
  const acknowledge = useSend(acknowledgeBulletin)
  return (
    <>
      <Space wrap>
        {publishedAt !== null && !isRead && (
          <Button type="primary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ id })}>
            已阅
          </Button>
        )}
        {publishedAt !== null && (
          <Button icon={<PrinterOutlined />} href={addressFor(printBulletin, { id })} target="_blank">
            打印
          </Button>
        )}
      </Space>
      <h2 className="bulletin-title">{title}</h2>
      <p className="bulletin-issuer">
        {unitName}
        {publishedAt && `　${momentWords(publishedAt)}`}
      </p>
      <div className="bulletin-body">{body}</div>
      <Table
        size="small"
        rowKey={({ name, unitName: of }) => `${of} ${name}`}
        title={() => `阅读回执 ${readers.length} 人`}
        dataSource={readers}
        pagination={false}
        locale={{ emptyText: '还没有人阅读。' }}
        columns={[
          { title: '单位', dataIndex: 'unitName' },
          { title: '姓名', dataIndex: 'name' },
          { title: '时间', render: (_, { readAt }) => momentWords(readAt) },
        ]}
      />
    </>
  )
}
