import { type LocalDate, parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { z } from 'zod'

const FIRST_DAY = '1850-01-01'
const LAST_DAY = '2199-12-31'

/** A day, `YYYY-MM-DD`, of a time in which somebody of the county can have lived or an agreement can run. */
export const day = z
  .string()
  .refine((text) => parseLocalDate(text) !== null, {
    message: '日期应为“2026-11-21”的写法，且是真实存在的日子',
  })
  .refine((text) => parseLocalDate(text) === null || (text >= FIRST_DAY && text <= LAST_DAY), {
    message: '日期应在 1850 年至 2199 年之间，请核对年份',
  })
  .transform((text) => text as LocalDate)
  .meta({ format: 'date', example: '2026-11-21' })

const unitCodeWords = '机构代码应为 12 位数字'

/** The code of a unit: 12 digits, also when written as text. */
export const unitCode = z.coerce
  .number(unitCodeWords)
  .int(unitCodeWords)
  .min(100_000_000_000, unitCodeWords)
  .max(999_999_999_999, unitCodeWords)

/** A whole sum in fen (分). */
export const fen = z.int()

/** An id as it is kept: some programs write theirs in capitals. */
export const uuid = z.uuid().toLowerCase()

/** Of an edit, made by whoever sends it: by it an edit that is sent twice is known again. */
export const editId = z.uuid().optional()

/** Where a page of a list begins; the reply says where the next one does. */
export const cursor = z.string().max(500).optional()
export const limit = z.coerce.number().int().min(1).max(500).default(50)

export const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true')

/** The codes of a table of names, as `z.enum` takes them. */
export const codesOf = <Code extends string>(names: Record<Code, unknown>) =>
  Object.keys(names) as [Code, ...Code[]]
