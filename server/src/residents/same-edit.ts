import { isDeepStrictEqual } from 'node:util'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { editResident } from '@qianyue/api/residents.ts'
import type { Context } from '../http/context.ts'
import { type ResidentToEdit, versionsOf } from './edit.queries.ts'
import type { ReadIdentity } from './read-identity.ts'

type Edit = RequestOf<typeof editResident>

/**
 * The version that an edit made when it was sent before; null when it is a new one. It is known by its id; one without
 * an id only as long as nobody changed the record after it and every box still says what the edit says. The same reason
 * alone proves nothing: two people at one door both write 核对电话.
 */
export async function madeBefore(
  context: Context,
  resident: ResidentToEdit,
  edit: Edit,
  read: ReadIdentity,
): Promise<number | null> {
  if (resident.version === edit.version) return null
  const versions = await versionsOf(context, resident.id)
  if (edit.editId !== undefined) {
    const made = versions.find(({ editId }) => editId === edit.editId)
    return made ? made.version + 1 : null
  }
  const last = versions.find(({ version }) => version === edit.version)
  const isNewest = resident.version === edit.version + 1
  if (!isNewest || last?.reason !== edit.reason || last.changedBy !== context.viewer.accountId) return null
  return saysAlready(context, resident, edit, read) ? resident.version : null
}

function saysAlready(
  { crypto }: Context,
  resident: ResidentToEdit,
  { id: _id, editId: _editId, version: _version, reason: _reason, profile, ...fields }: Edit,
  read: ReadIdentity,
): boolean {
  const numbers = {
    idNumber: resident.idNumberEncrypted,
    phone: resident.phoneEncrypted,
    contactPhone: resident.contactPhoneEncrypted,
  }
  const open = (sealed: Buffer | null) => (sealed === null ? null : crypto.decrypt(sealed))
  return (
    (profile === undefined || isDeepStrictEqual(profile, resident.profile)) &&
    (Object.keys(fields) as (keyof typeof fields)[])
      .filter((field) => fields[field] !== undefined)
      .every((field) =>
        field in numbers
          ? read[field as keyof typeof numbers] === open(numbers[field as keyof typeof numbers])
          : fields[field] === resident[field as keyof ResidentToEdit],
      )
  )
}
