import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { deleteSavedList, listSavedLists, saveList } from '@qianyue/api/lists.ts'
import { lists } from '@qianyue/domain/lists/list.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Checkbox, Empty, Input, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import type { AskedList } from './ListsPage.tsx'

type Saved = ReplyOf<typeof listSavedLists>[number]

/** 存下的名单: one's own and those shared above; each opens with its filters and columns. */
export function SavedLists({ asked, onOpen }: { asked: AskedList; onOpen: (list: AskedList) => void }) {
  const saved = useReply(listSavedLists, {})
  const remove = useSend(deleteSavedList)
  return (
    <Card size="small" title="存下的名单">
      {saved.data?.length === 0 && <Empty description="选好条件和列，起个名字存下，下次一点就开。" />}
      <Space wrap>
        {(saved.data ?? []).map((one: Saved) => (
          <span key={one.id} className="saved-list">
            <Button onClick={() => onOpen({ list: one.list, filters: one.filters, columns: one.columns })}>
              {one.name}
            </Button>
            <Tag>{one.isOwn ? lists[one.list].name : one.unitName}</Tag>
            {one.isOwn && (
              <Popconfirm title={`删除“${one.name}”？`} onConfirm={() => remove.mutate({ id: one.id })}>
                <Button type="link" size="small">
                  删除
                </Button>
              </Popconfirm>
            )}
          </span>
        ))}
      </Space>
      <div className="saved-list-new">
        <SaveList asked={asked} />
      </div>
    </Card>
  )
}

function SaveList({ asked }: { asked: AskedList }) {
  const save = useSend(saveList)
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const [id, setId] = useState(newId)
  const keep = () =>
    save.mutate(
      { id, name, ...asked, filters: { ...asked.filters }, columns: [...asked.columns], isShared },
      {
        onSuccess: () => {
          setName('')
          setId(newId())
        },
      },
    )
  return (
    <Space wrap>
      {save.error && <Alert type="error" showIcon title={save.error.fields?.name ?? save.error.message} />}
      <Input
        aria-label="名单名称"
        placeholder="把下面的条件和列存为…"
        value={name}
        maxLength={40}
        style={{ width: 220 }}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={keep}
      />
      <Checkbox checked={isShared} onChange={({ target }) => setShared(target.checked)}>
        下级也能用
      </Checkbox>
      <Button disabled={name.trim() === ''} loading={save.isPending} onClick={keep}>
        存下
      </Button>
    </Space>
  )
}
