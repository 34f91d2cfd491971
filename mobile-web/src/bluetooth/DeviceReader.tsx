import { type DeviceKind, deviceProfiles } from '@qianyue/domain/devices/profiles.ts'
import { measuredKinds } from '@qianyue/domain/devices/reading.ts'
import { useEffect, useRef, useState } from 'react'
import { usePhone } from '../offline/use-phone.ts'
import { type Connection, connectDevice, type DeviceReading } from './connect.ts'
import { devicesFor, type Fillable, filledBy } from './fill-fields.ts'
import { bluetoothHere } from './web-bluetooth.ts'
import './bluetooth.css'

type Filled<Field> = { field: Field; value: number; device: string; takenAt: string }

/**
 * Reads boxes from a device (蓝牙设备). Nothing is drawn where the browser has no Bluetooth or no device measures what is
 * asked: typing is always there.
 */
export function DeviceReader<Field extends Fillable>({
  fields,
  onFilled,
}: {
  fields: readonly Field[]
  onFilled: (filled: readonly Filled<Field>[]) => void
}) {
  const bluetooth = bluetoothHere()
  const phone = usePhone()
  const [state, setState] = useState<{ kind: DeviceKind; words: string } | null>(null)
  const connection = useRef<Connection | null>(null)
  // What is asked may have changed by the time the device speaks.
  const latest = useRef({ fields, onFilled })
  latest.current = { fields, onFilled }
  useEffect(() => () => connection.current?.disconnect(), [])
  if (!bluetooth) return null
  const kinds = devicesFor(fields)
  if (kinds.length === 0) return null

  const take = (kind: DeviceKind, reading: DeviceReading) => {
    const filled = filledBy(latest.current.fields, reading)
    const { device, takenAt } = reading
    latest.current.onFilled(
      filled.map(({ field, value }) => ({ field, value, device, takenAt: takenAt.toISOString() })),
    )
    setState({ kind, words: readingWords(reading) })
  }
  const connect = async (kind: DeviceKind) => {
    connection.current?.disconnect()
    const { name } = deviceProfiles[kind]
    setState({ kind, words: `正在连接${name}…` })
    try {
      connection.current = await connectDevice(bluetooth, kind, {
        onReading: (reading) => take(kind, reading),
        onGone: () => setState((now) => now && { ...now, words: `${now.words}（${name}已断开）` }),
        now: () => phone.now(),
      })
      setState((now) =>
        now?.words.startsWith('正在连接') ? { kind, words: `已连接，请在${name}上测量` } : now,
      )
    } catch (error) {
      const isCancelled = (error as { name?: string }).name === 'NotFoundError'
      setState(
        isCancelled ? null : { kind, words: `没有连上${name}。请打开设备、靠近手机后再试，或直接填写。` },
      )
    }
  }
  return (
    <div className="devices">
      {kinds.map((kind) => (
        <button key={kind} type="button" className="wide-button" onClick={() => void connect(kind)}>
          从{deviceProfiles[kind].name}读取
        </button>
      ))}
      {state && <p role="status">{state.words}</p>}
    </div>
  )
}

/** 臂式 A1：收缩压 168、舒张压 102；脉律不齐 */
function readingWords({ device, values, remarks }: DeviceReading): string {
  const measured = Object.entries(values).map(
    ([kind, value]) => `${measuredKinds[kind as keyof typeof measuredKinds].replace(/（.*/, '')} ${value}`,
  )
  return [`${device}：${measured.length > 0 ? measured.join('、') : '没有测得数值'}`, ...remarks].join('；')
}
