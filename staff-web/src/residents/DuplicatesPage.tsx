import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  declareDistinct,
  listDuplicates,
  listMerges,
  mergeResidents,
  undoMerge,
} from '@qianyue/api/residents.ts'
import { newId, useReply, useReplyPages, useSend } from '@qianyue/ui/calls/hooks.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Card, Empty, Flex, Modal, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { LoadError } from '../shell/LoadError.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import './residents.css'

type Reply = ReplyOf<typeof listDuplicates>
type Pair = Reply['items'][number]
type One = Pair['first']

const PAGE = 50
const degrees = {
  certain: { words: '证件号相同', color: 'error' },
  likely: { words: '很可能同一人', color: 'warning' },
  possible: { words: '可能同一人', color: 'default' },
} as const

/** 疑似重复: pairs side by side; one is kept, or the two are told apart. A merge can be undone. */
export function DuplicatesPage() {
  const pairs = useReplyPages(listDuplicates, { limit: PAGE })
  const items = pairs.data?.pages.flatMap((page) => page.items) ?? []
  const [merging, setMerging] = useState<{ kept: One; dropped: One } | null>(null)
  return (
    <>
      <PageTitle title="疑似重复">
        <span className="quiet">姓名相同，且出生日期、电话或家庭也对得上的档案</span>
      </PageTitle>
      <LoadError asked={pairs} />
      {pairs.isPending && <Skeleton active />}
      {pairs.isSuccess && items.length === 0 && (
        <Empty description="没有疑似重复的档案" style={{ padding: 48 }} />
      )}
      <Flex vertical gap={12}>
        {items.map((pair) => (
          <PairCard
            key={`${pair.first.id}${pair.second.id}`}
            pair={pair}
            onKeep={(kept, dropped) => setMerging({ kept, dropped })}
          />
        ))}
      </Flex>
      {pairs.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={pairs.isFetchingNextPage}
          onClick={() => pairs.fetchNextPage()}
        >
          再看 {PAGE} 对
        </Button>
      )}
      <Merges />
      {merging && <Merge {...merging} onClose={() => setMerging(null)} />}
    </>
  )
}

function PairCard({ pair, onKeep }: { pair: Pair; onKeep: (kept: One, dropped: One) => void }) {
  const distinct = useSend(declareDistinct)
  const { words, color } = degrees[pair.degree]
  return (
    <Card
      size="small"
      title={
        <>
          <Tag color={color}>{words}</Tag>
          {pair.reasons.map((reason) => (
            <Tag key={reason}>{reason}</Tag>
          ))}
        </>
      }
      extra={
        <Button
          size="small"
          loading={distinct.isPending}
          onClick={() => distinct.mutate({ firstId: pair.first.id, secondId: pair.second.id })}
        >
          不是同一人
        </Button>
      }
    >
      <div className="person-body">
        <Side one={pair.first} onKeep={() => onKeep(pair.first, pair.second)} />
        <Side one={pair.second} onKeep={() => onKeep(pair.second, pair.first)} />
      </div>
    </Card>
  )
}

function Side({ one, onKeep }: { one: One; onKeep: () => void }) {
  return (
    <div>
      <div>
        <Link className="link-in-words" to={`/residents/${one.id}`}>
          {one.name}
        </Link>{' '}
        {sexWords[one.sex]} {one.birthDate}
      </div>
      <div className="quiet">
        {one.idNumberMasked ?? '无证件号'} · {one.villageName} {one.address}
      </div>
      <div>
        <Button size="small" type="primary" ghost onClick={onKeep}>
          保留这一份
        </Button>
      </div>
    </div>
  )
}

function Merge({ kept, dropped, onClose }: { kept: One; dropped: One; onClose: () => void }) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const merge = useSend(mergeResidents)
  return (
    <Modal
      open
      title={`合并 ${kept.name} 的两份档案`}
      okText="合并"
      confirmLoading={merge.isPending}
      onCancel={onClose}
      onOk={() =>
        merge.mutate(
          { id, keptId: kept.id, droppedId: dropped.id, reason: '同一人，重复建档' },
          {
            onSuccess: () => {
              message.success('已合并，可在下方“合并记录”中撤销')
              onClose()
            },
          },
        )
      }
    >
      <p>
        保留：{kept.villageName} {kept.address}（{kept.idNumberMasked ?? '无证件号'}）
      </p>
      <p>
        归入：{dropped.villageName} {dropped.address}（{dropped.idNumberMasked ?? '无证件号'}
        ）。它的服务记录、重点人群、协议和缺少的号码归到保留的一份，它不再出现在名单里。
      </p>
      {merge.error && <Alert type="error" showIcon title={merge.error.message} />}
    </Modal>
  )
}

function Merges() {
  const merges = useReply(listMerges, {})
  const undo = useSend(undoMerge)
  if (!merges.data || merges.data.length === 0) return null
  return (
    <Card size="small" title="合并记录" style={{ marginTop: 16 }}>
      {undo.error && <Alert type="error" showIcon title={undo.error.message} />}
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 600 }}
        dataSource={merges.data}
        columns={[
          {
            title: '时间',
            width: 170,
            render: (_, one) => new Date(one.mergedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }),
          },
          { title: '保留', render: (_, one) => <Link to={`/residents/${one.keptId}`}>{one.keptName}</Link> },
          { title: '原因', dataIndex: 'reason' },
          { title: '操作人', dataIndex: 'mergedByName' },
          {
            title: '',
            width: 110,
            render: (_, one) =>
              one.undoneAt ? (
                <Tag>已撤销</Tag>
              ) : (
                <Button
                  size="small"
                  type="link"
                  loading={undo.isPending}
                  onClick={() => undo.mutate({ id: one.id })}
                >
                  撤销合并
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}
