import { useNavigate, useParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SavedRecord, useRecording } from './RecordServiceDrawer.tsx'
import { RecordServiceForm } from './RecordServiceForm.tsx'

/** 记录服务, on a page of its own. */
export function RecordServicePage() {
  const { residentId = '', form = '' } = useParams()
  const navigate = useNavigate()
  const { code, sheet, slip, saved, setSaved, refer } = useRecording(form)
  return (
    <>
      <PageTitle title={sheet?.name ?? '记录服务'} />
      {saved ? (
        <SavedRecord
          saved={saved}
          form={sheet}
          onRefer={refer}
          onClose={() => navigate(`/service-records/${saved.reply.id}`)}
        />
      ) : (
        <RecordServiceForm
          key={code}
          residentId={residentId}
          form={code}
          begin={slip ?? undefined}
          onSaved={(reply, entered) => setSaved({ reply, entered })}
        />
      )}
    </>
  )
}
