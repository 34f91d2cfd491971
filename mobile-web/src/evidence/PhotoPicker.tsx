import type { AttachmentKind } from '@qianyue/domain/attachments/attachment.ts'
import { smallPhoto } from '@qianyue/ui/photos/small-photo.ts'
import { useEffect, useId, useState } from 'react'
import { usePhone } from '../offline/use-phone.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import './evidence.css'

/** 拍照: by the phone's own camera, made small before it is kept. */
export function PhotoPicker({
  label,
  kind,
  photos,
  onChange,
  most = 3,
}: {
  label: string
  kind: Exclude<AttachmentKind, 'signature'>
  photos: readonly Evidence[]
  onChange: (photos: readonly Evidence[]) => void
  most?: number
}) {
  const phone = usePhone()
  const id = useId()
  const [trouble, setTrouble] = useState<string | null>(null)
  const take = async (file: File) => {
    try {
      const photo = await evidenceOf(kind, await smallPhoto(file), phone.now())
      setTrouble(null)
      onChange([...photos, photo])
    } catch {
      setTrouble('这张照片打不开，请重拍一张。')
    }
  }
  return (
    <div className="photos">
      {photos.map((photo, index) => (
        <div key={photo.id} className="photo">
          <Thumbnail photo={photo} name={`${label}第 ${index + 1} 张`} />
          <button
            type="button"
            aria-label={`去掉${label}第 ${index + 1} 张`}
            onClick={() => onChange(photos.filter((other) => other.id !== photo.id))}
          >
            去掉
          </button>
        </div>
      ))}
      {photos.length < most && (
        <label htmlFor={id} className="photo-add">
          {label}
          <input
            id={id}
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void take(file)
            }}
          />
        </label>
      )}
      {trouble && <p role="alert">{trouble}</p>}
    </div>
  )
}

function Thumbnail({ photo, name }: { photo: Evidence; name: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  return <img src={address} alt={name} />
}
