import type { FilledRun } from '@qianyue/domain/documents/filled-document.ts'
import { typeFaces, WRITE_BY_HAND } from './type-faces.ts'

/** One line of set text; widths in points. */
export type SetLine = {
  segments: { text: string; bold: boolean; width: number }[]
  width: number
  last: boolean
}

/** May not begin a line (避头). */
const NOT_FIRST = new Set('，。、；：？！）】》〉」』”’…—·%％°℃!,.:;?)]}')
/** May not end a line (避尾). */
const NOT_LAST = new Set('（【《〈「『“‘([{￥¥')

type Character = { text: string; bold: boolean; width: number }

/**
 * Sets text into lines of a width: between any two Chinese characters, never inside a word or number that fits a
 * line, never with 。 first or （ last. What has no shape in the font becomes a space to write it in, and is counted.
 */
export function breakLines(
  runs: readonly FilledRun[],
  pt: number,
  widthPt: number,
  firstIndentPt = 0,
): { lines: SetLine[]; missing: number } {
  let missing = 0
  const lines: SetLine[] = []
  for (const paragraph of paragraphsOf(runs)) {
    const characters = paragraph.map(({ text, bold }): Character => {
      const face = bold ? typeFaces().bold : typeFaces().regular
      const shown = face.shown(text)
      if (shown === WRITE_BY_HAND) missing += 1
      const width = Array.from(shown).reduce((sum, each) => sum + face.width(each), 0)
      return { text: shown, bold, width: (width * pt) / 1000 }
    })
    lines.push(...setParagraph(characters, widthPt, firstIndentPt))
  }
  return { lines, missing }
}

function paragraphsOf(runs: readonly FilledRun[]): { text: string; bold: boolean }[][] {
  const paragraphs: { text: string; bold: boolean }[][] = [[]]
  for (const { text, bold } of runs) {
    for (const character of text) {
      if (character === '\n') paragraphs.push([])
      else if (character >= ' ') paragraphs.at(-1)!.push({ text: character, bold })
    }
  }
  return paragraphs
}

function setParagraph(characters: readonly Character[], widthPt: number, firstIndentPt: number): SetLine[] {
  const lines: SetLine[] = []
  let line: Character[] = []
  let used = firstIndentPt
  const finish = (last: boolean) => {
    lines.push(lineOf(line, last))
    line = []
    used = 0
  }
  for (const unit of unitsOf(characters)) {
    const parts = widthOf(unit) > widthPt ? unit.map((character) => [character]) : [unit]
    for (const part of parts) {
      const width = widthOf(part)
      const fits = used + width - trailingSpace(part) <= widthPt + 0.01
      if (!fits && line.length > 0) finish(false)
      line.push(...part)
      used += width
    }
  }
  finish(true)
  return lines
}

/** What stays together: a word, a number, or one Chinese character, with the marks that may not leave it. */
function unitsOf(characters: readonly Character[]): Character[][] {
  const units: Character[][] = []
  for (const character of characters) {
    const unit = units.at(-1)
    const before = unit?.at(-1)
    if (unit === undefined || before === undefined) units.push([character])
    else if (staysWith(before.text, character.text)) unit.push(character)
    else units.push([character])
  }
  return units
}

function staysWith(before: string, character: string): boolean {
  if (NOT_FIRST.has(character) || NOT_LAST.has(before) || character === ' ') return true
  return isLetter(before) && isLetter(character)
}

function isLetter(character: string): boolean {
  return /[A-Za-z0-9*.\-/_@:]/.test(character)
}

function widthOf(characters: readonly Character[]): number {
  return characters.reduce((sum, { width }) => sum + width, 0)
}

function trailingSpace(characters: readonly Character[]): number {
  const last = characters.at(-1)
  return last?.text === ' ' ? last.width : 0
}

function lineOf(characters: readonly Character[], last: boolean): SetLine {
  const segments: SetLine['segments'] = []
  for (const { text, bold, width } of characters) {
    const segment = segments.at(-1)
    if (segment !== undefined && segment.bold === bold) {
      segment.text += text
      segment.width += width
    } else segments.push({ text, bold, width })
  }
  return { segments, width: widthOf(characters) - trailingSpace(characters), last }
}
