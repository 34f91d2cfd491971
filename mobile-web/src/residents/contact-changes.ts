import type { DoorHousehold, DoorMember } from '@qianyue/domain/doors/door.ts'

/** What is typed on the contact screen; an empty box means that there is none. */
export type ContactTyped = {
  phone: string
  contactName: string
  contactPhone: string
  address: string
  groupNumber: string
}

const personal = { phone: '电话', contactName: '联系人', contactPhone: '联系人电话' } as const

export function contactOf(
  member: Pick<DoorMember, keyof typeof personal>,
  household: Pick<DoorHousehold, 'address' | 'groupNumber'> | null,
): ContactTyped {
  return {
    phone: member.phone ?? '',
    contactName: member.contactName ?? '',
    contactPhone: member.contactPhone ?? '',
    address: household?.address ?? '',
    groupNumber: household?.groupNumber?.toString() ?? '',
  }
}

type ContactChanges = {
  /** Only what differs, with the words that stand as the reason of the change. */
  resident: {
    reason: string
    phone?: string | null
    contactName?: string | null
    contactPhone?: string | null
  } | null
  household: { address?: string; groupNumber?: number | null } | null
}

/** What is to be sent: only what differs from what the phone shows, so that nobody's other change is undone. */
export function contactChanges(before: ContactTyped, typed: ContactTyped): ContactChanges {
  const differs = (field: keyof ContactTyped) => typed[field].trim() !== before[field]
  const said = (Object.keys(personal) as (keyof typeof personal)[]).filter(differs)
  const group = typed.groupNumber.trim()
  const household = {
    ...(differs('address') ? { address: typed.address.trim() } : {}),
    ...(differs('groupNumber') ? { groupNumber: group === '' ? null : Number(group) } : {}),
  }
  return {
    resident:
      said.length === 0
        ? null
        : {
            reason: `上门核实更正：${said.map((field) => personal[field]).join('、')}`,
            ...Object.fromEntries(said.map((field) => [field, typed[field].trim() || null])),
          },
    household: Object.keys(household).length === 0 ? null : household,
  }
}

/** Why it cannot be sent as it is typed, in words; null when it can. */
export function contactFault({ phone, contactPhone, groupNumber }: ContactTyped): string | null {
  if (![phone, contactPhone].every((number) => /^[\d\s-]{0,20}$/.test(number.trim())))
    return '电话只能是数字和短横线，请核对。'
  if (!/^\d{0,3}$/.test(groupNumber.trim())) return '村民小组请填 0～999 的数字。'
  return null
}
