import { PrinterOutlined } from '@ant-design/icons'
import {
  getAgreementDocument,
  getHouseholdPapers,
  getResidentPaper,
  replaceServiceCard,
} from '@qianyue/api/documents.ts'
import { printConfirmationCodes } from '@qianyue/api/service-confirmations.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { LostCodes } from '../service-confirmations/LostCodes.tsx'
import { useMay } from '../session/viewer.ts'

type Of = { agreementId: string } | { residentId: string } | { householdId: string }

/** 打印: the papers of an agreement, a resident or a household, each opened beside the page. */
export function PrintMenu({ of }: { of: Of }) {
  const mayPrint = useMay('documents.print')
  const mayIssueCodes = useMay('confirmation-codes.issue')
  const [lost, setLost] = useState(false)
  const { message, modal } = App.useApp()
  const replace = useSend(replaceServiceCard)
  if (!mayPrint) return null
  const codes = 'residentId' in of && mayIssueCodes ? of : null
  const papers = [
    ...papersOf(of),
    ...(codes ? [{ label: '服务确认码单', address: addressFor(printConfirmationCodes, codes) }] : []),
  ]
  const replaceCard = (id: string) =>
    modal.confirm({
      title: '补发服务卡',
      content: '旧卡立即作废，扫描时会提示失效。补发后请打印新卡交给居民。',
      okText: '补发',
      onOk: async () => {
        try {
          await replace.mutateAsync({ id })
          message.success('旧卡已作废，请打印新的服务卡')
        } catch (error) {
          message.error((error as Error).message)
        }
      },
    })
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...papers.map(({ label, address }) => ({
              key: label,
              label: (
                <a href={address} target="_blank" rel="noopener">
                  {label}
                </a>
              ),
            })),
            ...('residentId' in of
              ? [{ key: 'card', label: '服务卡遗失补发…', onClick: () => replaceCard(of.residentId) }]
              : []),
            ...(codes ? [{ key: 'lost', label: '确认码单遗失…', onClick: () => setLost(true) }] : []),
          ],
        }}
      >
        <Button icon={<PrinterOutlined />}>打印</Button>
      </Dropdown>
      {codes && lost && <LostCodes residentId={codes.residentId} onClose={() => setLost(false)} />}
    </>
  )
}

function papersOf(of: Of): { label: string; address: string }[] {
  if ('agreementId' in of) {
    const id = of.agreementId
    return [
      { label: '协议书（PDF）', address: addressFor(getAgreementDocument, { id }) },
      { label: '协议书（Word）', address: addressFor(getAgreementDocument, { id, format: 'docx' }) },
    ]
  }
  const address = (
    kind: 'service-card' | 'contact-card' | 'resident-letter',
    format: 'pdf' | 'docx' = 'pdf',
  ) =>
    'residentId' in of
      ? addressFor(getResidentPaper, { id: of.residentId, kind, format })
      : addressFor(getHouseholdPapers, { id: of.householdId, kind, format })
  const cards = [
    { label: '服务卡', address: address('service-card') },
    { label: '联系卡', address: address('contact-card') },
    { label: '致居民一封信', address: address('resident-letter') },
    { label: '致居民一封信（Word）', address: address('resident-letter', 'docx') },
  ]
  if ('residentId' in of) return cards
  const agreement = { id: of.householdId, kind: 'agreement' } as const
  return [
    { label: '协议书', address: addressFor(getHouseholdPapers, agreement) },
    { label: '协议书（Word）', address: addressFor(getHouseholdPapers, { ...agreement, format: 'docx' }) },
    ...cards,
  ]
}
