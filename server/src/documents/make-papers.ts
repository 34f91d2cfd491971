import { setImmediate as letOthersIn } from 'node:timers/promises'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DocumentKind, PaperKind } from '@qianyue/domain/documents/document-kind.ts'
import { filledDocument, valuesOf } from '@qianyue/domain/documents/document-values.ts'
import { type FilledDocument, fillTemplate } from '@qianyue/domain/documents/filled-document.ts'
import PizZip from 'pizzip'
import type { Context } from '../http/context.ts'
import { DOCX, ZIP } from '../http/file-heads.ts'
import type { PaperToPrint, ToPrint } from './print-papers.ts'
import { textOn, wordFileOn } from './templates.queries.ts'
import { refuseCards } from './templates.ts'
import { fillWordTemplate } from './word/word-template.ts'
import { writeWord } from './word/write-word.ts'

/** Papers of one kind, filled in, with the name of the file they go into. */
export type Papers = { kind: PaperKind; fileName: string; documents: Iterable<FilledDocument> }

/** The papers as pages, each filled in when its turn comes. */
export async function makePages(context: Context, { kind, fileName, papers }: ToPrint): Promise<Papers> {
  const texts = await byDay(papers, (day) => textOn(context, kind, day))
  const { today } = context
  function* documents() {
    for (const { facts, textDay } of papers) yield filledDocument(facts, texts.get(textDay)!, today)
  }
  return { kind, fileName, documents: documents() }
}

/**
 * The papers as Word, by the county's own file where it has one that day: one as it is, several in a zip. A card with a code on
 * it is refused.
 */
export async function makeWord(
  context: Context,
  { kind, fileName, papers }: ToPrint,
): Promise<{ type: string; fileName: string; content: Buffer }> {
  refuseCards(kind)
  const sources = await byDay(papers, (day) => wordSourceOn(context, kind, day))
  const made: { name: string; content: Buffer }[] = []
  for (const { facts, textDay, name } of papers) {
    const source = sources.get(textDay)!
    const values = valuesOf(facts, context.today)
    const content =
      'file' in source ? fillWordTemplate(source.file, values) : writeWord(fillTemplate(source.text, values))
    made.push({ name, content })
    // A village is some seconds of work.
    await letOthersIn()
  }
  const [only] = made
  if (only && made.length === 1) return { type: DOCX, fileName: `${fileName}.docx`, content: only.content }
  const zip = new PizZip()
  for (const { name, content } of made) zip.file(`${name}.docx`, content)
  return { type: ZIP, fileName: `${fileName}.zip`, content: zip.generate({ type: 'nodebuffer' }) }
}

async function wordSourceOn(context: Context, kind: DocumentKind, day: LocalDate) {
  return (await wordFileOn(context, kind, day)) ?? { text: await textOn(context, kind, day) }
}

async function byDay<Found>(
  papers: readonly PaperToPrint[],
  find: (day: LocalDate) => Promise<Found>,
): Promise<Map<LocalDate, Found>> {
  const found = new Map<LocalDate, Found>()
  for (const { textDay } of papers) if (!found.has(textDay)) found.set(textDay, await find(textDay))
  return found
}
