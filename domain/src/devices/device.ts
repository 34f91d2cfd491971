import type { LocalDate } from '../days/local-date.ts'

export const deviceStates = { 'in-use': '在用', repair: '维修', retired: '报废' } as const
export type DeviceState = keyof typeof deviceStates

/** What sends measurements, and what is only kept account of. Source: requirements-from-seeds.md §16. */
export const deviceKinds = {
  'all-in-one': '健康一体机',
  'blood-pressure': '血压计',
  glucose: '血糖仪',
  scale: '身高体重仪',
  electrocardiograph: '心电图机',
  analyser: '血、尿分析仪',
  oxygen: '供氧、雾化设备',
  rehabilitation: '康复器具',
  tcm: '中医器具',
  'visit-kit': '出诊包',
  vehicle: '出诊车辆',
  other: '其他设备',
} as const
export type DeviceKindCode = keyof typeof deviceKinds

export const deviceLogKinds = { fault: '故障', repair: '维修', consumable: '耗材' } as const
export type DeviceLogKind = keyof typeof deviceLogKinds

export const messageStates = {
  received: '待设备登记',
  unmatched: '待认人',
  matched: '已对上',
  refused: '不能采用',
} as const
export type MessageState = keyof typeof messageStates

export const matchedHow = {
  'id-number': '身份证号',
  'record-number': '健康档案编号',
  'service-card': '服务卡',
  'by-hand': '人工认定',
} as const
export type MatchedHow = keyof typeof matchedHow

/**
 * Why a measurement cannot be used, whoever it is of; null when it can.
 * @param takenOn null when its time cannot be read.
 * @param values how many of its values can be used.
 */
export function refusalOf(
  { takenOn, values, remarks }: { takenOn: LocalDate | null; values: number; remarks: readonly string[] },
  device: { state: DeviceState; since: LocalDate } | null,
  today: LocalDate,
): string | null {
  if (takenOn === null) return '测量时间缺失或不能识别，请设备厂家按“2026-11-20T09:31:00”的写法发送。'
  if (takenOn > today) return `测量日期${takenOn}晚于今天，请校准设备的时钟后重新测量。`
  if (values === 0)
    return remarks.length === 0 ? '消息里没有测量值。' : `没有可以采用的测量值：${remarks.join('；')}。`
  if (device?.state === 'retired') return '这台设备已登记为报废，请核对序列号或恢复设备状态。'
  if (device && takenOn < device.since) return `测量日期${takenOn}早于设备的启用日期${device.since}，请核对。`
  return null
}
