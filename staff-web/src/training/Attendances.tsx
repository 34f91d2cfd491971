import { getTraining, noteAttendance } from '@qianyue/api/training.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Checkbox, Flex, InputNumber, Select, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import type { Trainings } from './TrainingPage.tsx'

type Entered = { present: boolean; score: number | null }

/** 签到与成绩: who came, what they scored, and the certificate that follows. */
export function Attendances({ id, staff }: { id: string; staff: Trainings['staff'] }) {
  const { message } = App.useApp()
  const reply = useReply(getTraining, { id })
  const send = useSend(noteAttendance)
  const [changed, setChanged] = useState<Record<string, Entered>>({})
  if (reply.error) return <Alert type="error" showIcon title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  const { attendances, mayChange, heldOn, unitName, topics, hours, hasTest, passPercent } = reply.data
  const known = new Map(attendances.map((one) => [one.staffId, one]))
  const rows = [
    ...attendances,
    ...staff
      .filter(({ staffId }) => changed[staffId] && !known.has(staffId))
      .map((one) => ({ ...one, present: false, score: null, passed: null, certificate: null })),
  ]
  const of = (staffId: string): Entered =>
    changed[staffId] ?? {
      present: known.get(staffId)?.present ?? true,
      score: known.get(staffId)?.score ?? null,
    }
  const change = (staffId: string, part: Partial<Entered>) =>
    setChanged({ ...changed, [staffId]: { ...of(staffId), ...part } })
  const add = (staffIds: string[]) =>
    setChanged({
      ...changed,
      ...Object.fromEntries(staffIds.map((one) => [one, { present: true, score: null }])),
    })
  return (
    <Flex vertical gap={12}>
      <span className="quiet">
        {heldOn} · {unitName} · {hours} 学时 · {topics}
        {hasTest && ` · 考试 ${passPercent} 分合格`}
      </span>
      {mayChange && (
        <Flex gap={8} wrap>
          <Select
            aria-label="添加人员"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="添加人员"
            style={{ flex: '1 1 240px' }}
            value={null}
            onChange={(staffId: string) => add([staffId])}
            options={staff
              .filter(({ staffId }) => !known.has(staffId) && !changed[staffId])
              .map(({ staffId, staffName, unitName: unit }) => ({
                value: staffId,
                label: `${staffName}（${unit}）`,
              }))}
          />
          <Button
            onClick={() =>
              add(staff.map(({ staffId }) => staffId).filter((one) => !known.has(one) && !changed[one]))
            }
          >
            全部人员
          </Button>
          <Button
            type="primary"
            disabled={Object.keys(changed).length === 0}
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                {
                  id,
                  attendances: Object.entries(changed).map(([staffId, one]) => ({ staffId, ...one })),
                },
                {
                  onSuccess: () => {
                    setChanged({})
                    message.success('已保存')
                  },
                  onError: (error) => message.error(Object.values(error.fields).join('；') || error.message),
                },
              )
            }
          >
            保存
          </Button>
        </Flex>
      )}
      <DataTable
        rowKey="staffId"
        dataSource={rows}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        locale={{ emptyText: '还没有登记签到。' }}
        columns={[
          { title: '姓名', dataIndex: 'staffName' },
          { title: '机构', dataIndex: 'unitName' },
          {
            title: '签到',
            render: (_, { staffId, staffName }) => (
              <Checkbox
                aria-label={`${staffName}签到`}
                disabled={!mayChange}
                checked={of(staffId).present}
                onChange={({ target }) => change(staffId, { present: target.checked })}
              />
            ),
          },
          ...(hasTest
            ? [
                {
                  title: '成绩',
                  render: (_: unknown, { staffId, staffName }: (typeof rows)[number]) => (
                    <InputNumber
                      aria-label={`${staffName}成绩`}
                      size="small"
                      min={0}
                      max={100}
                      precision={0}
                      disabled={!mayChange}
                      value={of(staffId).score}
                      onChange={(score) => change(staffId, { score })}
                    />
                  ),
                },
              ]
            : []),
          {
            title: '结果',
            render: (_, { staffId, passed }) =>
              changed[staffId] ? (
                <Tag>未保存</Tag>
              ) : passed === null ? (
                <Tag>待评分</Tag>
              ) : (
                <Tag color={passed ? 'green' : 'red'}>{passed ? '合格' : '不合格'}</Tag>
              ),
          },
          { title: '证书编号', dataIndex: 'certificate' },
        ]}
      />
    </Flex>
  )
}
