import { type planSigning, type SigningDraft, type SigningScene, teamsFor } from './plan-signing.ts'

/** With which team, for how long, and who signs for the household. */
export function SigningTerms({
  scene,
  draft,
  plan,
  onChange,
}: {
  scene: SigningScene
  draft: SigningDraft
  plan: ReturnType<typeof planSigning>
  onChange: (changes: Partial<SigningDraft>) => void
}) {
  return (
    <>
      <fieldset>
        <legend>签约团队</legend>
        <Choices
          name="team"
          options={teamsFor(scene).map(({ id, name, phone: number }) => ({
            value: id,
            label: name,
            note: number ?? '',
          }))}
          value={draft.teamId}
          onChange={(teamId) => onChange({ teamId })}
        />
      </fieldset>
      <fieldset>
        <legend>签约年限</legend>
        <Choices
          name="term"
          inRow
          options={scene.policy.agreements.allowedTermsYears.map((years) => ({
            value: String(years * 12),
            label: `${years} 年`,
          }))}
          value={String(draft.termMonths)}
          onChange={(months) => onChange({ termMonths: Number(months) })}
        />
        <p className="quiet-words">
          {scene.today} 至 {plan.endsOn}
        </p>
      </fieldset>
      <fieldset>
        <legend>谁来签字</legend>
        <Choices
          name="signatory"
          options={plan.signatories.map(({ id, name }) => ({
            value: id,
            label: name,
            note: scene.door.household?.headId === id ? '户主' : '',
          }))}
          value={draft.signatoryId}
          onChange={(signatoryId) => onChange({ signatoryId })}
        />
      </fieldset>
    </>
  )
}

function Choices({
  name,
  options,
  value,
  onChange,
  inRow = false,
}: {
  name: string
  options: readonly { value: string; label: string; note?: string }[]
  value: string | null
  onChange: (value: string) => void
  inRow?: boolean
}) {
  return (
    <div className={inRow ? 'choices choices-row' : 'choices'}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {option.note && <span className="quiet-words">{option.note}</span>}
        </label>
      ))}
    </div>
  )
}
