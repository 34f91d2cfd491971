import { setImmediate as letOthersIn } from 'node:timers/promises'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DocumentKind, PaperKind } from '@qianyue/domain/documents/document-kind.ts'
import { filledDocument, valuesOf } from '@qianyue/domain/documents/document-values.ts'
import { type FilledDocument, fillTemplate } from '@qianyue/domain/documents/filled-document.ts'
import PizZip from 'pizzip'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
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

/** Papers as Word, to be written once what they are made from is read. */
type WordPapers = { type: string; fileName: string; write: () => Promise<Buffer> }

/**
 * The papers as Word, by the county's own file where it has one that day: one as it is, several in a zip. A card with a code on
 * it is refused, and so is a file that a whole village would make too large.
 */
export async function makeWord(context: Context, { kind, fileName, papers }: ToPrint): Promise<WordPapers> {
  refuseCards(kind)
  const sources = await byDay(papers, (day) => wordSourceOn(context, kind, day))
  const bytes = papers.reduce((sum, { textDay }) => {
    const source = sources.get(textDay)!
    return sum + ('file' in source ? source.file.length : 0)
  }, 0)
  if (bytes > MOST_BYTES)
    throw new Refused(
      'too-large-as-word',
      `Word 模板较大，${papers.length} 份合起来超过 ${MOST_BYTES / 1_000_000} MB：请缩小模板里的图片，或按户打印，或打印 PDF。`,
    )
  const made = async ({ facts, textDay }: PaperToPrint) => {
    // A village is some seconds of work.
    await letOthersIn()
    const source = sources.get(textDay)!
    const values = valuesOf(facts, context.today)
    return 'file' in source
      ? fillWordTemplate(source.file, values)
      : writeWord(fillTemplate(source.text, values))
  }
  const [only] = papers
  if (only && papers.length === 1)
    return { type: DOCX, fileName: `${fileName}.docx`, write: () => made(only) }
  const write = async () => {
    const zip = new PizZip()
    for (const paper of papers) zip.file(`${fileNameOf(paper.name)}.docx`, await made(paper))
    return zip.generate({ type: 'nodebuffer' })
  }
  return { type: ZIP, fileName: `${fileName}.zip`, write }
}

/** What a zip of Word files may weigh before it is packed: a village of a thousand letters of 100 kB. */
const MOST_BYTES = 100_000_000

/** A name as it may stand in a folder of any computer: no path, and none of the signs that Windows refuses. */
function fileNameOf(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_')
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
