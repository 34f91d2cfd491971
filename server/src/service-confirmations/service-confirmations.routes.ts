import * as api from '@qianyue/api/service-confirmations.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { askForConfirmation, showConfirmation } from './ask-resident.ts'
import {
  confirmationCodeSheet,
  typeConfirmationCode,
  withdrawConfirmationCodes,
} from './confirmation-codes.ts'
import {
  answerPublicConfirmation,
  CONFIRMATIONS_PER_MINUTE,
  publicConfirmation,
} from './public-confirmation.ts'

const most = { perMinute: CONFIRMATIONS_PER_MINUTE }

export const serviceConfirmationRoutes = [
  answer(api.getServiceConfirmation, showConfirmation),
  answer(api.askForConfirmation, askForConfirmation),
  answer(api.typeConfirmationCode, typeConfirmationCode),
  answer(api.printConfirmationCodes, async (context, { residentId }, { send }) => {
    const { fileName, blocks } = await confirmationCodeSheet(context, residentId)
    const documents = [{ kind: 'code-sheet' as const, number: '', blocks }]
    return sendPdf(send, { kind: 'code-sheet', fileName, documents })
  }),
  answer(api.withdrawConfirmationCodes, withdrawConfirmationCodes),
  answerPublicly(api.publicConfirmation, publicConfirmation, most),
  answerPublicly(api.answerPublicConfirmation, answerPublicConfirmation, most),
]
