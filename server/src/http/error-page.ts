/** What a tab shows that was opened for a paper or a file and is refused: the words, to be read, instead of JSON. */
export function errorPage(message: string): string {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有完成</title><p style="font: 18px/1.7 sans-serif; max-width: 36em; margin: 3em auto; padding: 0 1em">${text}</p></html>`
}
