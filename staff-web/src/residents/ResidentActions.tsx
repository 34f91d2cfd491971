import { EditOutlined } from '@ant-design/icons'
import { possibleEvents } from '@qianyue/domain/residents/resident-event.ts'
import { Button, Dropdown, Flex } from 'antd'
import { useState } from 'react'
import { PrintMenu } from '../documents/PrintMenu.tsx'
import { EducationPrescriptions } from '../health-education/EducationPrescriptions.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { EditResident } from './EditResident.tsx'
import { type EventKind, RecordEvent } from './RecordEvent.tsx'
import type { Resident } from './ResidentPage.tsx'

/** Sheets that are begun here; those that are owed are begun at what is owed. */
const sheetMenu = [
  { key: 'hypertension-follow-up', label: '高血压随访' },
  { key: 'type2-diabetes-follow-up', label: '2型糖尿病随访' },
  { key: 'health-assessment', label: '健康评估' },
  { key: 'encounter-note', label: '接诊记录' },
  { key: 'consultation-record', label: '会诊记录' },
  { key: 'referral-out', label: '转诊（转出）单' },
  { key: 'referral-back', label: '转诊（回转）单' },
  { key: 'blood-pressure-screening', label: '血压筛查' },
  { key: 'fasting-glucose-check', label: '血糖检测' },
  { key: 'personal-information', label: '个人基本信息表' },
  { key: 'general-service', label: '其他服务' },
]

/** What the menu calls each event, as it is told of the resident. */
const eventWords: Record<EventKind, string> = {
  away: '外出',
  return: '返回',
  split: '分户',
  join: '并入其他家庭',
  'head-change': '成为户主',
  'move-out': '迁出',
  'move-in': '迁入（迁回）',
  death: '死亡',
}

/** What can be done about a resident, as far as one may. @param onRecord null where nothing can be recorded. */
export function ResidentActions({
  resident,
  onRecord,
}: {
  resident: Resident
  onRecord: ((form: string) => void) | null
}) {
  const mayEdit = useMay('residents.edit')
  const mayTell = useMay('residents.record-events')
  const maySign = useMay('agreements.sign')
  const mayPrint = useMay('documents.print')
  const [editing, setEditing] = useState(false)
  const [event, setEvent] = useState<EventKind | null>(null)
  const events = possibleEvents(resident)
  const isOpen = resident.presence === 'here' || resident.presence === 'away'
  return (
    <>
      <Flex gap={8} wrap>
        {onRecord && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: sheetMenu,
              onClick: ({ key }) => onRecord(key),
            }}
          >
            <Button type="primary">记录服务</Button>
          </Dropdown>
        )}
        <LinkButton to={`/residents/${resident.id}/year-plan`}>全年计划</LinkButton>
        {onRecord && resident.householdId && (
          <LinkButton to={`/households/${resident.householdId}/visit?who=${resident.id}`}>
            合并随访
          </LinkButton>
        )}
        <LinkButton to={`/residents/${resident.id}/health-plan`}>评估与计划</LinkButton>
        {maySign && isOpen && resident.agreement === null && (
          <LinkButton
            to={`/agreements/sign?${resident.householdId ? `householdId=${resident.householdId}&` : ''}residentId=${resident.id}`}
          >
            签约
          </LinkButton>
        )}
        {mayTell && events.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: events.map((kind) => ({ key: kind, label: eventWords[kind] })),
              onClick: ({ key }) => setEvent(key as EventKind),
            }}
          >
            <Button>人口变动</Button>
          </Dropdown>
        )}
        {mayEdit && (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            修改
          </Button>
        )}
        {mayPrint && <EducationPrescriptions residentId={resident.id} />}
        <PrintMenu of={{ residentId: resident.id }} />
      </Flex>
      {editing && <EditResident resident={resident} onClose={() => setEditing(false)} />}
      {event && <RecordEvent resident={resident} kind={event} onClose={() => setEvent(null)} />}
    </>
  )
}
