import { getResponsibilityLetter } from '@qianyue/api/documents.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listStaff } from '@qianyue/api/organisation.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { Button, type TableColumnsType, Tag } from 'antd'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'

export type Member = ReplyOf<typeof listStaff>[number]

const licenceTag = {
  none: null,
  valid: null,
  expiring: <Tag color="warning">将到期</Tag>,
  expired: <Tag color="error">已过期</Tag>,
} as const

/** 人员: a row each, the name opens it. */
export function StaffTable({
  staff,
  loading,
  onOpen,
}: {
  staff: readonly Member[]
  loading: boolean
  onOpen: ((member: Member) => void) | null
}) {
  const mayPrint = useMay('documents.print')
  const columns: TableColumnsType<Member> = [
    {
      title: '姓名',
      dataIndex: 'name',
      fixed: 'left',
      render: (name: string, member) =>
        onOpen ? (
          <Button type="link" size="small" onClick={() => onOpen(member)}>
            {name}
          </Button>
        ) : (
          name
        ),
    },
    { title: '机构', dataIndex: 'unitName' },
    { title: '资质', dataIndex: 'qualification' },
    { title: '执业证号', dataIndex: 'licenceNumber', responsive: ['lg'] },
    {
      title: '执业证有效期至',
      dataIndex: 'licenceExpiresOn',
      render: (day: string | null, { licence }) => (
        <>
          {day ?? <span className="quiet">未登记</span>} {licenceTag[licence]}
        </>
      ),
    },
    {
      title: '状态',
      render: (_, { leftOn, suspendedSince }) =>
        leftOn ? (
          <Tag>{leftOn} 离岗</Tag>
        ) : suspendedSince ? (
          <Tag color="error">{suspendedSince} 起暂停签约</Tag>
        ) : (
          '在岗'
        ),
    },
    { title: '电话', dataIndex: 'phone', responsive: ['md'] },
    {
      title: '账号',
      dataIndex: 'username',
      responsive: ['md'],
      render: (username: string | null) => username ?? <span className="quiet">无</span>,
    },
    ...(mayPrint
      ? [
          {
            title: '责任书',
            render: (_: unknown, { id, leftOn }: Member) =>
              leftOn ? null : (
                <Button
                  type="link"
                  size="small"
                  target="_blank"
                  rel="noopener"
                  href={addressFor(getResponsibilityLetter, { id })}
                >
                  打印
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <DataTable<Member>
      columns={columns}
      dataSource={[...staff]}
      loading={loading}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 人` }}
      locale={{ emptyText: '这里还没有符合条件的人员' }}
    />
  )
}
