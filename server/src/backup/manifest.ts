import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What a backup holds, and by what it is known to be whole. */
export const manifest = z.object({
  format: z.literal(1),
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** Of the key that encrypts ID and phone numbers; the key itself is kept elsewhere unless it was asked for. */
  keyFingerprint: z.string(),
  schemas: z.array(
    z.object({
      name: z.string().regex(/^(platform|county_\d{6})$/),
      migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
      tables: z.array(
        z.object({
          name: z.string().regex(/^[a-z_0-9]+$/),
          columns: z.array(z.string()),
          rows: z.int(),
          file: z.string().regex(/^[a-z_0-9/]+\.copy\.gz$/),
          /** SHA-256 of the file. */
          hash: z.string(),
        }),
      ),
    }),
  ),
})

export type Manifest = z.output<typeof manifest>

/** Tells two keys apart without telling anything of them. */
export function fingerprintOf(fieldKey: Buffer): string {
  return createHash('sha256').update('qianyue field key ').update(fieldKey).digest('hex').slice(0, 16)
}
