import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, limit } from './shared.ts'

const outcome = z.enum(['done', 'refused', 'not-found', 'failed'])
const moment = z.date().transform((date) => date.toISOString())

const auditEntry = z.object({
  id: z.int(),
  at: moment,
  accountId: z.uuid().nullable(),
  /** Whose account it is; null when the account is another county's or gone. */
  accountName: z.string().nullable(),
  username: z.string().nullable(),
  action: z.string(),
  outcome,
  residentId: z.uuid().nullable(),
  residentName: z.string().nullable(),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
})

export const searchAudit = endpoint({
  call: 'GET /audit-entries',
  summary: '审计记录：谁在何时看过、改过什么',
  action: 'audit.read',
  request: z.object({
    residentId: z.uuid().optional(),
    /** Name of a resident, whole. */
    residentName: z.string().trim().max(40).optional(),
    /** Username or name, whole. */
    account: z.string().trim().max(40).optional(),
    action: z.string().max(100).optional(),
    outcome: outcome.optional(),
    /** First and last day, both included. */
    from: day.optional(),
    until: day.optional(),
    cursor: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    limit,
  }),
  reply: z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() }),
})

export const auditState = endpoint({
  call: 'GET /audit-state',
  summary: '审计记录的封存情况',
  action: 'audit.read',
  request: z.object({}),
  reply: z.object({
    seals: z.int(),
    sealedEntries: z.int(),
    lastSealedAt: moment.nullable(),
    /** The last seal's hash: noted down elsewhere, it shows that the trail was not cut off. */
    lastHash: z.string().nullable(),
  }),
})
