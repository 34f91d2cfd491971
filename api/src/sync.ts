import type { Door, DoorHistory } from '@qianyue/domain/doors/door.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import type { PolicyVersion } from '@qianyue/domain/policy/policy.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day } from './shared.ts'
import { team } from './teams.ts'

/** Doors that one call may ask for. */
export const DOORS_AT_ONCE = 500

const doors = z.array(z.custom<Door>()).describe('户：家庭、成员、应尽服务所需事实与最近记录')
const histories = z.array(z.custom<DoorHistory>()).describe('各户的服务记录，最近的在前')

/** What holds for every door: the county's rules and what can be signed. Asked for again when its hash changes. */
const reference = z.object({
  hash: z.string(),
  policies: z.array(z.custom<PolicyVersion>()),
  packages: z.array(z.custom<PackageVersion>()),
  teams: z.array(team),
  villages: z.array(z.object({ code: z.int(), name: z.string(), areaName: z.string() })),
})

/** Until where a copy is complete. Opaque: it names a snapshot of the database. */
const checkpoint = z.string().max(4000)
/** The moment of the server, against which the phone measures its clock. */
const clock = { serverTime: z.iso.datetime(), today: day }
const doorIds = z.array(z.uuid()).min(1).max(DOORS_AT_ONCE)

export const pullPanel = endpoint({
  call: 'GET /sync/panel',
  summary: '手机同步：本人负责的各户（最需要的在前），及本地副本从何时起增量',
  action: 'sync.pull',
  request: z.object({
    /** So many of the first doors come with it. */
    first: z.coerce.number().int().min(0).max(DOORS_AT_ONCE).default(0),
  }),
  reply: z.object({
    checkpoint,
    ...clock,
    /** Every door in reach: those with the nearest duty first. */
    doorIds: z.array(z.uuid()),
    doors,
    reference,
  }),
})

export const pullDoors = endpoint({
  call: 'POST /sync/doors',
  summary: '手机同步：取若干户的资料',
  action: 'sync.pull',
  request: z.object({ doorIds }),
  reply: z.object({ doors }),
})

export const pullHistories = endpoint({
  call: 'POST /sync/histories',
  summary: '手机同步：取若干户的服务记录',
  action: 'sync.pull',
  request: z.object({ doorIds }),
  reply: z.object({ histories }),
})

export const pullChanges = endpoint({
  call: 'POST /sync/changes',
  summary: '手机同步：上次之后变了的各户',
  action: 'sync.pull',
  request: z.object({
    checkpoint,
    referenceHash: z.string().max(100),
    /** Which doors the phone holds, as a number ({@link digestOf}). */
    panel: z.object({ count: z.int(), digest: z.string().max(16) }),
  }),
  reply: z.object({
    /** `afresh`: the copy is too old, or from another database, to be brought up to date. */
    state: z.enum(['delta', 'afresh']),
    checkpoint,
    ...clock,
    doors,
    histories,
    /** Changed as well, and to be asked for: there were too many for one answer. */
    moreDoorIds: z.array(z.uuid()),
    /** The phone holds other doors than the viewer reaches: the list is to be asked for. */
    panelDiffers: z.boolean(),
    reference: reference.nullable(),
  }),
})

/** Calls that travel together at most, and so many characters of them. */
export const CALLS_AT_ONCE = 50
export const CALLS_AT_ONCE_CHARACTERS = 500_000

export const sendCalls = endpoint({
  call: 'POST /sync/calls',
  summary: '手机同步：一次送出多条写入，每条各自受理、各自回复',
  action: 'signed-in',
  request: z.object({
    calls: z
      .array(
        z.object({
          method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
          /** With the path: `/api/v1/service-records`. */
          address: z.string().startsWith('/api/v1/').max(2000),
          /** As it would travel by itself: JSON. */
          body: z.string().optional(),
          /** Calls of one lane are made in their order; after one that could not be answered the rest of it is left. */
          lane: z.string().max(100),
        }),
      )
      .min(1)
      .max(CALLS_AT_ONCE),
  }),
  reply: z.object({
    /** In the order of the calls. Null: not made, to be sent again. */
    answers: z.array(z.object({ status: z.int(), body: z.unknown() }).nullable()),
  }),
})
