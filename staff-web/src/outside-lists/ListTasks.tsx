import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listListTasks, settleListTask, taskStates } from '@qianyue/api/outside-lists.ts'
import { type ListTask, listChanges, listTasks } from '@qianyue/domain/outside-lists/list-work.ts'
import { type ListKind, listName, listsOf } from '@qianyue/domain/outside-lists/outside-list.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Flex, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useOwnPopulations } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'

type Task = ReplyOf<typeof listListTasks>['tasks'][number]

const optionsOf = <Code extends string>(of: Record<Code, string>) =>
  (Object.entries(of) as [Code, string][]).map(([value, label]) => ({ value, label }))

/** The button's words say what happens: these change the record, the others only note that it was looked into. */
const actWords: Record<ListTask, string> = {
  declare: '按名单认定',
  end: '按名单退出',
  'record-death': '登记死亡',
  'died-on-list': '已告知',
  confirm: '已核对',
  find: '已处理',
}

/** 待办: one line a person, settled with one press or set aside with a reason. */
export function ListTasks() {
  const own = useOwnPopulations()
  const [kind, setKind] = useState<ListKind>()
  const [task, setTask] = useState<ListTask>()
  const [state, setState] = useState<Task['state']>('open')
  const pages = usePages()
  const listed = useReply(
    listListTasks,
    { kind, task, state, ...pages.asked, limit: 50 },
    { keepPrevious: true },
  )
  const maySettle = useMay('outside-lists.settle')
  const filter = (change: () => void) => {
    change()
    pages.toFirst()
  }
  return (
    <>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <Select
          aria-label="名单"
          allowClear
          placeholder="全部名单"
          style={{ width: 200 }}
          value={kind}
          onChange={(value) => filter(() => setKind(value))}
          options={listsOf({ own }).map((value) => ({ value, label: listName(value, { own }) }))}
        />
        <Select
          aria-label="事项"
          allowClear
          placeholder="全部事项"
          style={{ width: 160 }}
          value={task}
          onChange={(value) => filter(() => setTask(value))}
          options={optionsOf(listTasks)}
        />
        <Select
          aria-label="状态"
          style={{ width: 100 }}
          value={state}
          onChange={(value) => filter(() => setState(value))}
          options={optionsOf(taskStates)}
        />
        {listed.data && <span className="quiet">共 {countWords(listed.data.total)} 条</span>}
      </Flex>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.tasks ?? []}
        empty={state === 'open' ? '没有待办，名单与系统一致。' : '没有符合条件的记录。'}
        columns={[
          {
            title: '姓名',
            render: (_, { residentId, name }) =>
              residentId ? <Link to={`/residents/${residentId}`}>{name}</Link> : name,
          },
          { title: '村', dataIndex: 'villageName' },
          { title: '名单', render: (_, row) => `${row.kindName} ${row.asOf}` },
          { title: '变化', render: (_, row) => listChanges[row.change] },
          {
            title: '事项',
            render: (_, row) => (
              <Tag color={row.task === 'record-death' || row.task === 'died-on-list' ? 'red' : 'orange'}>
                {listTasks[row.task]}
              </Tag>
            ),
          },
          { title: '说明', width: 420, dataIndex: 'because' },
          {
            title: state === 'open' ? '办理' : '结果',
            render: (_, row) =>
              row.state === 'open' ? (
                maySettle && <Settle task={row} />
              ) : (
                <span className="quiet">
                  {taskStates[row.state]} {row.settledBy} {row.note}
                </span>
              ),
          },
        ]}
      />
      <PageTurner pages={pages} next={listed.data?.nextCursor} />
    </>
  )
}

function Settle({ task }: { task: Task }) {
  const { message } = App.useApp()
  const send = useSend(settleListTask)
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const settle = (decision: 'apply' | 'set-aside', note = '') =>
    send.mutate(
      { id: task.id, decision, note },
      {
        onSuccess: () => {
          message.success(decision === 'apply' ? '已办理' : '已记为不办')
          setDeclining(false)
        },
        onError: (error) => message.error(Object.values(error.fields).join('；') || error.message),
      },
    )
  return (
    <Flex gap={4}>
      <Button size="small" type="primary" ghost loading={send.isPending} onClick={() => settle('apply')}>
        {actWords[task.task]}
      </Button>
      <Button size="small" onClick={() => setDeclining(true)}>
        不办
      </Button>
      <Modal
        open={declining}
        title={`${task.name}：${listTasks[task.task]}`}
        okText="记为不办"
        okButtonProps={{ disabled: reason.trim() === '' }}
        confirmLoading={send.isPending}
        onOk={() => settle('set-aside', reason.trim())}
        onCancel={() => setDeclining(false)}
      >
        <p>{task.because}</p>
        <Input.TextArea
          aria-label="为何不办"
          placeholder="为何不办，如：同名不是本人，已与民政核对"
          rows={3}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </Flex>
  )
}
