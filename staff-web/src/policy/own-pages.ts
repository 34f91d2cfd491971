import type { PolicyKind } from '@qianyue/domain/policy/policy.ts'

/** Kinds that have a page of their own, by its address. */
export const ownPages: Partial<Record<PolicyKind, string>> = {
  'local-forms': '/forms',
  'assessment-sheets': '/assessment-sheets',
}
