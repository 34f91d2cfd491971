/**
 * A document text as a county keeps it: lines a clerk can read and edit, with fields in double braces.
 *
 * - `# ` title, `## ` heading, `> ` a framed notice; an empty line or a new line begins a new paragraph
 * - `【居中】`, `【居右】`, `【顶格】` at the start of a line place it; `【分页】` alone begins a new page
 * - `**粗体**` is bold; `{{居民姓名}}` is replaced; a table such as `{{成员表}}` stands alone on its line
 */
export type TemplateBlock =
  | { type: 'title' | 'heading' | 'notice'; line: number; runs: TemplateRun[] }
  | { type: 'paragraph'; line: number; placed: Placement; runs: TemplateRun[] }
  | { type: 'block-field'; line: number; field: string }
  | { type: 'page-break'; line: number }

export type TemplateRun = { bold: boolean } & ({ text: string } | { field: string })

/** `indented`: first line set in by two characters, as Chinese paragraphs are. */
export type Placement = 'indented' | 'flush' | 'centre' | 'right'

/** What is wrong with a text, at its line (from 1). */
export type TemplateProblem =
  | { code: 'unclosed-field'; line: number; near: string }
  | { code: 'empty-field'; line: number }
  | { code: 'stray-close'; line: number; near: string }
  | { code: 'unclosed-bold'; line: number; near: string }
  | { code: 'empty-text'; line: number }
  | { code: 'text-too-long'; line: number; limit: number }
  | { code: 'unknown-field'; line: number; field: string; perhaps: string | null }
  | { code: 'table-in-a-sentence'; line: number; field: string }
  | { code: 'missing-field'; line: number; field: string }

/** Characters in one document text: about thirty A4 pages. */
export const TEMPLATE_TEXT_LIMIT = 40_000

const placements: [string, Placement][] = [
  ['【居中】', 'centre'],
  ['【居右】', 'right'],
  ['【顶格】', 'flush'],
]

/** Reads a text into blocks. Fields are not looked up here: which exist depends on the kind of document. */
export function readTemplate(text: string): { blocks: TemplateBlock[]; problems: TemplateProblem[] } {
  const blocks: TemplateBlock[] = []
  const problems: TemplateProblem[] = []
  if (text.trim() === '') problems.push({ code: 'empty-text', line: 1 })
  if (text.length > TEMPLATE_TEXT_LIMIT) {
    return { blocks, problems: [{ code: 'text-too-long', line: 1, limit: TEMPLATE_TEXT_LIMIT }] }
  }
  for (const [index, raw] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
    const block = readLine(raw.trim(), index + 1, problems)
    if (block !== null) blocks.push(block)
  }
  return { blocks, problems }
}

function readLine(content: string, line: number, problems: TemplateProblem[]): TemplateBlock | null {
  if (content === '') return null
  if (content === '【分页】') return { type: 'page-break', line }
  const alone = /^\{\{([^{}]+)\}\}$/.exec(content)
  if (alone) return { type: 'block-field', line, field: alone[1]!.trim() }

  const runsOf = (rest: string) => readRuns(rest.trim(), line, problems)
  if (content.startsWith('## ')) return { type: 'heading', line, runs: runsOf(content.slice(3)) }
  if (content.startsWith('# ')) return { type: 'title', line, runs: runsOf(content.slice(2)) }
  if (content.startsWith('> ')) return { type: 'notice', line, runs: runsOf(content.slice(2)) }
  for (const [mark, placed] of placements) {
    if (content.startsWith(mark))
      return { type: 'paragraph', line, placed, runs: runsOf(content.slice(mark.length)) }
  }
  return { type: 'paragraph', line, placed: 'indented', runs: runsOf(content) }
}

function readRuns(content: string, line: number, problems: TemplateProblem[]): TemplateRun[] {
  const runs: TemplateRun[] = []
  const parts = content.split('**')
  if (parts.length % 2 === 0) problems.push({ code: 'unclosed-bold', line, near: near(parts.at(-1)!) })
  for (const [index, part] of parts.entries()) readFields(part, index % 2 === 1, line, runs, problems)
  return runs
}

function readFields(
  part: string,
  bold: boolean,
  line: number,
  runs: TemplateRun[],
  problems: TemplateProblem[],
): void {
  let from = 0
  const textUpTo = (end: number) => {
    const text = part.slice(from, end)
    if (text === '') return
    const stray = text.indexOf('}}')
    if (stray >= 0)
      problems.push({ code: 'stray-close', line, near: near(text.slice(Math.max(0, stray - 8))) })
    runs.push({ bold, text })
  }
  for (;;) {
    const open = part.indexOf('{{', from)
    if (open < 0) break
    const close = part.indexOf('}}', open)
    const nextOpen = part.indexOf('{{', open + 2)
    if (close < 0 || (nextOpen >= 0 && nextOpen < close)) {
      problems.push({ code: 'unclosed-field', line, near: near(part.slice(open)) })
      textUpTo(open + 2)
      from = open + 2
      continue
    }
    textUpTo(open)
    const field = part.slice(open + 2, close).trim()
    if (field === '') problems.push({ code: 'empty-field', line })
    else runs.push({ bold, field })
    from = close + 2
  }
  textUpTo(part.length)
}

function near(text: string): string {
  const characters = Array.from(text)
  return characters.length > 14 ? `${characters.slice(0, 14).join('')}…` : text
}
