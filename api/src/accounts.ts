import { grants } from '@qianyue/domain/access/grants.ts'
import { roles } from '@qianyue/domain/access/roles.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, cursor, day, limit, unitCode } from './shared.ts'

const role = z.enum(codesOf(roles))
const scope = z.enum(codesOf(grants), '没有这项权限')
const moment = z.date().transform((date) => date.toISOString())

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, '账号以字母开头，3–40 位，可用小写字母、数字、点、横线')

const heldRole = z.object({ role, unitCode: z.int(), unitName: z.string() })

const accountState = z.enum(['open', 'locked', 'disabled'])

const account = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  staffId: z.uuid().nullable(),
  residentId: z.uuid().nullable(),
  roles: z.array(heldRole),
  state: accountState,
  mustChangePassword: z.boolean(),
  /** The account has a second factor (动态口令). */
  secondFactor: z.boolean(),
  secondFactorDemanded: z.boolean(),
  lastSignedInAt: moment.nullable(),
})

const session = z.object({
  id: z.string(),
  /** The browser, as it names itself. */
  device: z.string(),
  startedAt: moment,
  lastSeenAt: moment,
  /** The session that asks. */
  isThis: z.boolean(),
})

const token = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: moment,
  /** Last day the token works. */
  expiresOn: day.nullable(),
  revokedAt: moment.nullable(),
})

export const listAccounts = endpoint({
  call: 'GET /accounts',
  summary: '账号列表',
  action: 'accounts.manage',
  request: z.object({
    q: z.string().trim().max(40).optional(),
    role: role.optional(),
    unitCode: unitCode.optional(),
    state: accountState.optional(),
    cursor,
    limit,
  }),
  reply: z.object({ items: z.array(account), nextCursor: z.string().nullable() }),
})

export const getAccount = endpoint({
  call: 'GET /accounts/{accountId}',
  summary: '一个账号：角色、令牌、登录中的设备',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid() }),
  reply: account.extend({ sessions: z.array(session), tokens: z.array(token) }),
})

const accountFields = {
  name: z.string().trim().min(2, '请输入姓名').max(40),
  roles: z.array(z.object({ role, unitCode })).min(1, '请至少给一个角色').max(20),
  secondFactorDemanded: z.boolean(),
}

/** A password that works once: made by the system, to be changed at the first sign-in. */
const withOneTimePassword = z.object({ account, oneTimePassword: z.string() })

export const createAccount = endpoint({
  call: 'POST /accounts',
  summary: '新建账号，得到一次性初始密码',
  action: 'accounts.manage',
  request: z.object({
    id: z.uuid(),
    username,
    ...accountFields,
    staffId: z.uuid().nullable().default(null),
    residentId: z.uuid().nullable().default(null),
  }),
  reply: withOneTimePassword,
})

export const openResidentAccount = endpoint({
  call: 'POST /residents/{residentId}/account',
  summary: '给居民开通本人账号，得到一次性密码；已开通的得到新的一次性密码',
  action: 'residents.open-accounts',
  /** `id` is made by the caller, for each time that a password is asked for. */
  request: z.object({ residentId: z.uuid(), id: z.uuid() }),
  reply: z.object({ username: z.string(), oneTimePassword: z.string(), isNew: z.boolean() }),
})

export const editAccount = endpoint({
  call: 'PUT /accounts/{accountId}',
  summary: '修改账号的姓名、角色和所在机构',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid(), ...accountFields }),
  reply: account,
})

export const resetPassword = endpoint({
  call: 'POST /accounts/{accountId}/password-resets',
  summary: '重置密码，得到一次性密码',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid(), id: z.uuid() }),
  reply: withOneTimePassword,
})

export const setAccountState = endpoint({
  call: 'PUT /accounts/{accountId}/state',
  summary: '停用、启用或解锁账号',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid(), state: z.enum(['open', 'disabled']) }),
  reply: account,
})

export const removeSecondFactor = endpoint({
  call: 'DELETE /accounts/{accountId}/second-factor',
  summary: '解除动态口令（手机遗失时）',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid() }),
  reply: account,
})

export const endAccountSessions = endpoint({
  call: 'DELETE /accounts/{accountId}/sessions',
  summary: '让账号在所有设备上退出',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid() }),
  reply: z.object({ ended: z.int() }),
})

export const createToken = endpoint({
  call: 'POST /accounts/{accountId}/tokens',
  summary: '为程序新建访问令牌，只显示一次',
  action: 'accounts.manage-tokens',
  request: z.object({
    accountId: z.uuid(),
    id: z.uuid(),
    name: z.string().trim().min(2, '请写明用途').max(60),
    scopes: z.array(scope).min(1, '请至少选一项权限'),
    /** Last day the token works. */
    expiresOn: day,
  }),
  reply: z.object({ id: z.uuid(), token: z.string() }),
})

export const revokeToken = endpoint({
  call: 'DELETE /accounts/{accountId}/tokens/{tokenId}',
  summary: '作废令牌',
  action: 'accounts.manage-tokens',
  request: z.object({ accountId: z.uuid(), tokenId: z.uuid() }),
  reply: z.object({}),
})

export const listRoleRules = endpoint({
  call: 'GET /role-rules',
  summary: '哪些角色必须使用动态口令',
  action: 'accounts.manage',
  request: z.object({}),
  reply: z.array(z.object({ role, secondFactorDemanded: z.boolean() })),
})

export const setRoleRule = endpoint({
  call: 'PUT /role-rules/{role}',
  summary: '要求或不再要求某角色使用动态口令',
  action: 'accounts.set-rules',
  request: z.object({ role, secondFactorDemanded: z.boolean() }),
  reply: z.object({}),
})

export const changePassword = endpoint({
  call: 'PUT /me/password',
  summary: '修改自己的密码',
  action: 'signed-in',
  request: z.object({
    current: z.string().min(1, '请输入现在的密码').max(200),
    next: z.string().min(1, '请输入新密码').max(200),
  }),
  reply: z.object({}),
})

export const listOwnSessions = endpoint({
  call: 'GET /me/sessions',
  summary: '自己登录中的设备',
  action: 'signed-in',
  request: z.object({}),
  reply: z.array(session),
})

export const endOwnSession = endpoint({
  call: 'DELETE /me/sessions/{sessionId}',
  summary: '让自己在一台设备上退出',
  action: 'signed-in',
  request: z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.object({}),
})

export const getOwnSecondFactor = endpoint({
  call: 'GET /me/second-factor',
  summary: '自己的动态口令是否启用',
  action: 'signed-in',
  request: z.object({}),
  reply: z.object({ since: moment.nullable(), demanded: z.boolean() }),
})

export const beginSecondFactor = endpoint({
  call: 'POST /me/second-factor',
  summary: '开始启用动态口令，得到二维码',
  action: 'signed-in',
  request: z.object({}),
  reply: z.object({
    /** For typing where the code cannot be scanned. */
    secret: z.string(),
    uri: z.string(),
    /** The same as a picture: a data address. */
    qrCode: z.string(),
  }),
})

export const confirmSecondFactor = endpoint({
  call: 'POST /me/second-factor/confirmation',
  summary: '用手机上的口令确认启用',
  action: 'signed-in',
  request: z.object({ oneTimeCode: z.string().trim().min(6, '请输入 6 位数字').max(10) }),
  reply: z.object({}),
})

export const giveUpSecondFactor = endpoint({
  call: 'POST /me/second-factor/removal',
  summary: '停用自己的动态口令',
  action: 'signed-in',
  request: z.object({ password: z.string().min(1, '请输入密码').max(200) }),
  reply: z.object({}),
})

export const firstAdministratorNeeded = endpoint({
  call: 'GET /first-administrator',
  summary: '是否还没有管理员',
  action: 'public',
  request: z.object({}),
  reply: z.object({ needed: z.boolean(), county: z.object({ code: z.int(), name: z.string() }).nullable() }),
})

export const createFirstAdministrator = endpoint({
  call: 'POST /first-administrator',
  summary: '用启动时给出的一次性代码建立首个管理员',
  action: 'public',
  request: z.object({
    code: z.string().trim().min(1, '请输入一次性代码').max(100),
    username,
    name: accountFields.name,
    password: z.string().min(1, '请输入密码').max(200),
    /** Of the county, when there is none yet. */
    countyCode: z.coerce.number().int().min(110000).max(659999).optional(),
    countyName: z.string().trim().min(2, '请输入县（市、区）名称').max(40).optional(),
  }),
  reply: z.object({ username: z.string() }),
})
