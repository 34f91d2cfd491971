/**
 * How a resident is found: the keys a name yields, and what a person who types into the search box means. Trigrams do
 * not serve one or two characters, so every ending of a name is a key of its own and a search is a prefix of a key:
 * 王小明 is found by 王, 小明 and 明, by wangxm's parts wangxiaoming, xiaoming and ming, and by wxm and xm.
 */

/** What a name is found by, longest ending first; the first of each list stands for the whole name. */
export type NameKeys = { characters: string[]; pinyin: string[]; initials: string[] }

/** How the characters of a name may be read: for each, its readings without tones, the likeliest first (单: shan, dan). */
export type Readings = readonly (readonly string[])[]

/** Of a name with several doubtful characters no more than this many readings are kept. */
const MOST_READINGS = 4

/** Every key of a name. Readings are of the characters that {@link plainName} leaves. */
export function nameKeys(name: string, readings: Readings): NameKeys {
  const characters = [...plainName(name)]
  const keys: NameKeys = { characters: endingsOf(characters), pinyin: [], initials: [] }
  for (const reading of combinations(readings)) {
    addNew(keys.pinyin, endingsOf(reading))
    // What pinyin begins with finds it already; the whole name is kept, for it goes before others.
    const initials = endingsOf(reading.map(initialOf))
    addNew(
      keys.initials,
      initials.filter((ending, index) => index === 0 || !keys.pinyin.some((key) => key.startsWith(ending))),
    )
  }
  return keys
}

/** Its first letter; a character without a reading stands for itself, whole. */
export function initialOf(syllable: string): string {
  return Array.from(syllable)[0] ?? ''
}

/** A name as keys and searches see it: without spaces and the dots of 阿依古丽·买买提, letters in lower case. */
export function plainName(name: string): string {
  return halfWidth(name)
    .replace(/[\s·•‧・.．。]/g, '')
    .toLowerCase()
}

/** What somebody typed into the search box. */
export type Search =
  | { kind: 'nothing' }
  /** Characters of a name; where no name has them, of an address. */
  | { kind: 'name'; text: string }
  /** Letters: pinyin or the initials of it. */
  | { kind: 'letters'; text: string }
  | { kind: 'phone'; phone: string }
  /** A whole identity number, in upper case. */
  | { kind: 'id-number'; idNumber: string }
  /** The last four characters of an identity number. */
  | { kind: 'last-four'; lastFour: string }
  /** 健康档案编号, 17 digits. */
  | { kind: 'record-number'; recordNumber: string }
  | { kind: 'address'; text: string }
  /** Digits of a length that nothing has: a phone or a number not typed to its end. */
  | { kind: 'incomplete-number'; digits: string }

const ADDRESS_ENDING = /[村组号社路街巷弄栋楼苑园区镇乡庄屯队室元]$/

/** What is meant by what was typed. Never fails: what nobody could mean finds nothing. */
export function readSearch(typed: string): Search {
  const text = halfWidth(typed).trim()
  const compact = text.replace(/[\s'’·•‧・.．-]/g, '')
  if (compact === '') return { kind: 'nothing' }
  if (/^\d+[xX]?$/.test(compact)) return readNumber(compact.toUpperCase())
  if (/^[a-zA-ZüÜ]+$/.test(compact)) {
    return { kind: 'letters', text: compact.toLowerCase().replaceAll('ü', 'v') }
  }
  const plain = plainName(text)
  if (/\d/.test(plain) || (plain.length > 4 && ADDRESS_ENDING.test(plain)))
    return { kind: 'address', text: plain }
  return { kind: 'name', text: plain }
}

/** Whether characters that are no name may still be a place: at least two, for one alone is in every second address. */
export function maybeAddress(text: string): boolean {
  return [...text].length >= 2
}

/**
 * Pairs of neighbouring characters of an address, so that any two characters of it find it; a run of digits counts as
 * one character, so that 5组 does not find 15组.
 */
export function addressGrams(address: string): string[] {
  const tokens = plainName(address).match(/\d+|[^\d]/gu) ?? []
  const grams = tokens.slice(1).map((token, i) => `${tokens[i]}${token}`)
  return [...new Set(grams.length === 0 ? tokens : grams)]
}

function readNumber(number: string): Search {
  if (number.length === 18 || number.length === 15) return { kind: 'id-number', idNumber: number }
  if (number.length === 4) return { kind: 'last-four', lastFour: number }
  if (number.endsWith('X')) return { kind: 'incomplete-number', digits: number }
  if (number.length === 17) return { kind: 'record-number', recordNumber: number }
  if (/^1[3-9]\d{9}$/.test(number)) return { kind: 'phone', phone: number }
  return { kind: 'incomplete-number', digits: number }
}

/** The endings of a row of parts, whole first; one that another already begins with is left out. */
function endingsOf(parts: readonly string[]): string[] {
  const endings: string[] = []
  for (let from = 0; from < parts.length; from++) addNew(endings, [parts.slice(from).join('')])
  return endings
}

function addNew(keys: string[], more: readonly string[]) {
  for (const key of more) {
    if (key !== '' && !keys.some((known) => known.startsWith(key))) keys.push(key)
  }
}

function combinations(readings: Readings): string[][] {
  let found: string[][] = [[]]
  for (const choices of readings) {
    const longer = found.flatMap((start) => choices.map((choice) => [...start, choice]))
    found = longer.length > MOST_READINGS ? found.map((start) => [...start, choices[0] ?? '']) : longer
  }
  return found
}

function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}
