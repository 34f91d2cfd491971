import { meetingKinds, recordMeeting } from '@qianyue/api/meetings.ts'
import { listTeams } from '@qianyue/api/teams.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Button, Flex, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { SendError } from '../shell/SendError.tsx'

type Said = {
  kind: keyof typeof meetingKinds
  teamId?: string
  heldOn: Dayjs
  attendees: string
  practice?: string
  results?: string
  gaps?: string
  nextMonth?: string
  tasks?: { words: string; person?: string; dueOn: Dayjs }[]
}

const parts = [
  ['practice', '本月做法'],
  ['results', '成效'],
  ['gaps', '差距'],
  ['nextMonth', '下月安排'],
] as const

/** 登记会议: the four things that a monthly meeting is about, and its tasks. */
export function RecordMeeting({ onClose }: { onClose: () => void }) {
  const send = useSend(recordMeeting)
  const teams = useReply(listTeams, {})
  const [id] = useState(newId)
  const [form] = Form.useForm<Said>()
  const kind = Form.useWatch('kind', form)
  return (
    <Modal
      open
      width={680}
      title="登记会议"
      okText="登记"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { heldOn, teamId, tasks = [], ...said } = await form.validateFields()
        send.mutate(
          {
            id,
            ...said,
            teamId: said.kind === 'team' ? (teamId ?? null) : null,
            heldOn: heldOn.format('YYYY-MM-DD'),
            tasks: tasks.map(({ words, person, dueOn }) => ({
              id: newId(),
              words,
              person: person ?? '',
              dueOn: dueOn.format('YYYY-MM-DD'),
            })),
          },
          { onSuccess: onClose },
        )
      }}
    >
      <SendError error={send.error} />
      <Form form={form} layout="vertical" initialValues={{ kind: 'team', heldOn: dayjs() }}>
        <Flex gap={12} wrap>
          <Form.Item name="kind" label="会议" style={{ flex: '1 1 140px' }}>
            <Select options={Object.entries(meetingKinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {kind === 'team' && (
            <Form.Item
              name="teamId"
              label="团队"
              style={{ flex: '1 1 180px' }}
              rules={[{ required: true, message: '请选择团队' }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={teams.data?.map((team) => ({ value: team.id, label: team.name })) ?? []}
              />
            </Form.Item>
          )}
          <Form.Item name="heldOn" label="日期">
            <DayPicker allowClear={false} maxDate={dayjs()} />
          </Form.Item>
        </Flex>
        <Form.Item
          name="attendees"
          label="参加人"
          rules={[{ required: true, min: 2, message: '请填写参加人' }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        {parts.map(([name, label]) => (
          <Form.Item key={name} name={name} label={label}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </Form.Item>
        ))}
        <Form.List name="tasks">
          {(fields, { add, remove }) => (
            <Form.Item label="任务">
              <Flex vertical gap={8}>
                {fields.map(({ key, name }) => (
                  <Flex key={key} gap={8} wrap>
                    <Form.Item
                      name={[name, 'words']}
                      noStyle
                      rules={[{ required: true, min: 2, message: '请写明任务' }]}
                    >
                      <Input aria-label="任务" placeholder="做什么" style={{ flex: '2 1 200px' }} />
                    </Form.Item>
                    <Form.Item name={[name, 'person']} noStyle>
                      <Input aria-label="负责人" placeholder="谁" style={{ flex: '1 1 80px' }} />
                    </Form.Item>
                    <Form.Item name={[name, 'dueOn']} noStyle initialValue={dayjs().endOf('month')}>
                      <DayPicker aria-label="期限" allowClear={false} />
                    </Form.Item>
                    <Button onClick={() => remove(name)}>删除</Button>
                  </Flex>
                ))}
                <Button onClick={() => add()}>添加任务</Button>
              </Flex>
            </Form.Item>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
