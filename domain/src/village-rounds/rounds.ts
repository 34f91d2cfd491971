/** 巡诊: how often a family doctor goes through a village. Source: S2 篇三九6 (at least twice a month). */
export type RoundsPolicy = {
  readonly source: string
  /** Of each family doctor. */
  readonly timesPerMonth: number
}

export const defaultRoundsPolicy: RoundsPolicy = {
  source: '家庭医生签约服务方案：家庭医生每月下村巡诊不少于2次',
  timesPerMonth: 2,
}
