/**
 * 未签约原因: what a county lets its clinics name as the reason why somebody has not signed. Each reason is known by its
 * words, so that a table of last year reads as it was written. Signed and all reasons together are the people listed.
 * Source: performance-and-funds.md §6.2 (special-group table with reasons).
 */
export type UnsignedReason = { name: string }

const names = [
  '拒签',
  '联系不上',
  '失联失踪',
  '长期外出',
  '暂时外出',
  '异地签约',
  '外地建档',
  '服刑',
  '服兵役',
  '住院（含精神病院）',
  '外嫁未入户',
  '无有效证件',
  '身份信息不符',
  '名单重复',
  '出国、外籍',
  '新增未及签',
  '其他',
]

export const defaultUnsignedReasons: readonly UnsignedReason[] = names.map((name) => ({ name }))

/** What stands in the table for those of whom nothing was noted. */
export const NOT_NOTED = '未填写'
