import { readAttachment } from '@qianyue/api/attachments.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'

/** 现场照片 of a note. They are fetched when somebody asks: each look is in the resident's trail. */
export function NotePhotos({ ids }: { ids: readonly string[] }) {
  const mayLook = useMay('attachments.read')
  const [isOpen, setIsOpen] = useState(false)
  if (!mayLook) return <>，附照片 {ids.length} 张</>
  return (
    <>
      ，
      <Button size="small" type="link" className="note-photos-button" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? '收起照片' : `看照片（${ids.length} 张）`}
      </Button>
      {isOpen && (
        <span className="note-photos">
          {ids.map((id, index) => (
            <Photo key={id} id={id} name={`现场照片第 ${index + 1} 张`} />
          ))}
        </span>
      )}
    </>
  )
}

function Photo({ id, name }: { id: string; name: string }) {
  const [isMissing, setIsMissing] = useState(false)
  if (isMissing) return <span className="quiet">{name}还没有从手机送到</span>
  const address = addressFor(readAttachment, { id })
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={name} height={120} onError={() => setIsMissing(true)} />
    </a>
  )
}
