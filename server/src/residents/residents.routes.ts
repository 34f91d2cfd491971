import * as api from '@qianyue/api/residents.ts'
import { answer } from '../http/answer.ts'
import { declareDistinct, listDuplicates, listMerges, mergeResidents, undoMerge } from './duplicates.ts'
import { editResident, residentVersions, showNumber } from './edit-resident.ts'
import { exportResidents } from './export-residents.ts'
import { listResidents } from './list-residents.ts'
import { previewResidentEvent, recordResidentEvent } from './record-event.ts'
import { findLikeResidents, registerResident } from './register-resident.ts'
import { residentPage } from './resident-page.ts'
import { withdrawResidentEvent } from './withdraw-event.ts'

export const residentRoutes = [
  answer(api.listResidents, listResidents),
  answer(api.exportResidents, exportResidents),
  answer(api.listDuplicates, listDuplicates),
  answer(api.listMerges, listMerges),
  answer(api.mergeResidents, mergeResidents),
  answer(api.undoMerge, undoMerge),
  answer(api.declareDistinct, declareDistinct),
  answer(api.findLikeResidents, findLikeResidents),
  answer(api.registerResident, registerResident),
  answer(api.getResident, residentPage),
  answer(api.editResident, editResident),
  answer(api.listResidentVersions, residentVersions),
  answer(api.showNumber, showNumber),
  answer(api.previewResidentEvent, previewResidentEvent),
  answer(api.recordResidentEvent, recordResidentEvent),
  answer(api.withdrawResidentEvent, withdrawResidentEvent),
]
