import { pullChanges, pullDoors, pullHistories, pullPanel, sendCalls } from '@qianyue/api/sync.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { makeCalls } from './make-calls.ts'
import { changes, doors, histories, panel } from './pull.ts'

export const syncRoutes = [
  answer(pullPanel, panel),
  answer(pullDoors, doors),
  answer(pullHistories, histories),
  answer(pullChanges, changes),
  answerPublicly(sendCalls, makeCalls),
]
