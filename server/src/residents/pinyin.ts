import { plainName, type Readings } from '@qianyue/domain/residents/search-keys.ts'
import { pinyin } from 'pinyin-pro'

/** A second reading of a character is a key too, a third is left out: dan finds 单 though the surname is shan. */
const MOST_READINGS_OF_ONE = 2

/** How each character of a name may be read, the likeliest first: surnames as surnames (单 shan, 解 xie, 仇 qiu). */
export function readingsOf(name: string): Readings {
  const characters = [...plainName(name)]
  const likeliest = pinyin(characters.join(''), { surname: 'head', toneType: 'none', type: 'array', v: true })
  return characters.map((character, i) => {
    const first = likeliest[i] ?? character
    const others = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
    return [...new Set([first, ...others])].slice(0, MOST_READINGS_OF_ONE)
  })
}

/** Syllables of the likeliest reading with spaces between: wang xiao ming. */
export function pinyinOf(readings: Readings): string {
  return readings.map((choices) => choices[0] ?? '').join(' ')
}

/** wxm. */
export function initialsOf(readings: Readings): string {
  return readings.map((choices) => (choices[0] ?? '').slice(0, 1)).join('')
}
