import type { Door, DoorMember, HistoryRecord, LatestRecord } from '@qianyue/domain/doors/door.ts'
import type { Assessment } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Sheet } from '@qianyue/domain/visits/visit.ts'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { personWords } from '../doors/door-words.ts'
import { evidenceDraft } from '../offline/drafts.ts'
import { useDraft, useHistory, usePhone } from '../offline/use-phone.ts'
import { useTop } from '../shell/use-top.ts'
import { visitDraft } from './begun-visits.ts'
import { DangerStop } from './DangerStop.tsx'
import { ProofCard } from './ProofCard.tsx'
import type { PersonDraft } from './person-draft.ts'
import { ReviewScreen } from './ReviewScreen.tsx'
import { isInstruction, StepScreen } from './StepScreen.tsx'
import { NO_PROOF, type Proof, savePerson } from './save-person.ts'
import { keepsPlace, takePlace } from './take-place.ts'
import { usePersonVisit } from './use-person-visit.ts'

export type SavedPerson = { member: DoorMember; results: { sheet: Sheet; result: Assessment | null }[] }

/** One person's part of a visit, from the first question to the record on the phone. */
export function PersonVisitPage({
  door,
  member,
  begin,
  onSaved,
}: {
  door: Door
  member: DoorMember
  /** What it begins with where nothing was begun before. */
  begin: () => PersonDraft
  onSaved: (saved: SavedPerson) => void
}) {
  const key = visitDraft(door.id, member.id)
  const [draft, setDraft] = useDraft<PersonDraft>(key, begin)
  const [proof, setProof] = useDraft<Proof>(evidenceDraft(key), () => NO_PROOF)
  if (!draft || !proof) return null
  return (
    <Filling
      door={door}
      member={member}
      draft={draft}
      proof={proof}
      onProof={setProof}
      onChange={setDraft}
      onSaved={onSaved}
    />
  )
}

function Filling({
  door,
  member,
  draft,
  proof,
  onChange,
  onProof,
  onSaved,
}: {
  door: Door
  member: DoorMember
  draft: PersonDraft
  proof: Proof
  onChange: (draft: PersonDraft) => void
  onProof: (proof: Proof) => void
  onSaved: (saved: SavedPerson) => void
}) {
  const phone = usePhone()
  const history = useHistory(door.id)
  const policy = phone.policyOn(draft.performedOn)
  const visit = usePersonVisit(member, draft, policy)
  const { steps, groups, dangers } = visit
  /** The step at which danger signs were last looked for; null before the first value is whole. */
  const [looked, setLooked] = useState<number | null>(draft.step > 0 ? draft.step : null)
  /** A group that was opened from the review, to come back to it. */
  const [opened, setOpened] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  usePlaceWithVisit(draft, onChange)

  const unread = dangers.filter(({ code, text }) => !draft.acknowledged.includes(`${code} ${text}`))
  const group = opened === null ? steps[draft.step] : groups.find(({ code }) => code === opened)
  useTop(group?.code ?? 'review')
  const next = (from: PersonDraft) => {
    setLooked(draft.step)
    if (opened === null) onChange({ ...from, step: from.step + 1 })
    else setOpened(null)
  }
  const back = () => {
    if (opened === null) onChange({ ...draft, step: Math.max(0, draft.step - 1) })
    else setOpened(null)
  }
  const save = async (from: PersonDraft) => {
    setIsSaving(true)
    await savePerson(phone, door.id, member.name, from, visit, proof)
    onSaved({
      member,
      results: visit.sheets.map((sheet) => ({ sheet, result: visit.results.get(sheet.key) ?? null })),
    })
  }

  if (looked !== null && unread.length > 0) {
    return (
      <DangerStop
        name={member.name}
        dangers={unread}
        returnWithinDays={policy['follow-ups'].returnWithinDays}
        onMeasureAgain={() => {
          onChange({ ...draft, step: Math.min(looked, draft.step) })
          setLooked(null)
        }}
        onGoOn={() =>
          onChange({
            ...draft,
            acknowledged: [...draft.acknowledged, ...unread.map(({ code, text }) => `${code} ${text}`)],
          })
        }
      />
    )
  }
  return (
    <main className="visit">
      <header className="visit-head">
        {draft.step === 0 && opened === null ? (
          <Link to={`/doors/${door.id}`}>退出</Link>
        ) : (
          <button type="button" onClick={back}>
            上一步
          </button>
        )}
        <h1>{personWords(member, draft.performedOn)}</h1>
        <span>{group ? nameInHead(group.name) : '核对'}</span>
      </header>
      {group ? (
        <StepScreen
          key={group.code}
          group={group}
          visit={visit}
          draft={draft}
          records={recordsOf(member, history?.records)}
          onChange={onChange}
          onSettled={() => setLooked(draft.step)}
          onNext={next}
        />
      ) : (
        <ReviewScreen
          visit={visit}
          draft={draft}
          isSaving={isSaving}
          onOpen={({ code }) => setOpened(code)}
          onChange={onChange}
          onSave={(from) => void save(from)}
        >
          <ProofCard
            member={member}
            place={draft.place}
            proof={proof}
            onPlace={(place) => onChange({ ...draft, place })}
            onProof={onProof}
          />
        </ReviewScreen>
      )}
    </main>
  )
}

/** A name that is a whole instruction stands over the questions instead (see StepScreen). */
function nameInHead(name: string): string {
  return isInstruction(name) ? '' : name
}

/** Where the visit is made, when the doctor has once said so; it never holds anything up. */
function usePlaceWithVisit(draft: PersonDraft, onChange: (draft: PersonDraft) => void) {
  const [found, setFound] = useState<PersonDraft['place']>(null)
  useEffect(() => {
    if (draft.place === null && keepsPlace()) void takePlace().then(setFound)
  }, [])
  useEffect(() => {
    if (found) onChange({ ...draft, place: found })
  }, [found])
}

/** The history, and until it is on the phone the newest record of each form. */
function recordsOf(
  { id, latest }: DoorMember,
  history: readonly HistoryRecord[] | undefined,
): readonly LatestRecord[] {
  const own = history?.filter(({ residentId }) => residentId === id) ?? []
  return own.length > 0 ? own : latest
}
