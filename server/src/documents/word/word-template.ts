import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DocumentKind } from '@qianyue/domain/documents/document-kind.ts'
import { sampleFacts, valuesOf } from '@qianyue/domain/documents/document-values.ts'
import {
  type FieldValues,
  type FilledBlock,
  fillTemplate,
} from '@qianyue/domain/documents/filled-document.ts'
import {
  columnTitles,
  firstTable,
  unknownWordFields,
  type WordFields,
  type WordTemplateProblem,
  type WordValues,
  wordValues,
} from '@qianyue/domain/documents/word-template.ts'
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { activePartsOf, openOfficeFile, UnreadableRegister } from '../../registers/zip-file.ts'
import { writeWord } from './write-word.ts'

/** A file that unpacks to more than this is not a letter. */
const UNPACKED_MOST_BYTES = 50_000_000

/** Everything that keeps a county's Word file from being used; empty when it can be. */
export function wordTemplateProblems(
  kind: DocumentKind,
  file: Buffer,
  today: LocalDate,
): WordTemplateProblem[] {
  const zip = open(file)
  if (!(zip instanceof PizZip)) return [zip]
  const sample = wordValues(valuesOf(sampleFacts(kind), today))
  const fields: WordFields = {}
  try {
    template(zip, fields).render(sample)
  } catch (thrown) {
    return problemsOf(thrown)
  }
  return unknownWordFields(kind, fields, sample)
}

/** The paper as Word, from a file that has been found right. */
export function fillWordTemplate(file: Buffer, values: FieldValues): Buffer {
  const filled = template(openOfficeFile(file, UNPACKED_MOST_BYTES), {})
  filled.render(wordValues(values))
  return filled.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

/** Notes in `asked` every field that the file asks for, those of a repeated row under their table. */
function template(zip: PizZip, asked: WordFields): Docxtemplater {
  return new Docxtemplater(zip, {
    delimiters: { start: '{{', end: '}}' },
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    nullGetter: () => '',
    parser: (tag) => ({
      get: (scope, context) => {
        const name = tag.trim()
        const table = context?.scopePath.at(-1)?.trim()
        // A table within itself would double its rows at every turn.
        if (context?.scopePath.some((open) => open.trim() === name)) return ''
        if (table === undefined) asked[name] ??= {}
        else asked[table] = { ...asked[table], [name]: {} }
        return valueNamed(name, [scope, ...(context?.scopeList.toReversed() ?? [])])
      },
    }),
  })
}

/** A row's column before the paper's field of that name; nothing that an object has by nature. */
function valueNamed(name: string, scopes: readonly WordValues[]): string | Record<string, string>[] {
  const scope = scopes.find((each) => Object.hasOwn(each, name))
  return scope?.[name] ?? ''
}

function open(file: Buffer): PizZip | WordTemplateProblem {
  try {
    const zip = openOfficeFile(file, UNPACKED_MOST_BYTES)
    if (zip.file('word/document.xml') === null) return { code: 'not-a-word-file' }
    const [active] = activePartsOf(zip)
    return active === undefined ? zip : { code: 'acts-when-opened', part: active }
  } catch (error) {
    if (!(error instanceof UnreadableRegister)) throw error
    return { code: error.reason === 'too-large' ? 'word-file-too-large' : 'not-a-word-file' }
  }
}

type TemplateFault = {
  properties?: { id?: string; xtag?: string; context?: string; errors?: TemplateFault[] }
}

function problemsOf(thrown: unknown): WordTemplateProblem[] {
  const { properties } = thrown as TemplateFault
  const faults = properties?.errors ?? [thrown as TemplateFault]
  return faults.map(({ properties }): WordTemplateProblem => {
    const tag = (properties?.xtag ?? '').trim()
    const near = properties?.context ?? tag
    switch (properties?.id) {
      case 'unclosed_tag':
      case 'duplicate_open_tag':
        return { code: 'unclosed-field', near }
      case 'unopened_tag':
      case 'duplicate_close_tag':
        return { code: 'stray-close', near }
      case 'unclosed_loop':
        return { code: 'unclosed-table', field: tag }
      case 'unopened_loop':
        return { code: 'unopened-table', field: tag }
      case 'closing_tag_does_not_match_opening_tag':
        return { code: 'crossed-tables', near }
      default:
        return { code: 'broken-template', near }
    }
  })
}

/** A Word file to begin from: the text, with its fields in braces and each table's repeating row. */
export function starterWordFile(kind: DocumentKind, text: string, today: LocalDate): Buffer {
  const { texts, blocks } = valuesOf(sampleFacts(kind), today)
  return writeWord(
    fillTemplate(text, {
      texts: Object.fromEntries(Object.keys(texts).map((name) => [name, `{{${name}}}`])),
      blocks: Object.fromEntries(
        Object.entries(blocks).map(([name, filled]) => [name, repeatingRow(name, filled)]),
      ),
    }),
  )
}

function repeatingRow(name: string, filled: readonly FilledBlock[]): FilledBlock[] {
  return filled.map((block): FilledBlock => {
    if (block !== firstTable(filled) || block.type !== 'table') return block
    const titles = columnTitles(block)
    const cells = titles.map((title, index) => {
      const [open, close] = [
        index === 0 ? `{{#${name}}}` : '',
        index === titles.length - 1 ? `{{/${name}}}` : '',
      ]
      return { text: `${open}{{${title}}}${close}` }
    })
    return { ...block, rows: [{ cells }] }
  })
}
