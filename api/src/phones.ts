import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** Secrets travel as base64url. */
const secret = z.string().max(100)
const standing = z.enum(['active', 'ended', 'wipe'])

const phone = z.object({
  id: z.uuid(),
  name: z.string(),
  appVersion: z.string(),
  /** Records that were not yet sent, as the phone said at its last contact. */
  waiting: z.int(),
  signedInAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** It is to forget everything at its next contact. */
  wipe: z.boolean(),
  wipedAt: z.iso.datetime().nullable(),
})

export const signPhoneIn = endpoint({
  call: 'POST /phones',
  summary: '在手机上启用本人的外勤副本',
  action: 'sync.pull',
  request: z.object({
    /** Chosen by the phone; the same again gives the same secret with a new token. */
    id: z.uuid(),
    name: z.string().trim().min(1).max(200),
    appVersion: z.string().max(40).default(''),
  }),
  reply: z.object({
    /** The phone speaks with it: `Authorization: Bearer`. */
    token: secret,
    /** The phone asks with it, while locked, whether it is still wanted. */
    contact: secret,
    /** Opens the phone's copy, with the PIN. */
    secret,
  }),
})

export const askStanding = endpoint({
  call: 'POST /phones/{phoneId}/contact',
  summary: '手机未解锁时询问：是否已被停用或要求清除',
  action: 'public',
  request: z.object({
    phoneId: z.uuid(),
    contact: secret,
    appVersion: z.string().max(40).default(''),
    waiting: z.int().min(0).max(1_000_000).default(0),
    /** The phone has forgotten everything. */
    wiped: z.boolean().default(false),
  }),
  reply: z.object({ standing, serverTime: z.iso.datetime() }),
})

export const listOwnPhones = endpoint({
  call: 'GET /phones',
  summary: '本人启用过的手机',
  action: 'signed-in',
  request: z.object({}),
  reply: z.array(phone),
})

const ending = {
  phoneId: z.uuid(),
  /** 清除: it is to forget everything, also what was not sent. */
  wipe: z.boolean(),
}

export const endOwnPhone = endpoint({
  call: 'POST /phones/{phoneId}/ending',
  summary: '停用本人的一部手机，可要求清除',
  action: 'signed-in',
  request: z.object(ending),
  reply: phone,
})

export const listAccountPhones = endpoint({
  call: 'GET /accounts/{accountId}/phones',
  summary: '一个账号启用过的手机',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid() }),
  reply: z.array(phone),
})

export const endAccountPhone = endpoint({
  call: 'POST /accounts/{accountId}/phones/{phoneId}/ending',
  summary: '停用一个账号的手机，可要求清除（丢失时）',
  action: 'accounts.manage',
  request: z.object({ accountId: z.uuid(), ...ending }),
  reply: phone,
})
