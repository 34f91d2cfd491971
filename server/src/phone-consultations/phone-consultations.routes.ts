import * as api from '@qianyue/api/phone-consultations.ts'
import { answer } from '../http/answer.ts'
import { listConsultations, recordConsultation } from './phone-consultations.ts'

export const phoneConsultationRoutes = [
  answer(api.listPhoneConsultations, listConsultations),
  answer(api.recordPhoneConsultation, recordConsultation),
]
