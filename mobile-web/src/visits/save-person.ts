import { recordService } from '@qianyue/api/service-records.ts'
import { CODE_PATTERN } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { type QuestionGroup, type Sheet, sheetName } from '@qianyue/domain/visits/visit.ts'
import { copiedOn, recordValues } from '@qianyue/domain/visits/visit-values.ts'
import { type Evidence, writeEvidence } from '../evidence/evidence.ts'
import type { Phone } from '../offline/phone.ts'
import { visitDraft } from './begun-visits.ts'
import type { PersonDraft } from './person-draft.ts'
import type { PersonVisit } from './use-person-visit.ts'

export type Proof = {
  signature: Evidence | null
  signer: 'self' | 'family'
  /** Number of the service card that was shown instead of a signature. */
  card: string | null
  /** 确认码 that the resident told, of six digits when it is whole; drafts of earlier versions have none. */
  code?: string
  photos: readonly Evidence[]
}

export const NO_PROOF: Proof = { signature: null, signer: 'self', card: null, photos: [] }

/**
 * Writes one person's sheets down, a record each, then signature and photographs, which stand with the first. The draft goes
 * with the last of all: after a kill between two of them it is still there, and saving it again records nothing twice.
 */
export async function savePerson(
  phone: Phone,
  doorId: string,
  name: string,
  draft: PersonDraft,
  { sheets, groups, about }: PersonVisit,
  { signature, signer, card, code = '', photos }: Proof,
): Promise<void> {
  const written = visitDraft(doorId, draft.residentId)
  const proofs = signature ? [signature, ...photos] : photos
  const endedAt = new Date().toISOString()
  const { residentId, performedOn, mode, startedAt, ids, values, place } = draft
  for (const [index, sheet] of sheets.entries()) {
    await phone.write({
      endpoint: recordService,
      request: {
        id: ids[sheet.key]!,
        residentId,
        form: sheet.form.code,
        formVersion: sheet.form.version,
        performedOn,
        mode,
        values: recordValues(sheet, values, about),
        copied: copiedOn(sheet, groups, draft.copied),
        evidence: {
          startedAt,
          endedAt,
          clockAheadMs: Math.round(phone.clockAheadMs()),
          ...(place ? { place } : {}),
          readings: readingsOn(sheet, groups, draft),
          ...(signature && index === 0
            ? { confirmation: { by: 'signature' as const, attachmentId: signature.id, signer } }
            : {}),
          ...(card !== null && signature === null
            ? { confirmation: { by: 'card' as const, code: card } }
            : {}),
          ...(CODE_PATTERN.test(code) ? { confirmationCode: code } : {}),
        },
      },
      label: `${sheetName(sheet)} · ${name}`,
      doorId,
      draft: proofs.length === 0 && index === sheets.length - 1 ? written : undefined,
    })
  }
  const first = ids[sheets[0]!.key]!
  for (const [index, proof] of proofs.entries()) {
    const draft = index === proofs.length - 1 ? written : undefined
    await writeEvidence(
      phone,
      proof,
      { kind: 'service-record', id: first },
      { name, doorId, needs: [first], draft },
    )
  }
}

/** The boxes of a sheet that a device filled. */
function readingsOn(sheet: Sheet, groups: readonly QuestionGroup[], { readings }: PersonDraft) {
  return Object.entries(readings).flatMap(([key, from]) =>
    copiedOn(sheet, groups, [key]).map((field) => ({ field, ...from })),
  )
}
