import {
  deviceKinds,
  deviceLogKinds,
  deviceStates,
  matchedHow,
  messageStates,
} from '@qianyue/domain/devices/device.ts'
import { deviceValueCodes } from '@qianyue/domain/devices/device-values.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, cursor, day, limit, unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })
const serial = z.string().trim().min(1, '请填写序列号').max(60)
const days = z.object({ fromDay: day, toDay: day })

const written = z.object({
  unitCode,
  serial,
  kind: z.enum(codesOf(deviceKinds)),
  model: z.string().trim().max(60).default(''),
  since: day,
  state: z.enum(codesOf(deviceStates)),
})

const device = one.extend({
  ...written.shape,
  unitCode: z.int(),
  unitName: z.string(),
  /** Messages of the last thirty days, and the latest ever. */
  messagesLately: z.int(),
  lastMessageAt: z.string().nullable(),
})

const logEntry = one.extend({
  happenedOn: day,
  kind: z.enum(codesOf(deviceLogKinds)),
  quantity: z.int().nullable(),
  words: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
})

export const listDevices = endpoint({
  call: 'GET /devices',
  summary: '设备列表',
  action: 'devices.read',
  request: z.object({}),
  reply: z.array(device),
})

export const getDevice = endpoint({
  call: 'GET /devices/{id}',
  summary: '一台设备和它的故障、维修、耗材记录',
  action: 'devices.read',
  request: one,
  reply: device.extend({ log: z.array(logEntry) }),
})

export const putDevice = endpoint({
  call: 'PUT /devices/{id}',
  summary: '登记或修改设备；登记后，先前收到的该序列号的消息随即处理',
  action: 'devices.manage',
  request: one.extend(written.shape),
  reply: device,
})

export const addDeviceLog = endpoint({
  call: 'POST /devices/{id}/log',
  summary: '记一笔故障、维修或耗材',
  action: 'devices.manage',
  request: one.extend({
    entryId: z.uuid(),
    happenedOn: day,
    kind: z.enum(codesOf(deviceLogKinds)),
    quantity: z.int().min(1).max(100_000).nullable().default(null),
    words: z.string().trim().min(2, '请写明').max(500),
  }),
  reply: z.array(logEntry),
})

export const deviceUse = endpoint({
  call: 'GET /devices/use',
  summary: '一体机使用率、上传率：按机构，期间内',
  action: 'devices.read',
  request: days,
  reply: z.array(
    z.object({
      unitCode: z.int(),
      unitName: z.string(),
      devices: z.int(),
      /** 使用率: services in person whose form asks for what a device measures, and those with a device's value that day. */
      needing: z.int(),
      onDevice: z.int(),
      /** 上传率: measurements that devices told, and those that arrived with a resident. */
      measured: z.int(),
      uploaded: z.int(),
    }),
  ),
})

export const deviceUseServices = endpoint({
  call: 'GET /devices/use/services',
  summary: '使用率背后的名单：期间内应使用设备的服务',
  action: 'devices.read',
  request: days.extend({ unitCode, onDevice: z.enum(['yes', 'no']).optional(), limit }),
  reply: z.array(
    z.object({
      recordId: z.uuid(),
      residentId: z.uuid(),
      residentName: z.string(),
      formName: z.string(),
      performedOn: day,
      staffName: z.string().nullable(),
      onDevice: z.boolean(),
    }),
  ),
})

const messageState = z.enum(codesOf(messageStates))

const told = z.object({
  id: z.string().trim().min(1).max(100).optional(),
  deviceSerial: serial,
  /** `2026-11-20T09:31:00`; without a zone it is Shanghai's. */
  takenAt: z.string().max(40),
  person: z
    .object({
      idNumber: z.string().max(40),
      healthRecordNumber: z.string().max(40),
      serviceCard: z.string().max(40),
      name: z.string().max(60),
      birthDate: z.string().max(20),
    })
    .partial()
    .default({}),
  /** By what a form's field measures: `systolicMmHg`, `fastingGlucoseMmolL`… What is not known is kept and said. */
  values: z.record(z.string().max(60), z.union([z.number(), z.string().max(40), z.null()])),
})

const outcome = z.object({
  /** The sender's own number. */
  id: z.string().nullable(),
  messageId: z.uuid(),
  state: messageState,
  reason: z.string(),
  /** It had been kept before; nothing changed. */
  again: z.boolean(),
})

export const sendDeviceMessages = endpoint({
  call: 'POST /device-messages',
  summary: '设备上传测量值；同一测量重复上传不会重复记录',
  action: 'device-messages.send',
  request: z.object({ measurements: z.array(told).min(1).max(500) }),
  reply: z.object({ outcomes: z.array(outcome) }),
})

export const sendDeviceFile = endpoint({
  call: 'POST /device-messages/files',
  summary: '上传设备的日文件（.xlsx、.csv）；文件里没有序列号时另附 deviceSerial',
  action: 'device-messages.send',
  request: z.object({ deviceSerial: z.string().trim().max(60).default('') }),
  upload: { ask: '请选择设备导出的日文件（.xlsx 或 .csv）。', mostMb: 5 },
  reply: z.object({
    rows: z.int(),
    matched: z.int(),
    unmatched: z.int(),
    received: z.int(),
    refused: z.int(),
    again: z.int(),
  }),
})

export const sendDeviceHl7 = endpoint({
  call: 'POST /device-messages/hl7',
  summary:
    '上传 HL7 v2 ORU^R01（正文为 application/hl7-v2，或 JSON 的 message），以 ACK 答复：AA 已收到，AE 不能采用，AR 不是可以接收的消息',
  action: 'device-messages.send',
  request: z.object({ message: z.string().min(1).max(1_000_000) }),
  produces: 'file',
  reply: z.unknown(),
})

const message = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  deviceSerial: z.string(),
  source: z.enum(['json', 'file', 'hl7']),
  takenOn: day.nullable(),
  takenAt: z.string().nullable(),
  /** Whom the message says it is about, numbers masked. */
  person: z.object({
    name: z.string().nullable(),
    birthDate: z.string().nullable(),
    numbers: z.array(z.string()),
  }),
  values: z.partialRecord(z.enum(deviceValueCodes as [string, ...string[]]), z.number()),
  valueWords: z.string(),
  remarks: z.array(z.string()),
  state: messageState,
  reason: z.string(),
  residentId: z.uuid().nullable(),
  residentName: z.string().nullable(),
  matchedHow: z.enum(codesOf(matchedHow)).nullable(),
  receivedAt: z.string(),
})

export const listDeviceMessages = endpoint({
  call: 'GET /device-messages',
  summary: '设备消息收件箱',
  action: 'devices.read',
  request: z.object({
    state: messageState.optional(),
    serial: z.string().max(60).optional(),
    unitCode: unitCode.optional(),
    cursor,
    limit,
  }),
  reply: z.object({
    messages: z.array(message),
    counts: z.record(messageState, z.int()),
    nextCursor: z.string().nullable(),
  }),
})

export const getDeviceMessage = endpoint({
  call: 'GET /device-messages/{id}',
  summary: '一条设备消息，和可能是谁',
  action: 'devices.read',
  request: one,
  reply: message.extend({
    /** Residents within reach with the name and birth date that the message tells. */
    like: z.array(
      z.object({ residentId: z.uuid(), name: z.string(), birthDate: day, villageName: z.string() }),
    ),
  }),
})

export const matchDeviceMessage = endpoint({
  call: 'POST /device-messages/{id}/match',
  summary: '人工认定一条测量是谁的',
  action: 'devices.manage',
  request: one.extend({ residentId: z.uuid() }),
  reply: message,
})

export const unmatchDeviceMessage = endpoint({
  call: 'POST /device-messages/{id}/unmatch',
  summary: '撤销认定：这条测量不是这位居民的',
  action: 'devices.manage',
  request: one.extend({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
  reply: message,
})

export const residentDeviceMeasurements = endpoint({
  call: 'GET /residents/{residentId}/device-measurements',
  summary: '居民在设备上的测量值，最近的在前',
  action: 'service-records.read',
  request: z.object({ residentId: z.uuid(), limit }),
  reply: z.array(
    z.object({
      messageId: z.uuid(),
      takenOn: day,
      takenAt: z.string().nullable(),
      deviceSerial: z.string(),
      values: z.partialRecord(z.enum(deviceValueCodes as [string, ...string[]]), z.number()),
      valueWords: z.string(),
    }),
  ),
})
