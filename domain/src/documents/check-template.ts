import { fieldsOf, requiredFields } from './document-fields.ts'
import type { DocumentKind } from './document-kind.ts'
import { readTemplate, type TemplateBlock, type TemplateProblem } from './template-text.ts'

/** Everything that keeps a text from being used for a kind of document, in the order of its lines. */
export function templateProblems(kind: DocumentKind, text: string): TemplateProblem[] {
  const { blocks, problems } = readTemplate(text)
  if (problems.some(({ code }) => code === 'empty-text' || code === 'text-too-long')) return problems

  const known = fieldsOf(kind)
  const used = new Set<string>()
  for (const { field, line, alone } of blocks.flatMap(fieldsIn)) {
    used.add(field)
    const found = Object.hasOwn(known, field) ? known[field] : undefined
    if (found === undefined) {
      problems.push({ code: 'unknown-field', line, field, perhaps: nearestName(field, Object.keys(known)) })
    } else if (found.shape === 'block' && !alone) {
      problems.push({ code: 'table-in-a-sentence', line, field })
    }
  }
  const lastLine = text.split('\n').length
  for (const field of requiredFields[kind]) {
    if (!used.has(field)) problems.push({ code: 'missing-field', line: lastLine, field })
  }
  return problems.sort((a, b) => a.line - b.line)
}

function fieldsIn(block: TemplateBlock): { field: string; line: number; alone: boolean }[] {
  if (block.type === 'page-break') return []
  if (block.type === 'block-field') return [{ field: block.field, line: block.line, alone: true }]
  return block.runs.flatMap((run) =>
    'field' in run ? [{ field: run.field, line: block.line, alone: false }] : [],
  )
}

/** The known name with the most characters in common with what was written; null when fewer than half are. */
export function nearestName(written: string, names: readonly string[]): string | null {
  let best: string | null = null
  let bestShare = 0.5
  for (const name of names) {
    const longer = Math.max(written.length, name.length)
    const shared = Array.from(name).filter((character) => written.includes(character)).length
    if (shared / longer >= bestShare && (best === null || shared / longer > bestShare)) {
      best = name
      bestShare = shared / longer
    }
  }
  return best
}
