import * as api from '@qianyue/api/service-confirmations.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { askForConfirmation, showConfirmation } from './ask-resident.ts'
import {
  answerPublicConfirmation,
  CONFIRMATIONS_PER_MINUTE,
  publicConfirmation,
} from './public-confirmation.ts'

const most = { perMinute: CONFIRMATIONS_PER_MINUTE }

export const serviceConfirmationRoutes = [
  answer(api.getServiceConfirmation, showConfirmation),
  answer(api.askForConfirmation, askForConfirmation),
  answerPublicly(api.publicConfirmation, publicConfirmation, most),
  answerPublicly(api.answerPublicConfirmation, answerPublicConfirmation, most),
]
