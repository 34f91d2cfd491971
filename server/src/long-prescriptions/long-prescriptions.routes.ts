import * as api from '@qianyue/api/long-prescriptions.ts'
import { answer } from '../http/answer.ts'
import { deliver, listPrescriptions, prescribeMedicines } from './long-prescriptions.ts'

export const longPrescriptionRoutes = [
  answer(api.listLongPrescriptions, listPrescriptions),
  answer(api.prescribe, prescribeMedicines),
  answer(api.deliverMedicines, deliver),
]
