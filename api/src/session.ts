import { roles } from '@qianyue/domain/access/roles.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf } from './shared.ts'

const role = z.enum(codesOf(roles))

export const signedInUser = z.object({
  user: z.object({
    id: z.uuid(),
    username: z.string(),
    name: z.string(),
    staffId: z.uuid().nullable(),
    residentId: z.uuid().nullable(),
  }),
  roles: z.array(role),
  /** The unit one works in, with everything below it. */
  reach: z.object({
    countyCode: z.int(),
    countyName: z.string(),
    unitCode: z.int(),
    unitName: z.string(),
    level: z.enum(['county', 'township', 'village']),
    teamIds: z.array(z.uuid()),
  }),
  /** Actions of the access table that the roles allow: what the app may draw. */
  actions: z.array(z.string()),
  mustChangePassword: z.boolean(),
  /** A second factor is demanded: until it is there, only one's own account is open. */
  mustEnrolSecondFactor: z.boolean(),
})

export const signIn = endpoint({
  call: 'POST /session',
  summary: '登录',
  action: 'public',
  request: z.object({
    username: z.string().trim().min(1, '请输入账号').max(100),
    password: z.string().min(1, '请输入密码').max(200),
    /** 6 digits of the second factor, when the account has one. */
    oneTimeCode: z.string().trim().max(10).optional(),
  }),
  reply: signedInUser,
})

export const signOut = endpoint({
  call: 'DELETE /session',
  summary: '退出登录',
  action: 'signed-in',
  request: z.object({ everywhere: z.enum(['true', 'false']).optional() }),
  reply: z.object({}),
})

export const whoAmI = endpoint({
  call: 'GET /me',
  summary: '当前登录的人',
  action: 'signed-in',
  request: z.object({}),
  reply: signedInUser,
})

export const health = endpoint({
  call: 'GET /health',
  summary: '运行状况',
  action: 'public',
  request: z.object({}),
  reply: z.object({
    status: z.enum(['ok', 'failing']),
    database: z.enum(['ok', 'failing']),
    /** `low`: less than 2 GB are left where the data is kept. */
    disk: z.enum(['ok', 'low']),
    version: z.string(),
  }),
})
