import * as api from '@qianyue/api/supervision.ts'
import { answer } from '../http/answer.ts'
import { listFindings, listGroups, listVisits, showVisit } from './describe-supervision.ts'
import { putSupervisionGroup, recheckFinding, recordVisit, rectifyFinding } from './record-visit.ts'

export const supervisionRoutes = [
  answer(api.listSupervisionGroups, listGroups),
  answer(api.putSupervisionGroup, putSupervisionGroup),
  answer(api.listSupervisionVisits, listVisits),
  answer(api.recordSupervisionVisit, recordVisit),
  answer(api.getSupervisionVisit, showVisit),
  answer(api.listFindings, listFindings),
  answer(api.rectifyFinding, rectifyFinding),
  answer(api.recheckFinding, recheckFinding),
]
