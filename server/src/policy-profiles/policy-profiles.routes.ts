import * as api from '@qianyue/api/policy-profiles.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { sendXlsx } from '../http/workbook.ts'
import { compareProfile, describeProfile, faultsOfProfile, listProfiles } from './describe-profile.ts'
import { discardProfile, draftProfile, saveProfile } from './edit-profile.ts'
import { sendProfileFile } from './profile-file.ts'
import { profileWorkbook, readProfileWorkbook } from './profile-workbook.ts'
import { publishProfile } from './publish-profile.ts'
import { tryProfile } from './try-out.ts'

export const policyProfileRoutes = [
  answer(api.listPolicyProfiles, listProfiles),
  answer(api.getPolicyProfile, (context, { id }) => describeProfile(context, id)),
  answer(api.draftPolicyProfile, draftProfile),
  answer(api.savePolicyProfile, saveProfile),
  answer(api.discardPolicyProfile, discardProfile),
  answer(api.checkPolicyProfile, faultsOfProfile),
  answer(api.comparePolicyProfile, compareProfile),
  answer(api.publishPolicyProfile, publishProfile),
  answer(api.tryPolicyProfile, tryProfile),
  answer(api.downloadPolicyProfile, async (context, { id }, { send }) =>
    sendXlsx(send, await profileWorkbook(context, id)),
  ),
  answerUpload(api.readPolicyProfileWorkbook, readProfileWorkbook),
  answer(api.exportPolicyProfile, (context, { id }, { send }) => sendProfileFile(context, id, send)),
]
