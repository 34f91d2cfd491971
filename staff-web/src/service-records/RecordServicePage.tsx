import { findForm } from '@qianyue/domain/forms/forms.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SavedRecord } from './RecordServiceDrawer.tsx'
import { RecordServiceForm, type Saved } from './RecordServiceForm.tsx'

/** 记录服务, on a page of its own. */
export function RecordServicePage() {
  const { residentId = '', form = '' } = useParams()
  const navigate = useNavigate()
  const [saved, setSaved] = useState<Saved | null>(null)
  return (
    <>
      <PageTitle title={findForm(form)?.name ?? '记录服务'} />
      {saved ? (
        <SavedRecord saved={saved} onClose={() => navigate(`/service-records/${saved.id}`)} />
      ) : (
        <RecordServiceForm residentId={residentId} form={form} onSaved={setSaved} />
      )}
    </>
  )
}
