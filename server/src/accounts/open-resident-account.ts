import type { openResidentAccount as call } from '@qianyue/api/accounts.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { hashPassword } from '../session/passwords.ts'
import {
  accountOfResident,
  endSessions,
  insertAccount,
  replaceRoles,
  residentOfAccount,
  updateAccount,
} from './accounts.queries.ts'
import { type After, forget, oneTimeUntil } from './manage-accounts.ts'
import { oneTimePassword } from './one-time-password.ts'

/**
 * 居民账号: who cares for a resident opens their account, or gives a new one-time password to who has one. It reaches the
 * resident's own record and nothing else. Sent twice it answers alike.
 */
export async function openResidentAccount(
  context: Context,
  { residentId, id }: RequestOf<typeof call>,
  after: After,
): Promise<ReplyInput<typeof call>> {
  const resident = await residentOfAccount(context, residentId)
  if (!resident) throw new NotFound('resident')
  if (resident.diedOn !== null) throw new Refused('resident-dead', '该居民已死亡，不能开通账号。')
  context.note({ residentId, subject: `account ${id}` })
  const known = await accountOfResident(context, residentId)
  const password = oneTimePassword(context.crypto, id)
  if (known) {
    const isSameCall = known.id === id || known.lastResetId === id
    if (isSameCall && !known.mustChangePassword) {
      throw new Refused('shown-once', '密码只在生成时显示一次，不能再看。需要时请重新生成。')
    }
    if (!isSameCall) {
      await updateAccount(context, known.id, {
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
        oneTimeUntil: oneTimeUntil(context),
        lastResetId: id,
        failedSignIns: 0,
        lockedUntil: null,
      })
      await endSessions(context, known.id)
      forget(after, known.id)
    }
    return { username: known.username, oneTimePassword: password, isNew: known.id === id }
  }
  const username = await insertWithFreeName(context, id, resident, await hashPassword(password))
  await replaceRoles(context, id, [{ role: 'resident', unitCode: resident.villageCode }])
  return { username, oneTimePassword: password, isNew: true }
}

/** The health record number without its county, which is short enough to be read out; with it where another county has the same. */
async function insertWithFreeName(
  context: Context,
  id: string,
  resident: { id: string; name: string; healthRecordNumber: string | null },
  passwordHash: string,
): Promise<string> {
  const number = resident.healthRecordNumber ?? id.slice(-12)
  for (const username of [`r${number.slice(6)}`, `r${number}`, `r${id.replaceAll('-', '')}`]) {
    const added = await insertAccount(context, {
      id,
      countyCode: context.viewer.countyCode,
      username,
      name: resident.name,
      staffId: null,
      residentId: resident.id,
      secondFactorDemanded: false,
      passwordHash,
      oneTimeUntil: oneTimeUntil(context),
      createdAt: context.now,
    })
    if (added) return username
  }
  throw new Refused('id-is-taken', '这条记录的编号已被使用，请重新打开页面再保存。')
}
