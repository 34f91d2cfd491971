import { createRequire } from 'node:module'
import { initialOf, plainName, type Readings } from '@qianyue/domain/residents/search-keys.ts'

const require = createRequire(import.meta.url)

/** The dictionary is read with the first name that is written: most requests only look for names. */
function dictionary(): typeof import('pinyin-pro') {
  return require('pinyin-pro')
}

/** A second reading of a character is a key too, a third is left out: dan finds 单 though the surname is shan. */
const MOST_READINGS_OF_ONE = 2

/** Characters and names whose readings are remembered: those of a register come again within the same few thousand rows. */
const REMEMBERED = 10_000
const ofCharacter = new Map<string, readonly string[]>()
const ofName = new Map<string, Readings>()

/** How each character of a name may be read, the likeliest first: surnames as surnames (单 shan, 解 xie, 仇 qiu). */
export function readingsOf(name: string): Readings {
  return remembered(ofName, name, read)
}

function read(name: string): Readings {
  const characters = [...plainName(name)]
  const alone = characters.map((character) => remembered(ofCharacter, character, readAlone))
  // Where no character can be read in two ways the dictionary need not look at the whole: three names of four.
  const likeliest = alone.every((known) => known.length === 1)
    ? alone.flat()
    : dictionary().pinyin(characters.join(''), { surname: 'head', toneType: 'none', type: 'array', v: true })
  return characters.map((character, i) => {
    const first = likeliest[i] ?? character
    return [...new Set([first, ...alone[i]!])].slice(0, MOST_READINGS_OF_ONE)
  })
}

function readAlone(character: string): readonly string[] {
  const readings = dictionary().pinyin(character, {
    multiple: true,
    toneType: 'none',
    type: 'array',
    v: true,
  })
  return [...new Set(readings)]
}

function remembered<Value>(known: Map<string, Value>, text: string, read: (text: string) => Value): Value {
  let found = known.get(text)
  if (found === undefined) {
    found = read(text)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, found)
  }
  return found
}

/** Syllables of the likeliest reading with spaces between: wang xiao ming. */
export function pinyinOf(readings: Readings): string {
  return readings.map((choices) => choices[0] ?? '').join(' ')
}

/** wxm. */
export function initialsOf(readings: Readings): string {
  return readings.map((choices) => initialOf(choices[0] ?? '')).join('')
}
