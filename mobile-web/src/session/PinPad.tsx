import { PIN_DIGITS } from './pin.ts'
import './pin-pad.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', '删除'] as const

/** Digits for a thumb. Calls `onPin` when the last one is pressed. */
export function PinPad({
  pin,
  onChange,
  disabled = false,
}: {
  pin: string
  onChange: (pin: string) => void
  disabled?: boolean
}) {
  const press = (key: string) => {
    if (key === '删除') onChange(pin.slice(0, -1))
    else if (pin.length < PIN_DIGITS) onChange(pin + key)
  }
  return (
    <div className="pin">
      <div className="pin-dots" role="img" aria-label={`已输入 ${pin.length} 位，共 ${PIN_DIGITS} 位`}>
        {Array.from({ length: PIN_DIGITS }, (_, index) => (
          <span key={index} className={index < pin.length ? 'filled' : ''} />
        ))}
      </div>
      <div className="pin-keys">
        {KEYS.map((key) =>
          key === '' ? (
            <span key="gap" />
          ) : (
            <button key={key} type="button" disabled={disabled} onClick={() => press(key)}>
              {key}
            </button>
          ),
        )}
      </div>
    </div>
  )
}
