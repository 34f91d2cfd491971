import * as api from '@qianyue/api/health-records.ts'
import { answer } from '../http/answer.ts'
import { closeHealthRecord, editHealthRecord, reopenHealthRecord } from './end-record.ts'
import { moveHealthRecord } from './move-record.ts'
import { openHealthRecords } from './open-records.ts'
import { readHealthRecord } from './read-record.ts'

export const healthRecordRoutes = [
  answer(api.getHealthRecord, readHealthRecord),
  answer(api.openHealthRecords, openHealthRecords),
  answer(api.editHealthRecord, editHealthRecord),
  answer(api.closeHealthRecord, closeHealthRecord),
  answer(api.reopenHealthRecord, reopenHealthRecord),
  answer(api.moveHealthRecord, moveHealthRecord),
]
