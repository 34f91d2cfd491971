import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { listStaffForTeams, saveTeam } from '@qianyue/api/teams.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { type MemberDraft, MemberRows } from './MemberRows.tsx'
import type { Team } from './TeamsPage.tsx'

/** 新建或修改团队: members with their roles, villages, caps. */
export function EditTeam({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const [id] = useState(() => team?.id ?? newId())
  const [name, setName] = useState(team?.name ?? '')
  const [phone, setPhone] = useState(team?.phone ?? '')
  const units = useReply(listOrgUnits, {})
  const townships = (units.data ?? []).filter(({ level }) => level === 'township')
  const [chosenUnit, setChosenUnit] = useState<number | null>(team?.unitCode ?? null)
  const unitCode = chosenUnit ?? (townships.length === 1 ? townships[0]!.code : null)
  const [villageCodes, setVillageCodes] = useState(team?.villages.map(({ code }) => code) ?? [])
  const [caps, setCaps] = useState(team?.ownCaps ?? { persons: null, households: null, villages: null })
  const [members, setMembers] = useState<MemberDraft[]>(
    team?.members.map(({ staffId, role, leads }) => ({ staffId, role, leads })) ?? [
      { staffId: null, role: 'family-doctor', leads: true },
      { staffId: null, role: 'nurse', leads: false },
    ],
  )
  const staff = useReply(listStaffForTeams, unitCode === null ? null : { orgId: unitCode })
  const save = useSend(saveTeam)
  const villages = (units.data ?? []).filter(
    ({ level, parentCode }) => level === 'village' && parentCode === unitCode,
  )
  const send = () => {
    if (unitCode === null) return
    save.mutate(
      {
        teamId: id,
        name,
        unitCode,
        phone: phone || null,
        ownCaps: caps,
        villageCodes,
        members: members.flatMap(({ staffId, ...member }) => (staffId ? [{ staffId, ...member }] : [])),
      },
      { onSuccess: onClose },
    )
  }
  const fault = (field: string) => {
    const words = save.error?.fields[field]
    return words ? { validateStatus: 'error' as const, help: words } : {}
  }

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={640}
      title={team ? `修改${team.name}` : '新建团队'}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={name.trim() === '' || unitCode === null}
          loading={save.isPending}
          onClick={send}
        >
          保存
        </Button>
      }
    >
      {save.error && <Alert type="error" showIcon title={save.error.message} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <Flex gap={12} wrap>
          <Form.Item
            label="团队名称"
            htmlFor="team-name"
            style={{ flex: 1, minWidth: 200 }}
            {...fault('name')}
          >
            <Input
              id="team-name"
              value={name}
              maxLength={40}
              onChange={({ target }) => setName(target.value)}
            />
          </Form.Item>
          <Form.Item
            label="所属机构"
            htmlFor="team-unit"
            style={{ flex: 1, minWidth: 200 }}
            {...fault('unitCode')}
          >
            <Select
              id="team-unit"
              disabled={team !== null}
              value={unitCode}
              options={townships.map((unit) => ({ value: unit.code, label: unit.name }))}
              onChange={setChosenUnit}
            />
          </Form.Item>
          <Form.Item label="服务电话" htmlFor="team-phone" style={{ width: 160 }}>
            <Input id="team-phone" value={phone} onChange={({ target }) => setPhone(target.value)} />
          </Form.Item>
        </Flex>
        <Form.Item label="成员与角色（选一位团队长）" {...fault('members')}>
          <MemberRows members={members} staff={staff.data ?? []} onChange={setMembers} />
        </Form.Item>
        <Form.Item label="覆盖的村" htmlFor="team-villages" {...fault('villageCodes')}>
          <Select
            id="team-villages"
            mode="multiple"
            optionFilterProp="label"
            value={villageCodes}
            options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
            onChange={setVillageCodes}
          />
        </Form.Item>
        <Form.Item label="本团队的上限（不填按县里规定）">
          <Flex gap={8} wrap>
            <Cap label="人" value={caps.persons} onChange={(persons) => setCaps({ ...caps, persons })} />
            <Cap
              label="户"
              value={caps.households}
              onChange={(households) => setCaps({ ...caps, households })}
            />
            <Cap label="村" value={caps.villages} onChange={(villages) => setCaps({ ...caps, villages })} />
          </Flex>
        </Form.Item>
      </Form>
    </Drawer>
  )
}

function Cap({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}) {
  return (
    <InputNumber
      aria-label={`上限（${label}）`}
      min={0}
      max={100_000}
      precision={0}
      suffix={label}
      style={{ width: 130 }}
      value={value}
      onChange={onChange}
    />
  )
}
