import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { isReferral, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form, FormValues } from '@qianyue/domain/forms/form.ts'
import { referralBegunBy } from '@qianyue/domain/forms/health-record/referral-begun.ts'
import { referralOut } from '@qianyue/domain/forms/health-record/referral-out.ts'
import { resultRecheck } from '@qianyue/domain/forms/health-record/result-recheck.ts'
import { recheckBegunFor } from '@qianyue/domain/result-rechecks/recheck-duty.ts'
import { AssessmentPanel } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { App, Button, Drawer, Flex, Grid, Result } from 'antd'
import { useState } from 'react'
import { focusFirstEntry, RecordServiceForm, type Saved } from './RecordServiceForm.tsx'
import { closedWords, printAddress } from './record-words.ts'

type Props = {
  residentId: string
  form: string
  /** The service of the catalogue that a general record is about. */
  service?: string | undefined
  /** The duty it is opened for, by its key: what is to be looked at again is chosen already. */
  duty?: string | undefined
  /** What the form begins with. */
  begin?: FormValues | undefined
  onClose: () => void
}

/** Records a service beside the list or the person it was opened from, which stay where they were. */
export function RecordServiceDrawer({ residentId, form, service, duty, begin, onClose }: Props) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const { code, sheet, slip, saved, setSaved, refer } = useRecording(form)

  const finish = ({ reply, entered }: SavedService) => {
    if (reply.nextStep === 'routine' && reply.advice.every(({ code }) => code === 'routine')) {
      const { classificationName, nextDueOn } = reply
      const words = [
        classificationName ?? (nextDueOn && nextSteps.routine),
        nextDueOn && `下次不晚于 ${nextDueOn}`,
      ].filter(Boolean)
      message.success(['已保存', ...(words.length > 0 ? [words.join('，')] : [])].join('：'))
      onClose()
    } else setSaved({ reply, entered })
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
        <SavedRecord saved={saved} form={sheet} onRefer={refer} onClose={onClose} />
      ) : (
        <RecordServiceForm
          key={code}
          residentId={residentId}
          form={code}
          service={service}
          begin={slip ?? begin ?? recheckOf(form, duty)}
          onSaved={(reply, entered) => finish({ reply, entered })}
        />
      )}
    </Drawer>
  )
}

function recheckOf(form: string, duty: string | undefined): FormValues | undefined {
  return duty !== undefined && form === resultRecheck.code ? recheckBegunFor([duty]) : undefined
}

/** What the server said of a record, and what was in it. */
type SavedService = { reply: Saved; entered: { performedOn: LocalDate; values: FormValues } }

/** One sheet and what became of it, and then, where somebody is to be referred, the slip that it begins. */
export function useRecording(form: string) {
  const [slip, setSlip] = useState<FormValues | null>(null)
  const [saved, setSaved] = useState<SavedService | null>(null)
  const code = slip === null ? form : referralOut.code
  const sheet = useForm(code).form
  const refer = (begun: FormValues) => {
    setSlip(begun)
    setSaved(null)
  }
  return { code, sheet, slip, saved, setSaved, refer }
}

/** What follows from the record that was just saved; a slip for whoever is to be referred begins with what it says. */
export function SavedRecord({
  saved: { reply: saved, entered },
  form,
  onRefer,
  onClose,
}: {
  saved: SavedService
  form: Form | undefined
  onRefer: (slip: FormValues) => void
  onClose: () => void
}) {
  const urgent = saved.nextStep === 'refer-urgently'
  return (
    <>
      <Result
        status={saved.nextStep === 'routine' ? 'success' : 'warning'}
        title={urgent ? '已保存，请立即处理' : '已保存'}
        subTitle={closedWords(saved)}
        extra={
          <Flex gap={8} justify="center">
            <Button href={printAddress(saved.id)} target="_blank">
              打印
            </Button>
            {form && isReferral(saved.nextStep) && (
              <Button onClick={() => onRefer(referralBegunBy(form, { ...saved, ...entered }))}>
                开转诊单
              </Button>
            )}
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
