import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day } from './shared.ts'

const words = (what: string) => z.string().trim().min(2, `请填写${what}`).max(300, '至多 300 字')

const withdrawal = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  staffName: z.string(),
  unitName: z.string(),
  /** First day without the right to lead a signing. */
  fromDay: day,
  because: z.string(),
  decidedByName: z.string().nullable(),
  decidedOn: day,
  /** How it was put right; null while it is not. */
  rectified: z.string().nullable(),
  restoredOn: day.nullable(),
})

export const listSigningWithdrawals = endpoint({
  call: 'GET /signing-withdrawals',
  summary: '签约资格处理：取消与恢复',
  action: 'staff.read',
  request: z.object({}),
  reply: z.array(withdrawal),
})

export const withdrawSigningRight = endpoint({
  call: 'POST /signing-withdrawals',
  summary: '取消一名医生自某日起的签约资格',
  action: 'staff.manage',
  request: z.object({ id: z.uuid(), staffId: z.uuid(), fromDay: day, because: words('原因') }),
  reply: withdrawal,
})

export const restoreSigningRight = endpoint({
  call: 'POST /signing-withdrawals/{id}/restoration',
  summary: '整改合格后恢复签约资格',
  action: 'staff.manage',
  request: z.object({ id: z.uuid(), rectified: words('整改情况') }),
  reply: withdrawal,
})
