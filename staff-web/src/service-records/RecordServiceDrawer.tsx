import { nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import { resultRecheck } from '@qianyue/domain/forms/health-record/result-recheck.ts'
import { recheckBegunFor } from '@qianyue/domain/result-rechecks/recheck-duty.ts'
import { AssessmentPanel } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { App, Button, Drawer, Flex, Grid, Result } from 'antd'
import { useState } from 'react'
import { focusFirstEntry, RecordServiceForm, type Saved } from './RecordServiceForm.tsx'
import { printAddress } from './record-words.ts'

type Props = {
  residentId: string
  form: string
  /** The service of the catalogue that a general record is about. */
  service?: string | undefined
  /** The duty it is opened for, by its key: what is to be looked at again is chosen already. */
  duty?: string | undefined
  onClose: () => void
}

/** Records a service beside the list or the person it was opened from, which stay where they were. */
export function RecordServiceDrawer({ residentId, form, service, duty, onClose }: Props) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const sheet = useForm(form).form
  const [saved, setSaved] = useState<Saved | null>(null)

  const finish = (reply: Saved) => {
    if (reply.nextStep === 'routine' && reply.advice.every(({ code }) => code === 'routine')) {
      const next = reply.nextDueOn === null ? '' : `，下次不晚于 ${reply.nextDueOn}`
      message.success(`已保存：${reply.classificationName ?? nextSteps[reply.nextStep]}${next}`)
      onClose()
    } else setSaved(reply)
  }
  return (
    <Drawer
      open
      onClose={onClose}
      // The drawer takes the focus once it has slid in.
      afterOpenChange={(isOpen) => isOpen && focusFirstEntry()}
      size={md ? Math.min(980, window.innerWidth - 80) : '100%'}
      title={sheet?.name ?? '记录服务'}
      styles={{ body: { padding: 16 } }}
    >
      {saved ? (
        <SavedRecord saved={saved} onClose={onClose} />
      ) : (
        <RecordServiceForm
          residentId={residentId}
          form={form}
          service={service}
          begin={duty !== undefined && form === resultRecheck.code ? recheckBegunFor([duty]) : undefined}
          onSaved={finish}
        />
      )}
    </Drawer>
  )
}

/** What follows from the record that was just saved. */
export function SavedRecord({ saved, onClose }: { saved: Saved; onClose: () => void }) {
  const urgent = saved.nextStep === 'refer-urgently'
  return (
    <>
      <Result
        status={saved.nextStep === 'routine' ? 'success' : 'warning'}
        title={urgent ? '已保存，请立即处理' : '已保存'}
        subTitle={saved.fulfilled.length > 0 ? `完成了 ${saved.fulfilled.length} 项应尽服务` : undefined}
        extra={
          <Flex gap={8} justify="center">
            <Button href={printAddress(saved.id)} target="_blank">
              打印
            </Button>
            <Button type="primary" autoFocus onClick={onClose}>
              知道了
            </Button>
          </Flex>
        }
      />
      <AssessmentPanel result={saved} />
    </>
  )
}
