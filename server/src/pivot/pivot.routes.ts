import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/pivot.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { pivot, pivotSheet } from './get-pivot.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const pivotRoutes = [
  answer(api.getPivot, pivot),
  answer(api.downloadPivot, async (context, request, { send }) => {
    context.note({ subject: 'pivot workbook' })
    return sendWorkbook(send, folder, pivotSheet(await pivot(context, request)))
  }),
]
