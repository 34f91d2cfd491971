import * as api from '@qianyue/api/publicity.ts'
import { answer } from '../http/answer.ts'
import { listPublicity, recordPublicity } from './record-publicity.ts'

export const publicityRoutes = [
  answer(api.listPublicity, listPublicity),
  answer(api.recordPublicity, recordPublicity),
]
