import { DownOutlined } from '@ant-design/icons'
import { noteReferralStep } from '@qianyue/api/referrals.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { referralBack } from '@qianyue/domain/forms/health-record/referral-back.ts'
import { type ReferralStep, referralSteps } from '@qianyue/domain/referrals/referral.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Checkbox, Dropdown, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import type { Referral } from './ReferralsPage.tsx'

/** What can be noted of a referral, and the slips that belong to it. */
export function ReferralMenu({ referral }: { referral: Referral }) {
  const navigate = useNavigate()
  const [noting, setNoting] = useState<ReferralStep | null>(null)
  const [returning, setReturning] = useState(false)
  const { residentId, residentName, state } = referral
  const choose = (key: string) => {
    if (key === 'slip') navigate(`/service-records/${referral.id}`)
    else if (key === 'back') setReturning(true)
    else setNoting(key as ReferralStep)
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(state === 'advised' ? [{ key: 'slip', label: '看记录、开转诊单' }] : []),
            ...(Object.keys(referralSteps) as ReferralStep[])
              .filter((step) => step !== 'card' || state === 'home')
              .map((key) => ({ key, label: referralSteps[key].name })),
            { key: 'back', label: '填写回转单' },
          ],
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button size="small" aria-label={`登记${residentName}的转诊去向`}>
          登记去向 <DownOutlined />
        </Button>
      </Dropdown>
      {noting && <NoteStep referral={referral} step={noting} onClose={() => setNoting(null)} />}
      {returning && (
        <RecordServiceDrawer
          residentId={residentId}
          form={referralBack.code}
          onClose={() => setReturning(false)}
        />
      )}
    </>
  )
}

type Values = {
  on: LocalDate
  hospital?: string
  bookedFor?: LocalDate | null
  fastTrack?: boolean
  remark?: string
}

const dayWords: Record<ReferralStep, string> = {
  booked: '联系日期',
  seen: '就诊日期',
  admitted: '住院日期',
  home: '出院回家日期',
  card: '收回日期',
  'not-gone': '了解日期',
}

function NoteStep({
  referral: { residentId, residentName, to },
  step,
  onClose,
}: {
  referral: Referral
  step: ReferralStep
  onClose: () => void
}) {
  const [id] = useState(newId)
  const send = useSend(noteReferralStep)
  const hasHospital = step === 'booked' || step === 'seen' || step === 'admitted'
  return (
    <EntryDialog<Values>
      title={`${residentName}：${referralSteps[step].name}`}
      send={send}
      initialValues={{ on: dayInShanghai(new Date()), ...(hasHospital ? { hospital: to } : {}) }}
      onSubmit={(values) => send.mutate({ residentId, id, step, ...values }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <DayItem name="on" label={dayWords[step]} required="请填写日期" />
      {hasHospital && (
        <Form.Item name="hospital" label="医院和科室">
          <Input maxLength={100} />
        </Form.Item>
      )}
      {step === 'booked' && (
        <>
          <DayItem name="bookedFor" label="预约日期" />
          <Form.Item name="fastTrack" valuePropName="checked">
            <Checkbox>走转诊绿色通道</Checkbox>
          </Form.Item>
        </>
      )}
      <Form.Item name="remark" label={step === 'not-gone' ? '为什么没有去' : '备注'}>
        <Input maxLength={200} />
      </Form.Item>
    </EntryDialog>
  )
}
