import { CameraOutlined } from '@ant-design/icons'
import { listAttachments, putAttachment, readAttachment } from '@qianyue/api/attachments.ts'
import { addressFor, CallError } from '@qianyue/ui/calls/call.ts'
import { newId, useReply } from '@qianyue/ui/calls/hooks.ts'
import { sha256Of, smallPhoto } from '@qianyue/ui/photos/small-photo.ts'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Upload } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'

/** 现场照片 of a finding: what was found, and what it looks like put right. */
export function FindingPhotos({ findingId }: { findingId: string }) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const mayAdd = useMay('attachments.add')
  const photos = useReply(listAttachments, { subjectKind: 'finding', subjectId: findingId })
  const [sending, setSending] = useState(false)
  const add = async (file: File) => {
    setSending(true)
    try {
      await send(findingId, await smallPhoto(file))
      await client.invalidateQueries()
    } catch (failure) {
      message.error(failure instanceof CallError ? failure.message : '这张照片打不开，请换一张。')
    } finally {
      setSending(false)
    }
  }
  return (
    <Flex gap={8} wrap align="center">
      {photos.data?.map(({ id, takenAt }, index) => {
        const address = addressFor(readAttachment, { id })
        return (
          <a key={id} href={address} target="_blank" rel="noreferrer">
            <img src={address} alt={`现场照片第 ${index + 1} 张，${takenAt.slice(0, 10)}`} height={72} />
          </a>
        )
      })}
      {mayAdd && (
        <Upload
          accept="image/*"
          showUploadList={false}
          beforeUpload={(file) => {
            void add(file)
            return false
          }}
        >
          <Button size="small" icon={<CameraOutlined />} loading={sending}>
            加照片
          </Button>
        </Upload>
      )}
    </Flex>
  )
}

async function send(findingId: string, photo: Blob): Promise<void> {
  const bytes = await photo.arrayBuffer()
  const address = addressFor(putAttachment, {
    id: newId(),
    subjectKind: 'finding',
    subjectId: findingId,
    kind: 'photo',
    mediaType: 'image/jpeg',
    sha256: await sha256Of(bytes),
    takenAt: new Date().toISOString(),
  })
  const form = new FormData()
  form.append('file', photo, 'photo.jpg')
  const reply = await fetch(address, { method: 'PUT', body: form, credentials: 'same-origin' })
  if (!reply.ok) throw new CallError(reply.status, (await reply.json()) as Record<string, unknown>)
}
