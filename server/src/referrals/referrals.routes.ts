import { join } from 'node:path'
import * as api from '@qianyue/api/referrals.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { listReferrals, noteStep, referralsWorkbook, withdraw } from './referrals.ts'

export const referralRoutes = [
  answer(api.listReferrals, listReferrals),
  answer(api.downloadReferrals, async (context, request, { send, services }) =>
    sendWorkbook(send, join(services.config.dataDir, 'exports'), await referralsWorkbook(context, request)),
  ),
  answer(api.noteReferralStep, noteStep),
  answer(api.withdrawReferralStep, withdraw),
]
