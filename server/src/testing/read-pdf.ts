import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a PDF says, page by page, and where each piece of text stands. Points from the lower left corner. */
export async function readPdf(file: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise
  const pages = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const pieces = content.items.flatMap((item) =>
      'str' in item && item.str !== ''
        ? [
            {
              text: item.str,
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              width: item.width,
            },
          ]
        : [],
    )
    const { width, height } = page.getViewport({ scale: 1 })
    pages.push({ width, height, pieces, text: pieces.map(({ text }) => text).join('') })
  }
  return { pages, text: pages.map(({ text }) => text).join('\n') }
}
