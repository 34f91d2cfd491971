import * as api from '@qianyue/api/agreements.ts'
import { answer } from '../http/answer.ts'
import { readAgreement } from './agreement-reply.ts'
import { confirmAgreement, declineAgreement, renewAgreement, transferAgreement } from './change-agreement.ts'
import { leaveAgreement, previewTermination, terminateAgreement } from './end-agreement.ts'
import { exportAgreements, listAgreements } from './list-agreements.ts'
import { prepareSigning, previewAgreement } from './preview-signing.ts'
import { renewMany } from './renew-many.ts'
import { signAgreement, signingIsAbout } from './sign-agreement.ts'

export const agreementRoutes = [
  answer(api.signAgreement, signAgreement, signingIsAbout),
  answer(api.previewAgreement, previewAgreement),
  answer(api.prepareSigning, prepareSigning),
  answer(api.listAgreements, listAgreements),
  answer(api.exportAgreements, exportAgreements),
  answer(api.getAgreement, async (context, { agreementId }) => {
    const agreement = await readAgreement(context, agreementId)
    for (const { residentId } of agreement.members) {
      context.note({ residentId, subject: `agreement ${agreementId}` })
    }
    return agreement
  }),
  answer(api.confirmAgreement, confirmAgreement),
  answer(api.declineAgreement, declineAgreement),
  answer(api.renewAgreement, renewAgreement),
  answer(api.transferAgreement, transferAgreement),
  answer(api.terminateAgreement, terminateAgreement),
  answer(api.leaveAgreement, leaveAgreement),
  answer(api.previewTermination, previewTermination),
  answer(api.renewMany, renewMany),
]
