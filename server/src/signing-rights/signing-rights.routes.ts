import * as api from '@qianyue/api/signing-rights.ts'
import { answer } from '../http/answer.ts'
import { listWithdrawals, restoreRight, withdraw } from './signing-rights.ts'

export const signingRightRoutes = [
  answer(api.listSigningWithdrawals, listWithdrawals),
  answer(api.withdrawSigningRight, withdraw),
  answer(api.restoreSigningRight, restoreRight),
]
