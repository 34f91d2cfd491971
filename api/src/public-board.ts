import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { unitCode } from './shared.ts'

export const printPublicBoard = endpoint({
  call: 'GET /org-units/{unitCode}/public-board',
  summary: '村级公示（PDF）：签约团队、职责、服务项目、电话、服务时间',
  action: 'documents.print',
  request: z.object({
    unitCode,
    /** 服务时间 as it is to stand on the wall; a line to write on when left out. */
    hours: z.string().trim().max(100).optional(),
  }),
  reply: z.unknown(),
  produces: 'file',
})
