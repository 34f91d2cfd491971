/**
 * 卫生监督协管 as the third specification divides it. Source: N3-13; public-health-spec.md §15 [from memory, verify]: the
 * five areas are codes here, how often and how fast is policy.
 */
export const supervisionAreas = {
  'food-borne': '食源性疾病及相关信息',
  water: '饮用水卫生安全',
  school: '学校卫生',
  'illegal-practice': '非法行医和非法采供血',
  'family-planning': '计划生育相关信息',
} as const
export type SupervisionArea = keyof typeof supervisionAreas

export type SupervisionAssistPolicy = {
  readonly source: string
  /** Rounds in a year of each place on the list of an institution, by area; 0 where none are asked. At most 12. */
  readonly patrolsAYear: Readonly<Record<SupervisionArea, number>>
  /** Hours from finding something out to reporting it; null where a county lays down none. */
  readonly reportWithinHours: number | null
}

/** The digest of the specification names no figure: both are *verify*, and a county writes its own. */
export const defaultSupervisionAssistPolicy: SupervisionAssistPolicy = {
  source: '国家基本公共卫生服务规范（第三版）卫生监督协管服务规范；次数和时限待核实',
  patrolsAYear: { 'food-borne': 0, water: 2, school: 2, 'illegal-practice': 2, 'family-planning': 2 },
  reportWithinHours: 24,
}
