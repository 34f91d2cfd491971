import { signAgreement } from '@qianyue/api/agreements.ts'
import { contestRuleWords } from '@qianyue/domain/agreements/contest.ts'
import { payers } from '@qianyue/domain/packages/fee-split.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { v7 } from 'uuid'
import { doorAddress } from '../doors/door-words.ts'
import { type Evidence, evidenceOf, writeEvidence } from '../evidence/evidence.ts'
import { PhotoPicker } from '../evidence/PhotoPicker.tsx'
import { SignaturePad } from '../evidence/SignaturePad.tsx'
import { evidenceDraft } from '../offline/drafts.ts'
import { useDoor, useDraft, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { MemberToSign } from './MemberToSign.tsx'
import {
  beginSigning,
  planSigning,
  type SigningDraft,
  type SigningScene,
  signedUnit,
  teamsFor,
} from './plan-signing.ts'
import { SigningTerms } from './SigningTerms.tsx'
import './signing.css'

/** 入户签约: the household with what policy proposes is there already; what is left is to look and to sign. */
export function SignDoorPage() {
  const { doorId = '' } = useParams()
  const phone = usePhone()
  const door = useDoor(doorId)
  const { reference } = usePhoneView()
  const today = phone.today()
  const policy = phone.policyOn(today)
  const scene = useMemo(
    () => (door && reference ? { door, reference, policy, today } : null),
    [door, reference, policy, today],
  )
  if (!scene) {
    return (
      <main className="page">
        <h1>入户签约</h1>
        <p>这一户还不在手机上，请联网同步后再签。</p>
      </main>
    )
  }
  return <Signing scene={scene} />
}

/** What was taken for an agreement and is not saved yet: kept with its draft. */
type SigningProof = { signature: Evidence | null; papers: readonly Evidence[] }

function Signing({ scene }: { scene: SigningScene }) {
  const { door, policy, today } = scene
  const [query] = useSearchParams()
  const onlyId = query.get('resident')
  const phone = usePhone()
  const navigate = useNavigate()
  const draftName = `signing:${onlyId ?? door.id}`
  const [draft, setDraft] = useDraft<SigningDraft>(draftName, () => beginSigning(scene, v7(), onlyId))
  const [isSigning, setIsSigning] = useState(false)
  const [proof, setProof] = useDraft<SigningProof>(evidenceDraft(draftName), () => ({
    signature: null,
    papers: [],
  }))
  const [isSaving, setIsSaving] = useState(false)
  const plan = useMemo(() => (draft ? planSigning(scene, draft) : null), [scene, draft])
  if (!draft || !plan || !proof) return null
  const { signature, papers } = proof

  const teams = teamsFor(scene)
  const signatory = door.members.find(({ id }) => id === draft.signatoryId)
  const nameOf = (id: string | undefined) => door.members.find((member) => member.id === id)?.name
  const standsAgainst = [
    ...plan.refusals,
    ...plan.members.filter(({ chosen }) => chosen).flatMap(({ refusals }) => refusals),
  ]
  const change = (changes: Partial<SigningDraft>) => {
    if (signature) setProof({ ...proof, signature: null })
    setDraft({ ...draft, ...changes })
  }
  const save = async () => {
    if (!signature || isSaving) return
    setIsSaving(true)
    const name = nameOf(draft.members[0]?.residentId) ?? ''
    const id = await phone.write({
      endpoint: signAgreement,
      request: {
        ...signedUnit(door, draft),
        id: draft.id,
        teamId: draft.teamId!,
        signatoryId: draft.signatoryId!,
        startsOn: today,
        termMonths: draft.termMonths,
        members: draft.members,
        signedVia: 'home',
        signedOn: today,
      },
      label: `签约 · ${name}${draft.members.length > 1 ? `等 ${draft.members.length} 人` : ''}`,
      doorId: door.id,
    })
    const taken = [signature, ...papers]
    for (const [index, evidence] of taken.entries()) {
      const draft = index === taken.length - 1 ? draftName : undefined
      await writeEvidence(
        phone,
        evidence,
        { kind: 'agreement', id },
        { name, doorId: door.id, needs: [id], draft },
      )
    }
    navigate(`/agreements/${id}`, { replace: true })
  }

  return (
    <main className="page signing">
      <h1>入户签约</h1>
      <p className="quiet-words">{doorAddress(door)}</p>
      {plan.members.map((planned) => (
        <MemberToSign
          key={planned.member.id}
          planned={planned}
          offered={plan.offered}
          today={today}
          isAlone={draft.unit === 'person'}
          onChange={(packageIds) =>
            change({
              members: withMember(
                draft,
                planned.member.id,
                packageIds,
                door.members.map(({ id }) => id),
              ),
            })
          }
        />
      ))}

      <SigningTerms scene={scene} draft={draft} plan={plan} onChange={change} />

      <section aria-label="费用" className="signing-fees">
        <h2>费用 {plan.feeFen === 0 ? '免费' : moneyWords(plan.feeFen)}</h2>
        {plan.fees.map(({ payer, fen }) => (
          <p key={payer}>
            <span>{payers[payer]}</span> <strong>{moneyWords(fen)}</strong>
          </p>
        ))}
      </section>

      {standsAgainst.length > 0 && (
        <div className="signing-refusals" role="alert">
          {[...new Set(standsAgainst)].map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      <PhotoPicker
        label="拍纸质协议"
        kind="paper"
        photos={papers}
        onChange={(taken) => setProof({ ...proof, papers: taken })}
      />
      <p className="signing-rule">
        手机上签的是待确认协议，送达后由服务器确认并编号。{contestRuleWords(policy['door-signing'])}
      </p>

      <div className="signing-actions">
        {signature ? (
          <>
            <p role="status">{signatory?.name}已签名</p>
            <button type="button" className="main-button" disabled={isSaving} onClick={() => void save()}>
              完成签约（{draft.members.length} 人）
            </button>
          </>
        ) : (
          <button
            type="button"
            className="main-button"
            disabled={standsAgainst.length > 0}
            onClick={() => setIsSigning(true)}
          >
            请{signatory?.name ?? '签约代表'}签字（{draft.members.length} 人）
          </button>
        )}
      </div>
      {isSigning && signatory && (
        <SignaturePad
          signer={signatory.name}
          text={`${teams.find(({ id }) => id === draft.teamId)?.name ?? ''}与${draft.members
            .map(({ residentId }) => nameOf(residentId))
            .join(
              '、',
            )}签约，${today} 至 ${plan.endsOn}，${plan.feeFen === 0 ? '免费' : `费用 ${moneyWords(plan.feeFen)}`}。`}
          onCancel={() => setIsSigning(false)}
          onSigned={(drawn) => {
            setIsSigning(false)
            void evidenceOf('signature', drawn, phone.now()).then((taken) =>
              setProof({ ...proof, signature: taken }),
            )
          }}
        />
      )}
    </main>
  )
}

/** Members keep the order of the household. */
function withMember(
  draft: SigningDraft,
  residentId: string,
  packageIds: string[] | null,
  order: readonly string[],
): SigningDraft['members'] {
  const others = draft.unit === 'person' ? [] : draft.members.filter((one) => one.residentId !== residentId)
  const next = packageIds === null ? others : [...others, { residentId, packageIds }]
  return next.sort((a, b) => order.indexOf(a.residentId) - order.indexOf(b.residentId))
}
