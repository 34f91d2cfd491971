import { type Cell, spacelessTextOf } from './cell.ts'

/** What the codes of a column mean, as its title says: 与户主关系（1户主 2配偶 3子 4女）. */
export type Legend = ReadonlyMap<string, string>

/** 1户主, 2、配偶, 3=子, A.常住: a code of one character, a mark, and its word. */
const ENTRY = /([0-9A-H])[.、:：=\-—]?([\u4e00-\u9fff]+)/g

/** The legend of a title: at least two words with codes that follow one another from 0, 1 or A; null when it has none. */
export function legendOf(title: string): Legend | null {
  const text = spacelessTextOf(title).replace(/(?<=[\u4e00-\u9fff])[,，;；、/|](?=[0-9A-H])/g, ' ')
  const entries = [...text.matchAll(ENTRY)].map(([, code, word]) => [code!, word!] as const)
  const first = entries[0]?.[0].charCodeAt(0) ?? 0
  const follow = entries.every(([code], at) => code.charCodeAt(0) === first + at)
  const words = new Set(entries.map(([, word]) => word))
  return words.size >= 2 && words.size === entries.length && follow && '01A'.includes(entries[0]![0])
    ? new Map(entries)
    : null
}

/** The legends of a header's columns. */
export function legendsOf(header: { titles: readonly string[] } | null): (Legend | null)[] {
  return header?.titles.map(legendOf) ?? []
}

/** The cells with codes that their column's title explains put into words; several codes in a cell each for itself. */
export function inWords(cells: readonly Cell[], legends: readonly (Legend | null)[]): readonly Cell[] {
  if (legends.every((legend) => legend === null)) return cells
  return cells.map((cell, column) => {
    const legend = legends[column] ?? null
    return legend === null ? cell : wordsOf(cell, legend)
  })
}

function wordsOf(cell: Cell, legend: Legend): Cell {
  const codes = spacelessTextOf(cell)
    .replace(/\.$/, '')
    .split(/[,，.、;；/|+]/)
  const words = codes.map((code) => legend.get(code.toUpperCase()))
  return words.every((word) => word !== undefined) ? words.join('、') : cell
}
