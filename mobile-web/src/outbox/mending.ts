import type { Door, DoorHousehold, DoorMember } from '@qianyue/domain/doors/door.ts'
import { type Form, type FormValue, fieldOf } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import type { Entry } from '../offline/outbox.ts'

/** One thing that the server found wrong, as it can be put right on the phone. */
export type Fault = {
  /** Name in the request, or of the form's field. */
  field: string
  name: string
  message: string
  /** How it is typed; null when it is put right elsewhere. */
  input: 'date' | 'number' | 'text' | null
  value: string
}

const plainNames: Record<string, { name: string; input: Fault['input'] }> = {
  performedOn: { name: '服务日期', input: 'date' },
  on: { name: '日期', input: 'date' },
  happenedOn: { name: '日期', input: 'date' },
  startsOn: { name: '起始日期', input: 'date' },
  name: { name: '姓名', input: 'text' },
  phone: { name: '电话', input: 'text' },
  idNumber: { name: '身份证号', input: 'text' },
  birthDate: { name: '出生日期', input: 'date' },
  remark: { name: '说明', input: 'text' },
}

/** What the server found wrong with an entry, field by field. */
export function faultsOf({ request, refusal }: Entry, localForms: readonly Form[]): Fault[] {
  const form = typeof request.form === 'string' ? findForm(request.form, localForms) : undefined
  const values = (request.values ?? {}) as Record<string, unknown>
  return Object.entries(refusal?.fields ?? {}).map(([field, message]) => {
    const ofForm = form && fieldOf(form, field)
    const plain = plainNames[field]
    const value = field in values ? values[field] : request[field]
    return {
      field,
      message,
      name: ofForm?.name ?? plain?.name ?? '这一项',
      input: ofForm ? inputFor(ofForm.kind) : (plain?.input ?? null),
      value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    }
  })
}

function inputFor(kind: string): Fault['input'] {
  if (kind === 'number' || kind === 'integer') return 'number'
  if (kind === 'date' || kind === 'text') return kind
  return null
}

/** The request with what was typed anew. A box left empty is left out. */
export function requestWith(
  request: Record<string, unknown>,
  faults: readonly Fault[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const mended: Record<string, unknown> = { ...request }
  const values = { ...((request.values ?? {}) as Record<string, FormValue | undefined>) }
  for (const { field, input } of faults) {
    const text = typed[field]?.trim()
    if (text === undefined || input === null) continue
    const value = text === '' ? undefined : input === 'number' ? Number(text) : text
    if (field in request && field !== 'values') mended[field] = value
    else values[field] = value
  }
  if (request.values !== undefined) mended.values = values
  return mended
}

/** One field of a resident's data that two people changed. */
export type Side = { name: string; mine: string; theirs: string }

const dataNames: [field: keyof DoorMember & string, name: string][] = [
  ['name', '姓名'],
  ['phone', '电话'],
  ['contactName', '联系人'],
  ['contactPhone', '联系人电话'],
]

const householdNames: [field: keyof DoorHousehold & string, name: string][] = [
  ['groupNumber', '村民小组'],
  ['address', '住址'],
]

/**
 * 修改冲突: what was written here beside what stands on the server now, and the version that stands there; null when it is
 * no conflict.
 */
export function bothSides(
  entry: Entry,
  doors: ReadonlyMap<string, Door>,
): { version: number; sides: Side[] } | null {
  if (entry.refusal?.code !== 'changed-meanwhile') return null
  const { id } = entry.request
  if (entry.call === 'PATCH /households/{id}') {
    const household = doors.get(String(id))?.household
    return household?.version === undefined
      ? null
      : { version: household.version, sides: sidesOf(householdNames, entry.request, household) }
  }
  for (const { members } of doors.values()) {
    const member = members.find((one) => one.id === id)
    if (member) return { version: member.version, sides: sidesOf(dataNames, entry.request, member) }
  }
  return null
}

function sidesOf<Kept extends object>(
  names: readonly [field: keyof Kept & string, name: string][],
  mine: Readonly<Record<string, unknown>>,
  theirs: Kept,
): Side[] {
  const said = (value: unknown) =>
    value === null || value === undefined || value === '' ? '（空）' : String(value)
  return names
    .filter(([field]) => mine[field] !== undefined)
    .map(([field, name]) => ({ name, mine: said(mine[field]), theirs: said(theirs[field]) }))
}
