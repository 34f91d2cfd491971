import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBloodPressure } from './blood-pressure.ts'
import { readGlucose, readGlucoseContext } from './glucose.ts'
import { readFloat, readSfloat } from './ieee-11073.ts'
import { readContinuousOxygen, readSpotCheck } from './oximeter.ts'
import { deviceProfiles } from './profiles.ts'
import { ShortMessage } from './reading.ts'
import { readTemperature } from './temperature.ts'
import { readWeight } from './weight.ts'

/** Bytes as a sniffer writes them: '1E 78 00'. */
function message(hex: string): DataView {
  return new DataView(Uint8Array.from(hex.split(' ').map((byte) => Number.parseInt(byte, 16))).buffer)
}

describe('IEEE-11073 numbers', () => {
  test.each([
    ['78 00', 120, 'a whole number'],
    ['6E F1', 36.6, 'one decimal'],
    ['72 10', 1140, 'a positive power'],
    ['FF 07', 'not-a-number', 'NaN'],
    ['00 08', 'not-at-this-resolution', 'NRes'],
    ['FE 07', 'plus-infinity', '+INFINITY'],
    ['02 08', 'minus-infinity', '-INFINITY'],
    ['01 08', 'reserved', 'reserved'],
    ['FD 07', 2045, 'the largest mantissa'],
    ['03 08', -2045, 'the smallest mantissa'],
    ['00 00', 0, 'nothing'],
    ['FF 0F', -1, 'minus one'],
    ['48 C0', 0.0072, 'a power of -4'],
  ] as [string, number | string, string][])('SFLOAT %s is %s: %s', (hex, value) => {
    expect(readSfloat(message(hex), 0)).toBe(value)
  })

  test.each([
    ['6C 01 00 FF', 36.4, 'the example of the Health Thermometer Service'],
    ['FF FF 7F 00', 'not-a-number', 'NaN'],
    ['00 00 80 00', 'not-at-this-resolution', 'NRes'],
    ['FE FF 7F 00', 'plus-infinity', '+INFINITY'],
    ['02 00 80 00', 'minus-infinity', '-INFINITY'],
    ['01 00 80 00', 'reserved', 'reserved'],
    ['FF FF FF 02', -100, 'a negative mantissa'],
  ] as [string, number | string, string][])('FLOAT %s is %s: %s', (hex, value) => {
    expect(readFloat(message(hex), 0)).toBe(value)
  })

  test('every pattern is a number or one of the five that are none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (raw) => {
        const view = new DataView(new ArrayBuffer(2))
        view.setUint16(0, raw, true)
        const value = readSfloat(view, 0)
        expect(typeof value === 'string' || Number.isFinite(value)).toBe(true)
      }),
    )
  })
})

describe('血压计 0x1810', () => {
  test('mmHg with time, pulse, user and status', () => {
    expect(readBloodPressure(message('1E A8 00 66 00 7C 00 EA 07 0B 15 09 1E 05 58 00 01 04 00'))).toEqual({
      values: { systolicMmHg: 168, diastolicMmHg: 102, pulsePerMinute: 88 },
      measuredAt: '2026-11-21T09:30:05',
      remarks: ['脉律不齐'],
    })
  })

  test('kPa is answered in mmHg: 16.0 over 10.7 is 120 over 80', () => {
    const { values } = readBloodPressure(message('01 A0 F0 6B F0 7A F0'))
    expect(values).toEqual({ systolicMmHg: 120, diastolicMmHg: 80 })
  })

  test('a failed measurement has no value, and an unset clock no time', () => {
    expect(readBloodPressure(message('12 FF 07 FF 07 FF 07 00 00 00 00 00 00 00 03 00'))).toEqual({
      values: {},
      measuredAt: null,
      remarks: ['测量时身体移动', '袖带过松'],
    })
  })

  test('a time that does not exist is no time', () => {
    const at = (month: string) => `02 78 00 50 00 5D 00 EA 07 ${month} 1F 09 1E 05`
    expect(readBloodPressure(message(at('0C'))).measuredAt).toBe('2026-12-31T09:30:05')
    expect(readBloodPressure(message(at('0B'))).measuredAt).toBe(null)
    expect(readBloodPressure(message(at('0D'))).measuredAt).toBe(null)
  })

  test('bytes that end too early are no measurement', () => {
    expect(() => readBloodPressure(message('1E A8 00 66'))).toThrow(ShortMessage)
    expect(() => readBloodPressure(new DataView(new ArrayBuffer(0)))).toThrow(ShortMessage)
  })
})

describe('血糖仪 0x1808', () => {
  const time = 'EA 07 0B 15 17 32 00' // 2026-11-21 23:50:00

  test.each([
    ['mol/L', `06 2A 00 ${time} 4E C0 11`, 7.8, '7.8 mmol/L is 0.0078 mol/L'],
    ['kg/L', `02 2A 00 ${time} 8C B0 11`, 7.8, '140 mg/dL is 0.00140 kg/L'],
    ['kg/L', `02 2A 00 ${time} 63 B0 11`, 5.5, '99 mg/dL'],
  ])('in %s: %s is %d mmol/L (%s)', (_unit, hex, value) => {
    expect(readGlucose(message(hex))).toEqual({
      values: { glucoseMmolL: value },
      measuredAt: '2026-11-21T23:50:00',
      remarks: [],
      sequence: 42,
    })
  })

  test('the offset moves the time, over midnight too', () => {
    expect(readGlucose(message(`07 01 00 ${time} 0F 00 4E C0 11`)).measuredAt).toBe('2026-11-22T00:05:00')
    expect(readGlucose(message(`07 01 00 ${time} F1 FF 4E C0 11`)).measuredAt).toBe('2026-11-21T23:35:00')
  })

  test('above the range there is no number but words; a control solution is said', () => {
    const high = readGlucose(message(`0E 01 00 ${time} FE 07 11 20 00`))
    expect(high).toMatchObject({ values: {}, remarks: ['结果高于仪器量程'] })
    expect(readGlucose(message(`06 01 00 ${time} 4E C0 1A`)).remarks).toEqual(['质控液，不是血样'])
  })

  test('a message without a concentration is read', () => {
    expect(readGlucose(message(`00 07 00 ${time}`))).toMatchObject({ values: {}, sequence: 7 })
  })

  test.each([
    ['02 2A 00 03', 'fasting'],
    ['03 2A 00 01 0A F0 02', 'after-meal'],
    ['82 2A 00 00 01', 'before-meal'],
    ['00 2A 00', undefined],
  ])('context %s: %s', (hex, meal) => {
    expect(readGlucoseContext(message(hex))).toEqual({ sequence: 42, meal })
  })
})

describe('体重秤 0x181D', () => {
  test.each([
    ['00 B0 36', 70, undefined, '14,000 steps of 5 g'],
    ['01 48 3C', 70, undefined, '154.32 lb'],
    ['0E B0 36 EA 07 0B 15 09 1E 05 01 DA 00 9A 06', 70, 169, 'time, user, BMI and height of 1.690 m'],
  ] as [string, number, number | undefined, string][])('%s is %d kg', (hex, weightKg, heightCm) => {
    const { values } = readWeight(message(hex))
    expect(values).toEqual({ weightKg, ...(heightCm === undefined ? {} : { heightCm }) })
  })

  test('an unsuccessful measurement has no value and says so', () => {
    expect(readWeight(message('00 FF FF'))).toMatchObject({ values: {}, remarks: ['测量未成功，请重新测量'] })
  })
})

describe('体温计 0x1809', () => {
  test.each([
    ['00 6C 01 00 FF', 36.4, '°C'],
    ['01 D5 03 00 FF', 36.7, '98.1 °F'],
  ])('%s is %d °C (%s)', (hex, value) => {
    expect(readTemperature(message(hex)).values).toEqual({ temperatureC: value })
  })

  test('time and place of the body', () => {
    expect(readTemperature(message('06 6C 01 00 FF EA 07 0B 15 09 1E 05 01'))).toEqual({
      values: { temperatureC: 36.4 },
      measuredAt: '2026-11-21T09:30:05',
      remarks: ['测量部位：腋下'],
    })
  })
})

describe('血氧仪 0x1822', () => {
  test('a spot check with time and status', () => {
    expect(readSpotCheck(message('03 62 00 48 00 EA 07 0B 15 09 1E 05 00 81'))).toEqual({
      values: { oxygenSaturationPercent: 98, pulsePerMinute: 72 },
      measuredAt: '2026-11-21T09:30:05',
      remarks: ['测量结果可疑'],
    })
  })

  test('while it measures, a value may be replaced by the next', () => {
    const reading = readContinuousOxygen(message('07 61 00 4B 00 60 00 4A 00 61 00 4B 00 20 00'))
    expect(reading).toEqual({
      values: { oxygenSaturationPercent: 97, pulsePerMinute: 75 },
      measuredAt: null,
      remarks: [],
      provisional: true,
    })
  })

  test('no finger in it: nothing', () => {
    expect(readContinuousOxygen(message('00 FF 07 FF 07')).values).toEqual({})
  })
})

describe('every device', () => {
  test('whatever bytes arrive are read or refused, and no value is other than a finite number', () => {
    const profiles = Object.values(deviceProfiles).flatMap(({ measurements }) => Object.values(measurements))
    const read = fc.constantFrom(...(profiles as ((view: DataView) => { values: object })[]))
    fc.assert(
      fc.property(read, fc.uint8Array({ maxLength: 24 }), (decode, bytes) => {
        try {
          const { values } = decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
          for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(ShortMessage)
        }
      }),
    )
  })
})
