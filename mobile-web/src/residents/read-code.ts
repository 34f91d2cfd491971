import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'

/** What a scanned code, or a typed number, stands for. */
export type Code =
  /** 服务卡: a number that says nothing about its holder; only the server knows whose it is. */
  { kind: 'service-card'; code: string } | { kind: 'id-number'; idNumber: string } | { kind: 'unknown' }

const CARD = /\bQY(-[2-9A-HJ-NP-Z]{4}){4}\b/
const NUMBER = /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/

/** The identity number among words that were read from a card; letters that look like digits are taken for them. */
export function idNumberIn(words: readonly string[], today: LocalDate): string | null {
  for (const word of words) {
    const text = word.replaceAll(/\s/g, '').replaceAll(/[oO]/g, '0').replaceAll(/[lI|]/g, '1')
    const number = NUMBER.exec(text)
    const read = number && parseIdNumber(number[0], today)
    if (read?.ok) return read.reading.idNumber
  }
  return null
}

export function readCode(text: string, today: LocalDate): Code {
  const card = CARD.exec(text.toUpperCase())
  if (card) return { kind: 'service-card', code: card[0] }
  const number = NUMBER.exec(text)
  const read = number && parseIdNumber(number[0], today)
  return read?.ok ? { kind: 'id-number', idNumber: read.reading.idNumber } : { kind: 'unknown' }
}
