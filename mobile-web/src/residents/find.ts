import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { plainName, readSearch } from '@qianyue/domain/residents/search-keys.ts'

export type Found = { door: Door; member: DoorMember }

type Indexed = Found & {
  /** The name without spaces and dots. */
  name: string
  /** `wangxiaoming`, with the beginnings of its syllables marked in `starts`. */
  letters: string
  starts: readonly number[]
  /** Digits of the telephones, one after the other. */
  phones: string
  address: string
}

/** Everybody on this phone, made ready to be found. */
export function indexOf(doors: Iterable<Door>): Indexed[] {
  const found: Indexed[] = []
  for (const door of doors) {
    const address = plainName(`${door.villageName}${door.household?.address ?? ''}`)
    for (const member of door.members) {
      const syllables = member.pinyin.split(' ')
      const starts: number[] = []
      let length = 0
      for (const syllable of syllables) {
        starts.push(length)
        length += syllable.length
      }
      found.push({
        door,
        member,
        name: plainName(member.name),
        letters: syllables.join(''),
        starts,
        phones: `${member.phone ?? ''} ${member.contactPhone ?? ''}`,
        address,
      })
    }
  }
  return found
}

/**
 * Who is meant by what was typed, the best first: part of a name, pinyin or initials from the beginning of any syllable, a
 * telephone or part of it, the last four of the identity number, part of the address. Everybody for an empty box.
 */
export function findAnyone(index: readonly Indexed[], typed: string): readonly Found[] {
  const rank = rankBy(typed)
  if (rank === null) return index
  const byRank: Indexed[][] = [[], [], [], []]
  for (const found of index) {
    const place = rank(found)
    if (place !== null) byRank[place]!.push(found)
  }
  return byRank.flat()
}

/** Lower is better; null is not meant. */
type Rank = (one: Indexed) => 0 | 1 | 2 | 3 | null

function rankBy(typed: string): Rank | null {
  const search = readSearch(typed)
  switch (search.kind) {
    case 'nothing':
      return null
    case 'letters': {
      const { text } = search
      return ({ letters, starts, member }) => {
        if (letters.startsWith(text)) return letters.length === text.length ? 0 : 1
        if (member.initials.startsWith(text)) return 1
        if (member.initials.includes(text)) return 2
        return starts.some((start) => letters.startsWith(text, start)) ? 2 : null
      }
    }
    case 'name':
    case 'address': {
      const { text } = search
      return ({ name, address }) => {
        if (name === text) return 0
        if (name.startsWith(text)) return 1
        if (name.includes(text)) return 2
        return address.includes(text) ? 3 : null
      }
    }
    case 'id-number':
      return byTail(search.idNumber.slice(-4), search.idNumber)
    case 'last-four': {
      const tail = byTail(search.lastFour, null)
      const digits = byDigits(search.lastFour)
      return (one) => tail(one) ?? digits(one)
    }
    case 'phone':
      return byDigits(search.phone)
    case 'record-number':
      return ({ member }) => (member.healthRecordNumber === search.recordNumber ? 0 : null)
    case 'incomplete-number':
      return byDigits(search.digits)
  }
}

/** The whole number is not on the phone: of it the end and, where it was typed whole, the day of birth. */
function byTail(lastFour: string, whole: string | null): Rank {
  const birth = whole?.slice(6, 14)
  return ({ member }) => {
    if (member.idTail !== lastFour) return null
    return birth === undefined || member.facts.birthDate.replaceAll('-', '') === birth ? 0 : null
  }
}

function byDigits(digits: string): Rank {
  return ({ phones }) => {
    const at = phones.indexOf(digits)
    if (at < 0) return null
    return at === 0 || phones[at - 1] === ' ' ? 1 : 2
  }
}
