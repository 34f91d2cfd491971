import * as api from '@qianyue/api/village-rounds.ts'
import { answer } from '../http/answer.ts'
import { listRounds, recordRound } from './village-rounds.ts'

export const villageRoundRoutes = [
  answer(api.listVillageRounds, listRounds),
  answer(api.recordVillageRound, recordRound),
]
