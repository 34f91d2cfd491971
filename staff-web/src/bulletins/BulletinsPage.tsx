import { PlusOutlined } from '@ant-design/icons'
import { draftBulletin, listBulletins } from '@qianyue/api/bulletins.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Drawer, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { periodChoices } from '../reports/period-choices.ts'
import { useMay, useViewer } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { BulletinView } from './BulletinView.tsx'
import { WriteNotice } from './WriteNotice.tsx'

/** 通报、通知: one's own drafts, and what was published above. */
export function BulletinsPage() {
  const { reach } = useViewer()
  const mayPublish = useMay('bulletins.publish')
  const listed = useReply(listBulletins, {})
  const send = useSend(draftBulletin)
  const months = periodChoices('month').slice(1)
  const [month, setMonth] = useState(months[0]!.value)
  const [params, setParams] = useSearchParams()
  const opened = params.get('id')
  const setOpened = (id: string | null) => setParams(id === null ? {} : { id })
  const [writing, setWriting] = useState(false)
  const draft = () =>
    send.mutate({ id: newId(), unitCode: reach.unitCode, month }, { onSuccess: ({ id }) => setOpened(id) })
  return (
    <>
      <PageTitle title="通报通知">
        {mayPublish && (
          <Space wrap>
            <Select
              aria-label="月份"
              value={month}
              onChange={setMonth}
              options={months}
              style={{ width: 132 }}
            />
            <Button type="primary" icon={<PlusOutlined />} loading={send.isPending} onClick={draft}>
              起草通报
            </Button>
            <Button icon={<PlusOutlined />} onClick={() => setWriting(true)}>
              写通知
            </Button>
          </Space>
        )}
      </PageTitle>
      {[listed.error, send.error].map(
        (error) =>
          error && (
            <Alert
              key={error.message}
              type="error"
              showIcon
              title={error.message}
              style={{ marginBottom: 12 }}
            />
          ),
      )}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data ?? []}
        empty="还没有通报和通知。"
        columns={[
          {
            title: '标题',
            render: (_, { id, title }) => (
              <Button type="link" size="small" onClick={() => setOpened(id)}>
                {title}
              </Button>
            ),
          },
          {
            title: '类别',
            render: (_, { kind }) => (kind === 'notice' ? '通知' : '通报'),
          },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '状态',
            render: (_, { publishedAt, isRead, unitCode }) =>
              publishedAt === null ? (
                <Tag>草稿</Tag>
              ) : unitCode === reach.unitCode ? (
                <Tag color="blue">已发布</Tag>
              ) : (
                <Tag color={isRead ? 'green' : 'orange'}>{isRead ? '已阅' : '未阅'}</Tag>
              ),
          },
          { title: '发布', render: (_, { publishedAt }) => publishedAt && momentWords(publishedAt) },
          { title: '已阅人数', dataIndex: 'readings', align: 'right' },
        ]}
      />
      <Drawer
        open={opened !== null}
        mask={{ closable: false }}
        onClose={() => setOpened(null)}
        size="large"
        title="通报通知"
        destroyOnHidden
      >
        {opened && <BulletinView id={opened} />}
      </Drawer>
      <Drawer
        open={writing}
        mask={{ closable: false }}
        onClose={() => setWriting(false)}
        size="large"
        title="写通知"
        destroyOnHidden
      >
        <WriteNotice
          onDone={(id) => {
            setWriting(false)
            setOpened(id)
          }}
        />
      </Drawer>
    </>
  )
}
