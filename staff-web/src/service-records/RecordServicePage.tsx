import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { referralOut } from '@qianyue/domain/forms/health-record/referral-out.ts'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SavedRecord, type SavedService } from './RecordServiceDrawer.tsx'
import { RecordServiceForm } from './RecordServiceForm.tsx'

/** 记录服务, on a page of its own. */
export function RecordServicePage() {
  const { residentId = '', form = '' } = useParams()
  const navigate = useNavigate()
  const [referring, setReferring] = useState<FormValues | null>(null)
  const code = referring === null ? form : referralOut.code
  const sheet = useForm(code).form
  const [saved, setSaved] = useState<SavedService | null>(null)
  return (
    <>
      <PageTitle title={sheet?.name ?? '记录服务'} />
      {saved ? (
        <SavedRecord
          saved={saved}
          form={sheet}
          onRefer={(slip) => {
            setReferring(slip)
            setSaved(null)
          }}
          onClose={() => navigate(`/service-records/${saved.reply.id}`)}
        />
      ) : (
        <RecordServiceForm
          key={code}
          residentId={residentId}
          form={code}
          begin={referring ?? undefined}
          onSaved={(reply, entered) => setSaved({ reply, entered })}
        />
      )}
    </>
  )
}
