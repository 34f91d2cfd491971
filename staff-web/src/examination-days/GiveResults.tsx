import { giveResults } from '@qianyue/api/examination-days.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Select } from 'antd'
import { Link } from 'react-router'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import type { Invitee } from './ExaminationDayPage.tsx'

const ways = ['当面告知并交给纸质结果', '入户送达', '电话告知', '交给家属']

/** 结果告知: the findings to be read out, and how the resident was told. */
export function GiveResults({
  dayId,
  invitee,
  onClose,
}: {
  dayId: string
  invitee: Invitee
  onClose: () => void
}) {
  const send = useSend(giveResults)
  return (
    <EntryDialog<{ givenOn: LocalDate; givenHow: string }>
      title={`告知 ${invitee.name} 的体检结果`}
      okText="已告知"
      send={send}
      initialValues={{ givenOn: dayInShanghai(new Date()), givenHow: ways[0] }}
      onSubmit={(values) =>
        send.mutate({ id: dayId, residentId: invitee.residentId, ...values }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      {invitee.findings.length === 0 ? (
        <p>没有需要特别告知的异常。</p>
      ) : (
        <ul className="examination-told">
          {invitee.findings.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p>
        <Link to={`/service-records/${invitee.recordId}`}>查看、打印体检表</Link>
      </p>
      <DayItem name="givenOn" label="告知日期" required="请填写日期" />
      <Form.Item name="givenHow" label="怎样告知">
        <Select options={ways.map((value) => ({ value, label: value }))} />
      </Form.Item>
    </EntryDialog>
  )
}
