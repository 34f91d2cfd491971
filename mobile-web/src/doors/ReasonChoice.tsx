/** 原因: one of several, by large keys, and a remark in one's own words. */
export function ReasonChoice<Reason extends string>({
  reasons,
  chosen,
  onChoose,
  remark,
  onRemark,
  needsRemark = false,
}: {
  reasons: readonly { value: Reason; label: string }[]
  chosen: Reason | null
  onChoose: (reason: Reason) => void
  remark: string
  onRemark: (remark: string) => void
  needsRemark?: boolean
}) {
  return (
    <>
      <div className="options" role="radiogroup" aria-label="原因">
        {reasons.map(({ value, label }) => (
          // biome-ignore lint/a11y/useSemanticElements: a large button is what a thumb finds
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={chosen === value}
            onClick={() => onChoose(value)}
          >
            {label}
          </button>
        ))}
      </div>
      <label className="door-remark">
        说明{needsRemark ? '（必填）' : '（可不填）'}
        <textarea rows={2} maxLength={200} value={remark} onChange={({ target }) => onRemark(target.value)} />
      </label>
    </>
  )
}
