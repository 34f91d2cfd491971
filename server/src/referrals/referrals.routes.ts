import * as api from '@qianyue/api/referrals.ts'
import { answer } from '../http/answer.ts'
import { listReferrals, noteStep, withdraw } from './referrals.ts'

export const referralRoutes = [
  answer(api.listReferrals, listReferrals),
  answer(api.noteReferralStep, noteStep),
  answer(api.withdrawReferralStep, withdraw),
]
