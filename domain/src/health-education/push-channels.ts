import type { ServiceMode } from '../service-records/service-mode.ts'

/** 推送方式: how a text reaches the people it is for. */
export const pushChannels = {
  sms: { name: '短信', mode: 'online' },
  wechat: { name: '微信群', mode: 'online' },
  paper: { name: '纸质发放', mode: 'clinic' },
} as const satisfies Record<string, { name: string; mode: ServiceMode }>
export type PushChannel = keyof typeof pushChannels
