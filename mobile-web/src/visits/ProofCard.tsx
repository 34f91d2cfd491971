import type { DoorMember } from '@qianyue/domain/doors/door.ts'
import { useState } from 'react'
import { evidenceOf } from '../evidence/evidence.ts'
import { PhotoPicker } from '../evidence/PhotoPicker.tsx'
import { SignaturePad } from '../evidence/SignaturePad.tsx'
import { usePhone } from '../offline/use-phone.ts'
import { CardProof } from './CardProof.tsx'
import { CodeProof } from './CodeProof.tsx'
import type { PlaceTaken } from './person-draft.ts'
import type { Proof } from './save-person.ts'
import { keepPlace, takePlace } from './take-place.ts'

/** 服务凭证: place, the resident's signature or service card, photographs. None of them is required. */
export function ProofCard({
  member,
  place,
  proof,
  onPlace,
  onProof,
}: {
  member: DoorMember
  place: PlaceTaken | null
  proof: Proof
  onPlace: (place: PlaceTaken | null) => void
  onProof: (proof: Proof) => void
}) {
  const phone = usePhone()
  const { name } = member
  const [isSigning, setIsSigning] = useState(false)
  const [placing, setPlacing] = useState<'idle' | 'looking' | 'unknown'>('idle')
  const findPlace = async () => {
    setPlacing('looking')
    keepPlace(true)
    const found = await takePlace()
    setPlacing(found ? 'idle' : 'unknown')
    onPlace(found)
  }
  const dropPlace = () => {
    keepPlace(false)
    onPlace(null)
  }
  if (isSigning)
    return (
      <SignaturePad
        signer={proof.signer === 'self' ? name : `${name}的家属`}
        text={`${name}（或家属）确认本次服务已经做过。`}
        onCancel={() => setIsSigning(false)}
        onSigned={(picture) => {
          setIsSigning(false)
          void evidenceOf('signature', picture, phone.now()).then((signature) =>
            onProof({ ...proof, signature, card: null }),
          )
        }}
      />
    )
  return (
    <section className="proof">
      <h2>服务凭证（可不填）</h2>
      <div className="proof-line">
        <span>
          {place
            ? `已记录位置，误差约 ${place.accuracyMetres} 米`
            : placing === 'looking'
              ? '正在定位…'
              : placing === 'unknown'
                ? '没有取得位置，可以继续'
                : '未记录位置'}
        </span>
        <button type="button" onClick={() => (place ? dropPlace() : void findPlace())}>
          {place ? '不记录' : '记录位置'}
        </button>
      </div>
      <div className="proof-line">
        <span>{proof.signature ? '居民已签名' : '居民未签名'}</span>
        <select
          aria-label="由谁签名"
          value={proof.signer}
          onChange={({ target }) =>
            onProof({ ...proof, signer: target.value as Proof['signer'], signature: null })
          }
        >
          <option value="self">本人</option>
          <option value="family">家属</option>
        </select>
        <button type="button" onClick={() => setIsSigning(true)}>
          {proof.signature ? '重签' : '签名'}
        </button>
      </div>
      <CardProof
        member={member}
        card={proof.card}
        onCard={(card) => onProof({ ...proof, card, signature: card === null ? proof.signature : null })}
      />
      <CodeProof code={proof.code ?? ''} onCode={(code) => onProof({ ...proof, code })} />
      <PhotoPicker
        label="现场照片"
        kind="photo"
        photos={proof.photos}
        onChange={(photos) => onProof({ ...proof, photos })}
      />
    </section>
  )
}
