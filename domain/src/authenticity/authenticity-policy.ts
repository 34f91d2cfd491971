/**
 * From when on a service is asked about (服务真实性核查). Every figure is a project convention that a county edits: the documents
 * ask for authenticity of 100 % (S2 篇四(四)) and name no thresholds.
 */
export type AuthenticityPolicy = {
  /** Checks a county has switched off are not listed. */
  checks: readonly CheckCode[]
  sameValues: { residents: number; withinDays: number }
  /** 尾数偏好: last digits of one doctor's readings in the period, in percent of them ending in 0. */
  digitPreference: { readings: number; zeroPercent: number }
  /** 行程: metres an hour between two places of service that nobody exceeds on these roads. */
  travel: { metresPerHour: number; graceMetres: number }
  /** 上门间隔: minutes between the beginnings of two home visits to different households. */
  interval: { minutes: number }
  /** 服务时段: local hours, the first inclusive and the last exclusive. */
  hours: { from: number; to: number }
  /** 季末突击: percent of the quarter's services recorded in its last days. */
  burst: { lastDays: number; percent: number; services: number }
  farFromHome: { metres: number }
  clock: { minutes: number }
  /** 补录: days between service and record from which it is asked about. */
  lateEntry: { days: number }
}

export const checks = {
  'same-values': '多人数值相同',
  'copied-values': '与上次数值完全相同',
  'digit-preference': '尾数集中',
  travel: '行程过快',
  interval: '上门间隔过短',
  hours: '非服务时段',
  burst: '季末集中录入',
  'after-death': '死亡后服务',
  'in-hospital': '住院期间上门',
  away: '外出期间面对面服务',
  'far-from-home': '上门地点偏离',
  clock: '手机时间被调整',
  'late-entry': '延迟补录',
  duplicate: '重复服务',
} as const

export type CheckCode = keyof typeof checks

/** What a question comes from: a check, or the resident, whom no county can switch off. */
export const questionSources = { ...checks, denied: '居民表示没有做过' } as const

export type QuestionSource = keyof typeof questionSources

export const defaultAuthenticityPolicy: AuthenticityPolicy = {
  checks: Object.keys(checks) as CheckCode[],
  sameValues: { residents: 4, withinDays: 31 },
  digitPreference: { readings: 40, zeroPercent: 60 },
  travel: { metresPerHour: 40_000, graceMetres: 500 },
  interval: { minutes: 5 },
  hours: { from: 6, to: 21 },
  burst: { lastDays: 7, percent: 50, services: 30 },
  farFromHome: { metres: 1500 },
  clock: { minutes: 10 },
  lateEntry: { days: 7 },
}
