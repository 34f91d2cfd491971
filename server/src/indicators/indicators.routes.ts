import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/indicators.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { indicatorsSheet, residentsSheet } from './download-indicators.ts'
import { indicatorTrend } from './indicator-trend.ts'
import { indicatorResidents } from './list-indicator-residents.ts'
import { figuresOf } from './list-indicators.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const indicatorRoutes = [
  answer(api.listIndicators, figuresOf),
  answer(api.listIndicatorResidents, indicatorResidents),
  answer(api.getIndicatorTrend, indicatorTrend),
  answer(api.listOwnIndicators, async ({ db, today }) => [...(await policyAt(db, today))['own-indicators']]),
  answer(api.downloadIndicators, async (context, request, { send }) =>
    sendWorkbook(send, folder, await indicatorsSheet(context, request)),
  ),
  answer(api.downloadIndicatorResidents, async (context, request, { send }) =>
    sendWorkbook(send, folder, await residentsSheet(context, request)),
  ),
]
