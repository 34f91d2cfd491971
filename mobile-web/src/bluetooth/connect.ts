import { readGlucoseContext } from '@qianyue/domain/devices/glucose.ts'
import { type DeviceKind, type DeviceProfile, deviceProfiles } from '@qianyue/domain/devices/profiles.ts'
import { type Reading, ShortMessage } from '@qianyue/domain/devices/reading.ts'
import type { BluetoothDeviceHere, BluetoothHere, GattCharacteristic, GattService } from './web-bluetooth.ts'

export type DeviceReading = Reading & {
  /** The name that the device gives itself. */
  device: string
  /** By the phone's clock: that of the device is often wrong. */
  takenAt: Date
}

export type Connection = { disconnect: () => void }

type DeviceEvents = {
  onReading: (reading: DeviceReading) => void
  /** The device switched itself off, or went out of reach. */
  onGone: () => void
  now: () => Date
}

const GLUCOSE_CONTEXT = 0x2a34
/** Record Access Control Point (0x2A52): a glucose meter tells nothing until it is asked. */
const RECORD_ACCESS = 0x2a52
/** Report stored records (1), the last one (6). */
const LAST_RECORD = Uint8Array.of(0x01, 0x06)

/**
 * Lets the person choose a device of a kind, and listens to it. Has to be called by a press of a button.
 * @throws when the person chose none, or the device does not speak as its profile says.
 */
export async function connectDevice(
  bluetooth: BluetoothHere,
  kind: DeviceKind,
  events: DeviceEvents,
): Promise<Connection> {
  const profile: DeviceProfile = deviceProfiles[kind]
  const device = await bluetooth.requestDevice({ filters: [{ services: [profile.service] }] })
  device.addEventListener('gattserverdisconnected', events.onGone)
  const server = await device.gatt!.connect()
  const service = await server.getPrimaryService(profile.service)
  const isHeard = await listen(service, profile, device, kind, events)
  if (!isHeard) throw new Error('the device offers none of the measurements of its profile')
  return {
    disconnect: () => {
      device.removeEventListener('gattserverdisconnected', events.onGone)
      device.gatt?.disconnect()
    },
  }
}

async function listen(
  service: GattService,
  profile: DeviceProfile,
  device: BluetoothDeviceHere,
  kind: DeviceKind,
  { onReading, now }: DeviceEvents,
): Promise<boolean> {
  const meals = new Map<number, Reading['meal']>()
  const tell = (reading: Reading) => {
    if (Object.keys(reading.values).length === 0 && reading.remarks.length === 0) return
    const meal = reading.sequence === undefined ? undefined : meals.get(reading.sequence)
    onReading({ ...reading, meal: meal ?? reading.meal, device: device.name ?? profile.name, takenAt: now() })
  }
  let last: Reading | null = null
  if (kind === 'glucose') {
    await hear(service, GLUCOSE_CONTEXT, (view) => {
      const { sequence, meal } = readGlucoseContext(view)
      meals.set(sequence, meal)
      if (last?.sequence === sequence) tell(last)
    })
  }
  let heard = 0
  for (const [characteristic, read] of Object.entries(profile.measurements)) {
    const found = await hear(service, Number(characteristic), (view) => {
      last = read(view)
      tell(last)
    })
    if (found) heard++
  }
  if (kind === 'glucose') {
    const control = await hear(service, RECORD_ACCESS, () => {})
    await control?.writeValueWithResponse(LAST_RECORD)
  }
  return heard > 0
}

/** Subscribes to one characteristic; null where the device has none of it: a profile leaves some open. */
async function hear(
  service: GattService,
  characteristic: number,
  read: (view: DataView) => void,
): Promise<GattCharacteristic | null> {
  let found: GattCharacteristic
  try {
    found = await service.getCharacteristic(characteristic)
  } catch {
    return null
  }
  found.addEventListener('characteristicvaluechanged', () => {
    if (!found.value) return
    try {
      read(found.value)
    } catch (error) {
      // What is cut short on the air is sent anew or not at all: there is nothing in it to show.
      if (!(error instanceof ShortMessage)) throw error
    }
  })
  await found.startNotifications()
  return found
}
