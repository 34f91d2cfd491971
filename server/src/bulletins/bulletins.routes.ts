import * as api from '@qianyue/api/bulletins.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { allBulletins } from './bulletins.queries.ts'
import { acknowledgeBulletin, editBulletin, publishBulletin } from './change-bulletin.ts'
import { bulletinPaper, describeBulletin, describeLine } from './describe-bulletin.ts'
import { draftBulletin } from './draft-bulletin.ts'
import { writeNotice } from './write-notice.ts'

export const bulletinRoutes = [
  answer(api.listBulletins, async ({ db, viewer }) =>
    (await allBulletins(db, viewer.accountId)).map(describeLine),
  ),
  answer(api.draftBulletin, draftBulletin),
  answer(api.writeNotice, writeNotice),
  answer(api.getBulletin, (context, { id }) => describeBulletin(context, id)),
  answer(api.editBulletin, editBulletin),
  answer(api.publishBulletin, publishBulletin),
  answer(api.acknowledgeBulletin, acknowledgeBulletin),
  answer(api.printBulletin, async (context, { id }, { send }) =>
    sendPdf(send, { kind: 'bulletin', fileName: '通报', documents: [await bulletinPaper(context, id)] }),
  ),
]
