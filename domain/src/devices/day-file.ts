import { type Cell, type SheetRow, spacelessTextOf, textOf } from '../registers/cell.ts'
import { type DeviceValueCode, deviceValues } from './device-values.ts'
import type { ToldPerson } from './observation-codes.ts'

/** A column of a device's day file: whose number it holds, or what was measured. */
type Column = 'id' | 'deviceSerial' | 'takenAt' | 'takenTime' | keyof ToldPerson | DeviceValueCode

/** Titles that platforms of device makers write, without blanks and without a unit in brackets. */
const titles: Record<Column, readonly string[]> = {
  id: ['记录编号', '记录号', '测量编号', '流水号', '消息编号'],
  deviceSerial: ['设备序列号', '序列号', '设备编号', '设备号', '机器编号', '设备SN', 'SN'],
  takenAt: [
    '测量时间',
    '检测时间',
    '检查时间',
    '体检时间',
    '测量日期',
    '检测日期',
    '检查日期',
    '体检日期',
    '日期',
  ],
  takenTime: ['时刻', '时间'],
  idNumber: ['身份证号', '身份证号码', '身份证', '证件号', '证件号码', '公民身份号码'],
  healthRecordNumber: ['健康档案编号', '档案编号', '档案号', '居民健康档案编码'],
  serviceCard: ['服务卡号', '服务卡', '卡号'],
  name: ['姓名', '居民姓名', '患者姓名'],
  birthDate: ['出生日期', '生日'],
  systolicMmHg: ['收缩压', '高压'],
  diastolicMmHg: ['舒张压', '低压'],
  heartRatePerMinute: ['心率', '脉率', '脉搏'],
  respirationPerMinute: ['呼吸频率', '呼吸'],
  temperatureC: ['体温', '温度'],
  oxygenSaturationPercent: ['血氧饱和度', '血氧', 'SpO2', 'SPO2'],
  heightCm: ['身高'],
  weightKg: ['体重'],
  waistCm: ['腰围'],
  fastingGlucoseMmolL: ['空腹血糖'],
  glucoseMmolL: ['随机血糖', '血糖', '餐后血糖'],
}

const columnOf = new Map(
  Object.entries(titles).flatMap(([column, names]) => names.map((name) => [name, column as Column])),
)

/** A row as the inbox takes any measurement. */
export type FileMeasurement = {
  id?: string
  deviceSerial: string
  takenAt: string
  person: ToldPerson
  values: Record<string, { value: string; unit?: string }>
}

type Known = { at: number; column: Column; unit: string | undefined }

/**
 * Finds the row of titles: the first in which something measured and something that tells of whom or when has a name we know. Null when
 * the row is none.
 */
export function titlesOfDayFile(cells: readonly Cell[]): Known[] | null {
  const known: Known[] = []
  for (const [at, cell] of cells.entries()) {
    const [, bare = '', unit] = /^([^(（[]*)(?:[(（[]([^)）\]]*)[)）\]])?/.exec(spacelessTextOf(cell)) ?? []
    const column = columnOf.get(bare)
    if (column && !known.some((one) => one.column === column)) known.push({ at, column, unit })
  }
  const measures = known.some(({ column }) => Object.hasOwn(deviceValues, column))
  return measures && known.some(({ column }) => !Object.hasOwn(deviceValues, column)) ? known : null
}

/** Reads one row under its titles. @param serial of the device whose file it is, for files that do not tell it. */
export function measurementOfRow(
  titled: readonly Known[],
  { cells }: SheetRow,
  serial: string,
): FileMeasurement {
  const text = (wanted: Column) => {
    const found = titled.find(({ column }) => column === wanted)
    return found ? textOf(cells[found.at]) : ''
  }
  const values: FileMeasurement['values'] = {}
  for (const { at, column, unit } of titled) {
    const value = textOf(cells[at])
    if (Object.hasOwn(deviceValues, column) && value !== '')
      values[column] = { value, ...(unit === undefined ? {} : { unit }) }
  }
  const person: ToldPerson = {}
  for (const part of ['idNumber', 'healthRecordNumber', 'serviceCard', 'name', 'birthDate'] as const) {
    const told = text(part)
    if (told !== '') person[part] = told
  }
  const id = text('id')
  return {
    ...(id === '' ? {} : { id }),
    deviceSerial: text('deviceSerial') || serial,
    takenAt: [text('takenAt'), text('takenTime')].filter((part) => part !== '').join(' '),
    person,
    values,
  }
}
