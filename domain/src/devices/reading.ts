/** What a device measures, each with its unit in the name. */
export const measuredKinds = {
  systolicMmHg: '收缩压（mmHg）',
  diastolicMmHg: '舒张压（mmHg）',
  pulsePerMinute: '脉率（次/分）',
  glucoseMmolL: '血糖（mmol/L）',
  weightKg: '体重（kg）',
  heightCm: '身高（cm）',
  temperatureC: '体温（℃）',
  oxygenSaturationPercent: '血氧饱和度（%）',
} as const
export type MeasuredKind = keyof typeof measuredKinds

/** One measurement that a device sent. */
export type Reading = {
  values: Partial<Record<MeasuredKind, number>>
  /** By the device's own clock, `YYYY-MM-DDTHH:mm:ss` without a zone; null when the device told none. */
  measuredAt: string | null
  /** What the device says about how it was measured, in words; empty when all was well. */
  remarks: string[]
  /** Of a glucose meter: fasting, after a meal and so on, as it was told. */
  meal?: 'fasting' | 'before-meal' | 'after-meal' | 'casual' | 'bedtime' | undefined
  /** Of a glucose meter: tells its measurements apart. */
  sequence?: number | undefined
  /** Still being measured: a later one replaces it. */
  provisional?: true | undefined
}

/** Whether the bytes were too few for what their flags promise. */
export class ShortMessage extends Error {
  override name = 'ShortMessage'
}

/** Reads the bytes of a notification one after the other. @throws ShortMessage past their end. */
export class ByteReader {
  private readonly view: DataView
  private at = 0

  constructor(view: DataView) {
    this.view = view
  }

  get atEnd(): boolean {
    return this.at >= this.view.byteLength
  }

  /** The place of the next so many bytes. */
  private take(bytes: number): number {
    const from = this.at
    if (from + bytes > this.view.byteLength)
      throw new ShortMessage('the message is shorter than its flags say')
    this.at += bytes
    return from
  }

  uint8(): number {
    return this.view.getUint8(this.take(1))
  }
  uint16(): number {
    return this.view.getUint16(this.take(2), true)
  }
  int16(): number {
    return this.view.getInt16(this.take(2), true)
  }
  uint24(): number {
    const at = this.take(3)
    return this.view.getUint16(at, true) | (this.view.getUint8(at + 2) << 16)
  }
  field<Value>(bytes: number, read: (view: DataView, at: number) => Value): Value {
    return read(this.view, this.take(bytes))
  }

  /** Date Time (0x2A08), seven bytes; null where a part of it is not known or there is no such moment. */
  dateTime(): string | null {
    const year = this.uint16()
    const [month, day, hour, minute, second] = [
      this.uint8(),
      this.uint8(),
      this.uint8(),
      this.uint8(),
      this.uint8(),
    ]
    const two = (value: number) => String(value).padStart(2, '0')
    const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
    const moment = new Date(`${text}Z`)
    return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 19) !== text ? null : text
  }
}

/** @param decimals that the measured value has at most. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** Keeps only what is a number. */
export function present(values: { [Kind in MeasuredKind]?: number | null | undefined }): Reading['values'] {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Reading['values']
}

/** The words of the bits that are set. */
export function wordsOf(bits: number, names: Readonly<Record<number, string>>): string[] {
  return Object.entries(names)
    .filter(([bit]) => bits & (1 << Number(bit)))
    .map(([, name]) => name)
}
