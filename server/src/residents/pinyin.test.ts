import { plainName } from '@qianyue/domain/residents/search-keys.ts'
import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { initialsOf, readingsOf } from './pinyin.ts'

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const

/** Each character's reading within the name first, then the others it may have. */
function plainReadings(name: string): string[][] {
  const characters = [...plainName(name)]
  const likeliest = pinyin(characters.join(''), { surname: 'head', ...OPTIONS })
  return characters.map((character, i) => {
    const others = pinyin(character, { multiple: true, ...OPTIONS })
    return [...new Set([likeliest[i] ?? character, ...others])].slice(0, 2)
  })
}

const anyCharacter = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)) },
  { weight: 4, arbitrary: fc.constantFrom(...'单解仇尉迟万俟长孙黑乐曾朴重行传参阿依古丽女红吕绿') },
  { weight: 1, arbitrary: fc.constantFrom(...'·AbX1ü𬭎') },
)

test('a name is read as the dictionary reads the whole of it, also where it is not asked for the whole', () => {
  for (const name of ['王伟', '单红霞', '尉迟明', '万俟雪', '长孙伟', '黑明', '阿依古丽·买买提', '曾乐'])
    expect(readingsOf(name)).toEqual(plainReadings(name))
  fc.assert(
    fc.property(fc.array(anyCharacter, { minLength: 1, maxLength: 5 }), (characters) => {
      const name = characters.join('')
      expect(readingsOf(name)).toEqual(plainReadings(name))
    }),
    { numRuns: 2_000 },
  )
})

test('initials of a name with a character beyond the common ones hold it whole, not half of it', () => {
  expect(initialsOf(readingsOf('王𠮷明'))).toBe('w𠮷m')
})
