import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { invite, listEligible } from '@qianyue/api/examination-days.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Drawer, Grid } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { selectionWords } from '../shell/selection-words.ts'
import type { ExaminationDay } from './ExaminationDayPage.tsx'

type Eligible = ReplyOf<typeof listEligible>[number]

/** Who is owed an examination on the day and not invited yet; households get one slot. */
export function InviteDrawer({ day, onClose }: { day: ExaminationDay; onClose: () => void }) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const eligible = useReply(listEligible, { id: day.id })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const send = useSend(invite)
  const free =
    day.slots * day.slotCapacity - day.invitees.filter(({ answer }) => answer !== 'not-coming').length
  const save = () =>
    send.mutate(
      { id: day.id, residentIds: [...chosen] },
      {
        onSuccess: ({ invited, leftOut }) => {
          if (leftOut === 0) message.success(`已邀请 ${invited} 人并排好时段`)
          else message.warning(`已邀请 ${invited} 人；时段已满，${leftOut} 人没有排上`)
          onClose()
        },
      },
    )
  return (
    <Drawer
      open
      onClose={onClose}
      size={md ? 860 : '100%'}
      title={`邀请居民（余 ${free} 个位置）`}
      extra={
        <Button type="primary" disabled={chosen.length === 0} loading={send.isPending} onClick={save}>
          邀请所选 {chosen.length} 人
        </Button>
      }
    >
      {(eligible.error ?? send.error) && (
        <Alert type="error" showIcon title={(eligible.error ?? send.error)!.message} />
      )}
      <DataTable<Eligible>
        rowKey="residentId"
        loading={eligible.isPending}
        dataSource={eligible.data ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        rowSelection={{
          ...selectionWords(({ name }) => name),
          selectedRowKeys: [...chosen],
          onChange: (keys) => setChosen(keys as string[]),
          selections: [
            { key: 'all', text: '全部（所有页）', onSelect: () => setChosen(idsOf(eligible.data)) },
          ],
        }}
        empty="村里应体检的居民都已邀请或已体检。"
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '性别年龄', render: (_, { sex, ageYears }) => `${sexWords[sex]} ${ageWords(ageYears)}` },
          { title: '住址', dataIndex: 'address' },
          { title: '应做', render: (_, { items }) => items.join('、') },
          { title: '期限', dataIndex: 'dueBy' },
        ]}
      />
    </Drawer>
  )
}

function idsOf(eligible: readonly Eligible[] = []): string[] {
  return eligible.map(({ residentId }) => residentId)
}
