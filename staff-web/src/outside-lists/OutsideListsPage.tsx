import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getOutsideList, listOutsideLists } from '@qianyue/api/outside-lists.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Drawer, Skeleton, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ImportList } from './ImportList.tsx'
import { ListTasks } from './ListTasks.tsx'

type List = ReplyOf<typeof listOutsideLists>[number]

/** 部门名单: what other departments' lists ask for, and the lists as they came. */
export function OutsideListsPage() {
  const mayImport = useMay('outside-lists.import')
  return (
    <>
      <PageTitle title="部门名单">{mayImport && <ImportList />}</PageTitle>
      <Tabs
        items={[
          { key: 'tasks', label: '待办', children: <ListTasks /> },
          { key: 'lists', label: '各期名单', children: <Lists /> },
        ]}
      />
    </>
  )
}

function Lists() {
  const lists = useReply(listOutsideLists, {})
  const [opened, setOpened] = useState<List | null>(null)
  const count = (title: string, of: (list: List) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, list: List) => of(list).toLocaleString('zh-CN'),
  })
  return (
    <>
      {lists.error && <Alert type="error" showIcon title={lists.error.message} />}
      <DataTable
        loading={lists.isPending}
        dataSource={lists.data ?? []}
        empty="还没有导入过部门名单。"
        columns={[
          {
            title: '名单',
            render: (_, list) => (
              <Button type="link" size="small" onClick={() => setOpened(list)}>
                {list.kindName}
              </Button>
            ),
          },
          { title: '名单日期', dataIndex: 'asOf' },
          { title: '单位', dataIndex: 'unitName' },
          count('人数', ({ counts }) => counts.people),
          count('比对上', ({ counts }) => counts.matched),
          count('未比对上', ({ counts }) => counts.unmatched),
          count('新进', ({ counts }) => counts.added),
          count('不在', ({ counts }) => counts.left),
          count('变化', ({ counts }) => counts.changed),
          count('待办', ({ openTasks }) => openTasks),
          { title: '导入', render: (_, list) => `${list.importedBy} ${momentWords(list.importedAt)}` },
        ]}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size="large"
        title={opened && `${opened.kindName} ${opened.asOf}`}
        destroyOnHidden
      >
        {opened && <OneList id={opened.id} />}
      </Drawer>
    </>
  )
}

/** Whom a list could not tell, and rows that could not be read. */
function OneList({ id }: { id: string }) {
  const list = useReply(getOutsideList, { id })
  if (list.error) return <Alert type="error" showIcon title={list.error.message} />
  if (!list.data) return <Skeleton active />
  const { unmatched, problems, fileName, counts } = list.data
  return (
    <>
      <p className="quiet">
        {fileName} · {counts.people} 人，比对上 {counts.matched}{' '}
        人。先按身份证号比对，没有身份证号的按姓名加出生日期。
      </p>
      <h3>没有比对上的 {counts.unmatched} 人</h3>
      <Table
        size="small"
        rowKey="sheetRow"
        dataSource={unmatched}
        pagination={unmatched.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        locale={{ emptyText: '全部比对上了。' }}
        columns={[
          { title: '行', dataIndex: 'sheetRow', align: 'right', width: 64 },
          { title: '姓名', dataIndex: 'name' },
          { title: '身份证号', dataIndex: 'idNumberMasked' },
          { title: '原因', dataIndex: 'because' },
        ]}
      />
      {problems.length > 0 && (
        <>
          <h3>需要向来源部门核实的 {counts.problems} 行</h3>
          <Table
            size="small"
            rowKey={(row) => `${row.sheet}/${row.sheetRow}/${row.message}`}
            dataSource={problems}
            pagination={problems.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            columns={[
              { title: '行', dataIndex: 'sheetRow', align: 'right', width: 64 },
              { title: '说明', dataIndex: 'message' },
            ]}
          />
        </>
      )}
    </>
  )
}
