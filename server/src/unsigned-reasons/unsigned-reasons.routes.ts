import * as api from '@qianyue/api/unsigned-reasons.ts'
import { answer } from '../http/answer.ts'
import { countUnsignedReasons, listUnsignedResidents } from './count-unsigned-reasons.ts'
import { noteUnsignedReason, unsignedReasonsOf } from './note-unsigned-reason.ts'

export const unsignedReasonRoutes = [
  answer(api.noteUnsignedReason, noteUnsignedReason),
  answer(api.listUnsignedReasonsOf, unsignedReasonsOf),
  answer(api.countUnsignedReasons, countUnsignedReasons),
  answer(api.listUnsignedResidents, listUnsignedResidents),
]
