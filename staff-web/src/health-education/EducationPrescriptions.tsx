import { FileTextOutlined } from '@ant-design/icons'
import { listEducationPrescriptions, printEducationPrescription } from '@qianyue/api/health-education.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'

/** 健康教育处方 that suit a resident, each printed to take home; asked for when the list is opened. */
export function EducationPrescriptions({ residentId }: { residentId: string }) {
  const [open, setOpen] = useState(false)
  const listed = useReply(listEducationPrescriptions, open ? { residentId } : null)
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={setOpen}
      menu={{
        items: (listed.data ?? []).map(({ code, title }) => ({
          key: code,
          label: (
            <a
              href={addressFor(printEducationPrescription, { residentId, code })}
              target="_blank"
              rel="noreferrer"
            >
              {title}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<FileTextOutlined />} loading={open && listed.isPending}>
        教育处方
      </Button>
    </Dropdown>
  )
}
