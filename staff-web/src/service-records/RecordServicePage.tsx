import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SavedRecord } from './RecordServiceDrawer.tsx'
import { RecordServiceForm, type Saved } from './RecordServiceForm.tsx'

/** 记录服务, on a page of its own. */
export function RecordServicePage() {
  const { residentId = '', form = '' } = useParams()
  const navigate = useNavigate()
  const sheet = useForm(form).form
  const [saved, setSaved] = useState<Saved | null>(null)
  return (
    <>
      <PageTitle title={sheet?.name ?? '记录服务'} />
      {saved ? (
        <SavedRecord saved={saved} onClose={() => navigate(`/service-records/${saved.id}`)} />
      ) : (
        <RecordServiceForm residentId={residentId} form={form} onSaved={setSaved} />
      )}
    </>
  )
}
