import type { TemplateProblem } from '@qianyue/domain/documents/template-text.ts'
import type { WordTemplateProblem } from '@qianyue/domain/documents/word-template.ts'

type Words<Problem extends { code: string }> = {
  [Code in Problem['code']]: (problem: Extract<Problem, { code: Code }>) => string
}

const instead = (perhaps: string | null) =>
  perhaps === null ? '可在字段列表中选择。' : `是不是“${perhaps}”？`

const templateWords: Words<TemplateProblem> = {
  'empty-text': () => '文本是空的。',
  'text-too-long': ({ limit }) => `文本太长，最多 ${limit} 字。`,
  'unclosed-field': ({ near }) => `“${near}”处的 {{ 没有用 }} 结束。`,
  'stray-close': ({ near }) => `“${near}”处多了 }}，前面没有 {{。`,
  'empty-field': () => '{{ }} 里没有字段名。',
  'unclosed-bold': ({ near }) => `“${near}”前的 ** 没有成对，粗体不知到哪里结束。`,
  'unknown-field': ({ field, perhaps }) => `没有“${field}”这个字段。${instead(perhaps)}`,
  'table-in-a-sentence': ({ field }) => `“${field}”是表格，须单独占一行。`,
  'missing-field': ({ field }) => `缺少必须有的“${field}”。`,
}

const wordWords: Words<WordTemplateProblem> = {
  'not-a-word-file': () => '这不是 Word 文件（.docx）。旧的 .doc 文件请在 Word 中另存为 .docx。',
  'word-file-too-large': () => '文件展开后太大，请减少图片后重新保存。',
  'acts-when-opened': ({ part }) =>
    `文件里有宏、嵌入的程序或指向别处的内容（${part}）。请在 Word 中删去，另存为 .docx 后上传。`,
  'unclosed-field': ({ near }) => `“${near}”处的 {{ 没有用 }} 结束。`,
  'stray-close': ({ near }) => `“${near}”处多了 }}，前面没有 {{。`,
  'crossed-tables': ({ near }) => `“${near}”处的表格标记交叉了：先开始的要后结束。`,
  'unclosed-table': ({ field }) =>
    `表格“${field}”没有结束，请在重复行的末尾加上 {{/${field.replace('#', '')}}}。`,
  'unopened-table': ({ field }) =>
    `表格“${field}”只有结束，请在重复行的开头加上 {{#${field.replace('/', '')}}}。`,
  'unknown-field': ({ field, perhaps }) => `没有“${field}”这个字段。${instead(perhaps)}`,
  'unknown-column': ({ table, column, perhaps }) =>
    `表格“${table}”里没有“${column}”这一列。${instead(perhaps)}`,
  'broken-template': ({ near }) => `“${near}”处 Word 模板不完整，请检查后重新上传。`,
}

/** What is wrong with a text, and where. */
export function templateProblemWords(problem: TemplateProblem): string {
  return `第 ${problem.line} 行：${wordsFor(templateWords, problem)}`
}

/** What is wrong with a Word file. */
export function wordProblemWords(problem: WordTemplateProblem): string {
  return wordsFor(wordWords, problem)
}

function wordsFor<Problem extends { code: string }>(words: Words<Problem>, problem: Problem): string {
  // The code chooses the words for its own kind of problem.
  const say = words[problem.code as Problem['code']] as (one: Problem) => string
  return say(problem)
}
