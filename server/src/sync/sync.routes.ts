import { pullChanges, pullDoors, pullHistories, pullPanel } from '@qianyue/api/sync.ts'
import { answer } from '../http/answer.ts'
import { changes, doors, histories, panel } from './pull.ts'

export const syncRoutes = [
  answer(pullPanel, panel),
  answer(pullDoors, doors),
  answer(pullHistories, histories),
  answer(pullChanges, changes),
]
