import type { serviceEvidence } from '@qianyue/api/evidence.ts'
import type { z } from 'zod'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'

type Evidence = z.output<typeof serviceEvidence>

/** 服务凭证, kept once with its record. */
export async function insertEvidence(
  { db }: Context,
  { id: recordId, residentId }: { id: string; residentId: string },
  { startedAt, endedAt, clockAheadMs, place, confirmation, readings = [] }: Evidence,
): Promise<void> {
  const card = confirmation?.by === 'card' ? confirmation.code : null
  const signed = confirmation?.by === 'signature' ? confirmation : null
  const known =
    card === null
      ? undefined
      : await db
          .selectFrom('serviceCards')
          .select('residentId')
          .where('code', '=', card.toUpperCase())
          .where('replacedAt', 'is', null)
          .executeTakeFirst()
  await db
    .insertInto('serviceRecordEvidence')
    .values({
      recordId,
      startedAt,
      endedAt,
      clockAheadMs: clockAheadMs ?? null,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      accuracyMetres: place?.accuracyMetres ?? null,
      placedAt: place?.takenAt ?? null,
      confirmedBy: confirmation?.by ?? null,
      signatureId: signed?.attachmentId ?? null,
      signer: signed?.signer ?? null,
      cardIsResidents: card === null ? null : known?.residentId === residentId,
      readings: asJson(readings),
    })
    .onConflict((conflict) => conflict.column('recordId').doNothing())
    .execute()
}

export async function evidenceOf({ db }: Context, recordId: string) {
  const kept = await db
    .selectFrom('serviceRecordEvidence')
    .selectAll()
    .where('recordId', '=', recordId)
    .executeTakeFirst()
  if (!kept) return null
  const { latitude, longitude, accuracyMetres, placedAt } = kept
  return {
    startedAt: kept.startedAt.toISOString(),
    endedAt: kept.endedAt.toISOString(),
    clockAheadMs: kept.clockAheadMs,
    place:
      latitude === null || longitude === null || accuracyMetres === null || placedAt === null
        ? null
        : { latitude, longitude, accuracyMetres, takenAt: placedAt.toISOString() },
    confirmedBy: kept.confirmedBy as 'signature' | 'card' | null,
    signer: kept.signer as 'self' | 'family' | null,
    cardIsResidents: kept.cardIsResidents,
    readings: kept.readings as { field: string; device: string; takenAt: string }[],
  }
}
