import type {
  createAccount,
  editAccount,
  listAccounts,
  removeSecondFactor,
  resetPassword,
  setAccountState,
} from '@qianyue/api/accounts.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { type RoleAtUnit, whyCannotGive } from '@qianyue/domain/accounts/giving-roles.ts'
import { roleRefusalWords } from '@qianyue/domain/accounts/role-words.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { residentIsReached } from '../residents/reachable-residents.ts'
import { hashPassword } from '../session/passwords.ts'
import {
  accountsLike,
  accountsPage,
  closedUnits,
  endSessions,
  insertAccount,
  type ManagedAccount,
  managedAccount,
  replaceRoles,
  staffUnit,
  updateAccount,
} from './accounts.queries.ts'
import { mayBeShownAgain, ONE_TIME_PASSWORD_DAYS, oneTimePassword } from './one-time-password.ts'

/** What a change of an account leaves behind: whoever it is must be looked at anew. */
export type After = { services: Services; afterCommit: (work: () => void) => void }

export async function accounts(context: Context, request: RequestOf<typeof listAccounts>) {
  const found = await accountsPage(context, request)
  const items = found.slice(0, request.limit)
  return {
    items: items.map(describeAccount),
    nextCursor: found.length > items.length ? items.at(-1)!.username : null,
  }
}

/** @throws NotFound also for an account that holds a role outside the viewer's reach. */
export async function accountToManage(context: Context, accountId: string): Promise<ManagedAccount> {
  const account = await managedAccount(context, accountId)
  if (!account) throw new NotFound('account')
  context.note({ subject: `account ${accountId}`, residentId: account.residentId })
  return account
}

/** 新建账号, with a one-time password that must be changed at the first sign-in. */
export async function create(context: Context, request: RequestOf<typeof createAccount>) {
  const { id, roles, username, name, staffId, residentId, secondFactorDemanded } = request
  await holdRoles(context, roles)
  await holdPerson(context, request)
  const like = await accountsLike(context, request)
  if (like.some((account) => account.id !== id)) {
    throw new Refused('person-has-account', '这个人已经有账号，请修改原有账号，或先停用它。')
  }
  if (!like.some((account) => account.id === id)) {
    const added = await insertAccount(context, {
      id,
      countyCode: context.viewer.countyCode,
      username,
      name,
      staffId,
      residentId,
      secondFactorDemanded,
      passwordHash: await hashPassword(oneTimePassword(context.crypto, id)),
      oneTimeUntil: oneTimeUntil(context),
      createdAt: context.now,
    })
    if (!added) throw new Invalid({ username: '这个账号名已被使用，请换一个。' })
    await replaceRoles(context, id, roles)
  }
  const account = await accountToManage(context, id)
  if (account.username !== username)
    throw new Refused('id-is-taken', '这条记录的编号已被使用，请重新打开页面再保存。')
  if (!account.mustChangePassword || !mayBeShownAgain(account.createdAt, context.now)) throw shownOnce()
  return { account: describeAccount(account), oneTimePassword: oneTimePassword(context.crypto, id) }
}

/** 修改账号. Nobody changes the roles that they hold themselves. */
export async function edit(context: Context, request: RequestOf<typeof editAccount>, after: After) {
  const { accountId, name, roles, secondFactorDemanded } = request
  const account = await accountToManage(context, accountId)
  await holdRoles(context, roles)
  if (!sameRoles(account.roles, roles)) {
    refuseOnOneself(context, accountId)
    if (roles.some(({ role }) => role === 'resident') !== (account.residentId !== null)) {
      throw new Invalid({ roles: '“居民”角色只给居民本人的账号，并且不与其他角色同用。' })
    }
    await replaceRoles(context, accountId, roles)
  }
  await updateAccount(context, accountId, { name, secondFactorDemanded })
  forget(after, accountId)
  return describeAccount((await managedAccount(context, accountId))!)
}

/** 重置密码: ends every session, lifts a lock, and gives a password to be changed at the next sign-in. */
export async function reset(context: Context, request: RequestOf<typeof resetPassword>, after: After) {
  const { accountId, id } = request
  const account = await accountToManage(context, accountId)
  refuseOnOneself(context, accountId)
  if (account.state === 'disabled') throw new Refused('account-disabled', '账号已停用，请先启用。')
  if (account.lastResetId === id) {
    const madeAt = new Date(
      (account.oneTimeUntil ?? context.now).getTime() - ONE_TIME_PASSWORD_DAYS * 86_400_000,
    )
    if (!account.mustChangePassword || !mayBeShownAgain(madeAt, context.now)) throw shownOnce()
  } else {
    await updateAccount(context, accountId, {
      passwordHash: await hashPassword(oneTimePassword(context.crypto, id)),
      mustChangePassword: true,
      oneTimeUntil: oneTimeUntil(context),
      lastResetId: id,
      failedSignIns: 0,
      lockedUntil: null,
    })
    await endSessions(context, accountId)
    forget(after, accountId)
  }
  return {
    account: describeAccount((await managedAccount(context, accountId))!),
    oneTimePassword: oneTimePassword(context.crypto, id),
  }
}

/** 停用, 启用, 解锁. A disabled account's sessions end at once. */
export async function setState(context: Context, request: RequestOf<typeof setAccountState>, after: After) {
  const { accountId, state } = request
  const account = await accountToManage(context, accountId)
  refuseOnOneself(context, accountId)
  if (state === 'open') {
    await updateAccount(context, accountId, { disabledAt: null, lockedUntil: null, failedSignIns: 0 })
  } else if (account.state !== 'disabled') {
    await updateAccount(context, accountId, { disabledAt: context.now })
    await endSessions(context, accountId)
  }
  forget(after, accountId)
  return describeAccount((await managedAccount(context, accountId))!)
}

/** 解除动态口令, when the telephone is lost; one that is demanded is set up anew at the next sign-in. */
export async function liftSecondFactor(
  context: Context,
  { accountId }: RequestOf<typeof removeSecondFactor>,
  after: After,
) {
  await accountToManage(context, accountId)
  refuseOnOneself(context, accountId)
  await updateAccount(context, accountId, noSecondFactor)
  await endSessions(context, accountId)
  forget(after, accountId)
  return describeAccount((await managedAccount(context, accountId))!)
}

export const noSecondFactor = {
  secondFactorSecret: null,
  secondFactorPending: null,
  secondFactorSince: null,
  secondFactorStep: null,
}

export function describeAccount({ secondFactorSince, ...account }: ManagedAccount) {
  return { ...account, secondFactor: secondFactorSince !== null }
}

export function oneTimeUntil({ now }: Context): Date {
  return new Date(now.getTime() + ONE_TIME_PASSWORD_DAYS * 86_400_000)
}

function shownOnce() {
  return new Refused('shown-once', '密码只在生成时显示一次，不能再看。需要时请重置密码。')
}

function refuseOnOneself({ viewer }: Context, accountId: string) {
  if (viewer.accountId === accountId) {
    throw new Refused('own-account', '不能对自己的账号做这项操作，请由另一名管理员办理。')
  }
}

/** What an account may do is read anew by its next request. */
export function forget({ services, afterCommit }: After, accountId: string) {
  afterCommit(() => services.viewers.forget(accountId))
}

async function holdRoles(context: Context, roles: readonly RoleAtUnit[]) {
  const refusal = whyCannotGive(roles, (unitCode) => reachesUnit(context.reach, unitCode))
  if (refusal) throw new Refused(refusal.code, roleRefusalWords(refusal), refusal)
  const closed = await closedUnits(context, [...new Set(roles.map(({ unitCode }) => unitCode))])
  if (closed.length > 0) throw new Invalid({ roles: `机构 ${closed.join('、')} 不存在或已撤销。` })
}

/** A staff account is somebody's of the units one manages, a resident's that of a resident one reaches. */
async function holdPerson(context: Context, request: RequestOf<typeof createAccount>) {
  const { staffId, residentId, roles } = request
  const isResident = roles.some(({ role }) => role === 'resident')
  if (isResident !== (residentId !== null) || (isResident && roles.length > 1)) {
    throw new Invalid({ roles: '“居民”角色只给居民本人的账号，并且不与其他角色同用。' })
  }
  if (residentId !== null && !(await residentIsReached(context, residentId))) {
    throw new Invalid({ residentId: '没有这位居民，或不在您的管辖范围内。' })
  }
  if (staffId === null) return
  const unitCode = await staffUnit(context, staffId)
  if (unitCode === null || !reachesUnit(context.reach, unitCode)) {
    throw new Invalid({ staffId: '没有这名人员，或不在您的管辖范围内。' })
  }
}

function sameRoles(held: readonly RoleAtUnit[], asked: readonly RoleAtUnit[]): boolean {
  const key = ({ role, unitCode }: RoleAtUnit) => `${role} ${unitCode}`
  const present = new Set(held.map(key))
  return new Set(asked.map(key)).size === present.size && asked.every((role) => present.has(key(role)))
}
