import { describe, expect, test } from 'vitest'
import { connectDevice, type DeviceReading } from './connect.ts'
import type { BluetoothDeviceHere, BluetoothHere, GattCharacteristic } from './web-bluetooth.ts'

class FakeCharacteristic extends EventTarget {
  value: DataView | undefined
  isHeard = false
  written: number[][] = []
  async startNotifications() {
    this.isHeard = true
  }
  async writeValueWithResponse(value: BufferSource) {
    this.written.push([...(value as Uint8Array)])
  }
  send(hex: string) {
    if (!this.isHeard) return
    this.value = new DataView(Uint8Array.from(hex.split(' ').map((byte) => Number.parseInt(byte, 16))).buffer)
    this.dispatchEvent(new Event('characteristicvaluechanged'))
  }
}

/** A device with the characteristics given; everything else it lacks. */
function deviceWith(service: number, characteristics: Record<number, FakeCharacteristic>) {
  const device = Object.assign(new EventTarget(), { name: '臂式 A1' }) as BluetoothDeviceHere
  device.gatt = {
    connect: async () => ({
      getPrimaryService: async (wanted) => {
        if (wanted !== service) throw new Error('no such service')
        return {
          getCharacteristic: async (one) => {
            const found = characteristics[one]
            if (!found) throw new Error('no such characteristic')
            return found as GattCharacteristic
          },
        }
      },
    }),
    disconnect: () => device.dispatchEvent(new Event('gattserverdisconnected')),
  }
  const asked: unknown[] = []
  const bluetooth: BluetoothHere = {
    requestDevice: async (wanted) => {
      asked.push(wanted)
      return device
    },
  }
  return { bluetooth, device, asked }
}

const now = () => new Date('2026-11-21T01:30:00Z')

function listener() {
  const heard: DeviceReading[] = []
  let gone = 0
  return {
    heard,
    gone: () => gone,
    events: {
      onReading: (reading: DeviceReading) => heard.push(reading),
      onGone: () => {
        gone++
      },
      now,
    },
  }
}

describe('Bluetooth devices', () => {
  test('a cuff tells its values with its name and the phone’s time, and that it went', async () => {
    const measurement = new FakeCharacteristic()
    const { bluetooth, device, asked } = deviceWith(0x1810, { 10805: measurement })
    const { heard, gone, events } = listener()
    await connectDevice(bluetooth, 'blood-pressure', events)
    expect(asked).toEqual([{ filters: [{ services: [0x1810] }] }])
    measurement.send('04 A8 00 66 00 7C 00 58 00')
    expect(heard).toMatchObject([
      {
        values: { systolicMmHg: 168, diastolicMmHg: 102, pulsePerMinute: 88 },
        device: '臂式 A1',
        takenAt: now(),
      },
    ])
    device.dispatchEvent(new Event('gattserverdisconnected'))
    expect(gone()).toBe(1)
  })

  test('a message that is cut short is passed over, the next one counts', async () => {
    const measurement = new FakeCharacteristic()
    const { bluetooth } = deviceWith(0x1810, { 10805: measurement })
    const { heard, events } = listener()
    await connectDevice(bluetooth, 'blood-pressure', events)
    measurement.send('04 A8 00')
    measurement.send('00 78 00 50 00 5D 00')
    expect(heard.map(({ values }) => values)).toEqual([{ systolicMmHg: 120, diastolicMmHg: 80 }])
  })

  test('a glucose meter is asked for its last value, and its meal is told with it', async () => {
    const [measurement, context, control] = [0, 1, 2].map(() => new FakeCharacteristic()) as [
      FakeCharacteristic,
      FakeCharacteristic,
      FakeCharacteristic,
    ]
    const { bluetooth } = deviceWith(0x1808, { 10776: measurement, 10804: context, 10834: control })
    const { heard, events } = listener()
    await connectDevice(bluetooth, 'glucose', events)
    expect(control.written).toEqual([[0x01, 0x06]])
    measurement.send('06 2A 00 EA 07 0B 15 09 1E 00 4E C0 11')
    context.send('02 2A 00 03')
    expect(heard.at(-1)).toMatchObject({ values: { glucoseMmolL: 7.8 }, meal: 'fasting' })
  })

  test('a device that lacks its measurement is refused', async () => {
    const { bluetooth } = deviceWith(0x1809, {})
    await expect(connectDevice(bluetooth, 'thermometer', listener().events)).rejects.toThrow()
  })
})
