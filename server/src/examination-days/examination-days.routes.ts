import * as api from '@qianyue/api/examination-days.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { createDay, dayPage, eligibleFor, listDays } from './examination-day.ts'
import { giveResultsOf, inviteResidents, noteInvitationOf } from './invitations.ts'
import { invitationsPaper } from './print-invitations.ts'
import { finishExaminationOf, partsOf, putPartOf } from './stations.ts'

export const examinationDayRoutes = [
  answer(api.listExaminationDays, listDays),
  answer(api.createExaminationDay, createDay),
  answer(api.getExaminationDay, (context, { id }) => dayPage(context, id)),
  answer(api.listEligible, (context, { id }) => eligibleFor(context, id)),
  answer(api.invite, inviteResidents),
  answer(api.noteInvitation, noteInvitationOf),
  answer(api.getParts, partsOf),
  answer(api.putPart, putPartOf),
  answer(api.finishExamination, finishExaminationOf),
  answer(api.giveResults, giveResultsOf),
  answer(api.printInvitations, async (context, { id }, { send }) => {
    const { fileName, blocks } = await invitationsPaper(context, id)
    return sendPdf(send, {
      kind: 'examination-list',
      fileName,
      documents: [{ kind: 'examination-list', number: '', blocks }],
    })
  }),
]
