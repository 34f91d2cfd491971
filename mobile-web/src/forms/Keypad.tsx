import type { Key, NumericField } from './keypad.ts'

const keys: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'back']

/** Large digits under the thumb. */
export function Keypad({
  field,
  onKey,
  onNext,
}: {
  field: NumericField
  onKey: (key: Key) => void
  onNext: () => void
}) {
  return (
    <fieldset className="keypad" aria-label={`${field.name}键盘`}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          disabled={key === '.' && field.kind === 'integer'}
          aria-label={key === 'back' ? '删除' : undefined}
          onClick={() => onKey(key)}
        >
          {key === 'back' ? '⌫' : key}
        </button>
      ))}
      <button type="button" className="keypad-next" onClick={onNext}>
        下一项
      </button>
    </fieldset>
  )
}
