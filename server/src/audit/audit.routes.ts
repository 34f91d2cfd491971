import { auditState, searchAudit } from '@qianyue/api/audit.ts'
import { answer } from '../http/answer.ts'
import { auditPage, sealingState } from './audit.queries.ts'

export const auditRoutes = [
  answer(searchAudit, async (context, request) => {
    const found = await auditPage(context, request)
    const items = found.slice(0, request.limit)
    context.note(request.residentId ? { residentId: request.residentId } : {})
    return { items, nextCursor: found.length > items.length ? String(items.at(-1)!.id) : null }
  }),
  answer(auditState, sealingState),
]
