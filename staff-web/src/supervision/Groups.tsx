import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { groupKinds, listSupervisionGroups, putSupervisionGroup } from '@qianyue/api/supervision.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, Form, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { SendError } from '../shell/SendError.tsx'

type Group = ReplyOf<typeof listSupervisionGroups>[number]
type Draft = Pick<Group, 'id' | 'kind' | 'name' | 'members' | 'villageCodes' | 'since' | 'until'>

const blank = (): Draft => ({
  id: newId(),
  kind: 'guidance',
  name: '',
  members: [],
  villageCodes: [],
  since: dayjs().format('YYYY-MM-DD') as Draft['since'],
  until: null,
})

/** 领导小组、督导组、指导团队: who is in them and which villages they guide. */
export function Groups() {
  const reply = useReply(listSupervisionGroups, {})
  const mayOrganise = useMay('supervision.organise')
  const [draft, setDraft] = useState<Draft | null>(null)
  return (
    <>
      {mayOrganise && (
        <Flex justify="end" style={{ marginBottom: 12 }}>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDraft(blank())}>
            登记小组
          </Button>
        </Flex>
      )}
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data ?? []}
        empty="还没有登记小组。"
        columns={[
          { title: '类别', render: (_, { kind }) => groupKinds[kind] },
          { title: '名称', dataIndex: 'name' },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '成员',
            render: (_, { members }) =>
              members.map(({ name, post }) => (post ? `${post}${name}` : name)).join('、'),
          },
          { title: '指导的村', render: (_, { villageNames }) => villageNames.join('、') },
          { title: '起止', render: (_, { since, until }) => `${since} 至 ${until ?? '今'}` },
          {
            title: '',
            render: (_, { mayChange, unitName: _u, unitCode: _c, villageNames: _v, ...group }) =>
              mayChange && (
                <Button size="small" onClick={() => setDraft(group)}>
                  修改
                </Button>
              ),
          },
        ]}
      />
      {draft && <EditGroup draft={draft} onChange={setDraft} onClose={() => setDraft(null)} />}
    </>
  )
}

function EditGroup({
  draft,
  onChange,
  onClose,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  onClose: () => void
}) {
  const send = useSend(putSupervisionGroup)
  const units = useReply(listOrgUnits, {})
  const members = draft.members.map(({ post, name }) => (post ? `${post}：${name}` : name)).join('\n')
  const [written, setWritten] = useState(members)
  const save = () =>
    send.mutate({ ...draft, members: readMembers(written, draft.members) }, { onSuccess: onClose })
  return (
    <Modal
      open
      title="小组"
      okText="保存"
      okButtonProps={{ disabled: draft.name.trim().length < 2 || written.trim() === '' }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <SendError error={send.error} />
      <Form layout="vertical">
        <Form.Item label="类别" htmlFor="group-kind">
          <Select
            id="group-kind"
            value={draft.kind}
            onChange={(kind) => onChange({ ...draft, kind })}
            options={Object.entries(groupKinds).map(([value, label]) => ({
              value: value as Draft['kind'],
              label,
            }))}
          />
        </Form.Item>
        <Form.Item label="名称" htmlFor="group-name" required>
          <Input
            id="group-name"
            value={draft.name}
            maxLength={60}
            onChange={({ target }) => onChange({ ...draft, name: target.value })}
          />
        </Form.Item>
        <Form.Item label="成员" htmlFor="group-members" required extra="一行一人，如“组长：张三”。">
          <Input.TextArea
            id="group-members"
            rows={5}
            value={written}
            onChange={({ target }) => setWritten(target.value)}
          />
        </Form.Item>
        {draft.kind === 'guidance' && (
          <Form.Item label="指导的村" htmlFor="group-villages" required>
            <Select
              id="group-villages"
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.villageCodes}
              onChange={(villageCodes) => onChange({ ...draft, villageCodes })}
              options={
                units.data
                  ?.filter(({ level }) => level === 'village')
                  .map(({ code, areaName }) => ({ value: code, label: areaName })) ?? []
              }
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

/** Lines like 组长：张三; what was known of somebody by that name is kept. */
function readMembers(written: string, known: Draft['members']): Draft['members'] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [first = '', second] = line.split(/[:：]/).map((part) => part.trim())
      const name = second ?? first
      const before = known.find((member) => member.name === name)
      return { unit: '', phone: '', ...before, name, post: second === undefined ? '' : first }
    })
}
