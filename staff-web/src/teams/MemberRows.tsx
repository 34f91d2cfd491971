import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listStaffForTeams } from '@qianyue/api/teams.ts'
import { type TeamRole, teamRoles } from '@qianyue/domain/teams/team.ts'
import { Button, Flex, Radio, Select } from 'antd'

/** A row of the editor; without a person until one is chosen. */
export type MemberDraft = { staffId: string | null; role: TeamRole; leads: boolean }

const roleOptions = (Object.keys(teamRoles) as TeamRole[]).map((role) => ({
  value: role,
  label: teamRoles[role],
}))

/** Who is in a team, in which role, and which one of them leads it. */
export function MemberRows({
  members,
  staff,
  onChange,
}: {
  members: readonly MemberDraft[]
  staff: ReplyOf<typeof listStaffForTeams>
  onChange: (members: MemberDraft[]) => void
}) {
  const put = (at: number, changes: Partial<MemberDraft>) =>
    onChange(
      members.map((member, index) => {
        if (index === at) return { ...member, ...changes }
        return changes.leads ? { ...member, leads: false } : member
      }),
    )
  const offeredAt = (at: number) =>
    staff.map(({ staffId, name, qualification, unitName, ineligible }) => ({
      value: staffId,
      label: [name, qualification, unitName, ineligible].filter(Boolean).join(' · '),
      disabled: members.some((member, other) => other !== at && member.staffId === staffId),
    }))
  return (
    <>
      {members.map((member, at) => (
        <Flex key={at} gap={8} align="center" style={{ marginBottom: 6 }}>
          <Radio aria-label="团队长" checked={member.leads} onChange={() => put(at, { leads: true })} />
          <Select
            aria-label="人员"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ flex: 1 }}
            placeholder="人员"
            value={member.staffId}
            options={offeredAt(at)}
            onChange={(staffId) => put(at, { staffId })}
          />
          <Select
            aria-label="角色"
            style={{ width: 130 }}
            value={member.role}
            options={roleOptions}
            onChange={(role) => put(at, { role })}
          />
          <Button
            type="text"
            aria-label="去掉这位成员"
            icon={<DeleteOutlined />}
            onClick={() => onChange(members.filter((_, i) => i !== at))}
          />
        </Flex>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...members, { staffId: null, role: 'public-health', leads: false }])}
      >
        加一位成员
      </Button>
    </>
  )
}
