const thousands = new Intl.NumberFormat('zh-CN')
const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** 12,345 */
export function countWords(count: number): string {
  return thousands.format(count)
}

/** ¥1,234.56, from whole fen. */
export function moneyWords(fen: number): string {
  return `¥${yuanWords(fen)}`
}

/** 1,234.56 of a column that says 元, from whole fen. */
export function yuanWords(fen: number): string {
  return yuan.format(fen / 100)
}

/** 76岁 */
export function ageWords(years: number): string {
  return `${years}岁`
}

export const sexWords = { male: '男', female: '女', unknown: '未说明' } as const
