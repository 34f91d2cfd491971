import * as api from '@qianyue/api/training.ts'
import { answer } from '../http/answer.ts'
import { listTrainings, noteAttendance, putTraining, showTraining } from './run-training.ts'

export const trainingRoutes = [
  answer(api.listTrainings, listTrainings),
  answer(api.putTraining, putTraining),
  answer(api.getTraining, showTraining),
  answer(api.noteAttendance, noteAttendance),
]
