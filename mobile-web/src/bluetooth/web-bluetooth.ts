/** As much of Web Bluetooth as is used here; browsers that lack it have no `navigator.bluetooth`. */
export type BluetoothHere = {
  requestDevice: (wanted: {
    filters: readonly { services: readonly number[] }[]
  }) => Promise<BluetoothDeviceHere>
}

export type BluetoothDeviceHere = EventTarget & {
  name?: string | undefined
  gatt?: { connect: () => Promise<GattServer>; disconnect: () => void } | undefined
}

type GattServer = { getPrimaryService: (service: number) => Promise<GattService> }

export type GattService = { getCharacteristic: (characteristic: number) => Promise<GattCharacteristic> }

export type GattCharacteristic = EventTarget & {
  value?: DataView | undefined
  startNotifications: () => Promise<unknown>
  writeValueWithResponse: (value: BufferSource) => Promise<void>
}

/** Null where the browser has none: then values are typed, as they always can be. */
export function bluetoothHere(): BluetoothHere | null {
  return (navigator as { bluetooth?: BluetoothHere }).bluetooth ?? null
}
