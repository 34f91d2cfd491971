import { getPolicy, listPolicies, savePolicy } from '@qianyue/api/policy.ts'
import { answer } from '../http/answer.ts'
import { listPolicyKinds, policyOfKind } from './list-policies.ts'
import { savePolicyVersion } from './save-policy.ts'

export const policyRoutes = [
  answer(listPolicies, listPolicyKinds),
  answer(getPolicy, policyOfKind),
  answer(savePolicy, savePolicyVersion),
]
