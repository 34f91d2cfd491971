import { CODE_PATTERN } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { z } from 'zod'

/** Where a phone was: degrees (WGS-84), and the radius in metres within which it lies. Only with the person's consent. */
export const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyMetres: z.number().min(0).max(100_000),
  takenAt: z.iso.datetime(),
})

/** How the resident confirmed the service; the bytes of a signature are an attachment of the record. */
export const confirmation = z.discriminatedUnion('by', [
  z.object({ by: z.literal('signature'), attachmentId: z.uuid(), signer: z.enum(['self', 'family']) }),
  /** The number of the service card that was scanned or typed. */
  z.object({ by: z.literal('card'), code: z.string().trim().max(30) }),
])

const clock = {
  /** By how much the phone's clock ran ahead of the server's, in milliseconds; behind below zero. */
  clockAheadMs: z.int().optional(),
  place: place.optional(),
}

/** What a phone can say for a service: when by its own clock, where, and who confirmed it (服务凭证). */
export const serviceEvidence = z.object({
  ...clock,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  confirmation: confirmation.optional(),
  /** 确认码 as the resident told it; the server says whether it is right. */
  confirmationCode: z.string().regex(CODE_PATTERN).optional(),
  /** Values that a device measured. */
  readings: z
    .array(z.object({ field: z.string().max(60), device: z.string().max(100), takenAt: z.iso.datetime() }))
    .max(40)
    .optional(),
})

/** What a phone can say for a service that could not be given. */
export const obstacleEvidence = z.object({
  ...clock,
  notedAt: z.iso.datetime(),
  /** Photographs, as attachments of the resident. */
  photoIds: z.array(z.uuid()).max(6).optional(),
})
