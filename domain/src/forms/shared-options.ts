/** Value sets that several forms share. Source: code-lists.md §6, national sheets. */

export const absentOrPresent = [
  { code: 1, name: '无' },
  { code: 2, name: '有' },
] as const

export const noOrYes = [
  { code: 1, name: '否' },
  { code: 2, name: '是' },
] as const

export const normalOrAbnormal = [
  { code: 1, name: '正常' },
  { code: 2, name: '异常' },
] as const

export const negativeOrPositive = [
  { code: 1, name: '阴性' },
  { code: 2, name: '阳性' },
] as const

/** 服药依从性. */
export const medicationAdherence = [
  { code: 1, name: '规律' },
  { code: 2, name: '间断' },
  { code: 3, name: '不服药' },
] as const

/** 心理调整, 遵医行为. */
export const goodFairPoor = [
  { code: 1, name: '良好' },
  { code: 2, name: '一般' },
  { code: 3, name: '差' },
] as const

/** 摄盐情况（咸淡）. */
export const saltIntake = [
  { code: 1, name: '轻' },
  { code: 2, name: '中' },
  { code: 3, name: '重' },
] as const
