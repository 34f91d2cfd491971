/** 确认码 as the resident reads it from the sheet at home. */
export function CodeField({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  return (
    <label>
      居民确认码（6 位）
      <input
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={code}
        onChange={({ target }) => onCode(target.value.replace(/\D/g, ''))}
      />
    </label>
  )
}
