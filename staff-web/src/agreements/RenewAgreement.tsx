import { renewAgreement, renewMany } from '@qianyue/api/agreements.ts'
import { getPolicy } from '@qianyue/api/policy.ts'
import { type SignedVia, signingPlaces } from '@qianyue/domain/agreements/agreement.ts'
import type { AgreementPolicy } from '@qianyue/domain/agreements/agreement-policy.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Agreement } from './AgreementPage.tsx'

/** 续约: the same family and team for another term, with the present versions of their packages. */
export function RenewAgreement({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const [id] = useState(newId)
  const policy = useReply(getPolicy, { kind: 'agreements' })
  const terms = policy.data ? (policy.data.current.body as AgreementPolicy).allowedTermsYears : []
  const [chosenMonths, setTermMonths] = useState(agreement.termMonths)
  // The old term may be one that the county no longer signs.
  const isAllowed = terms.length === 0 || terms.includes(chosenMonths / 12)
  const termMonths = isAllowed ? chosenMonths : terms[0]! * 12
  const [signedVia, setSignedVia] = useState<SignedVia>('clinic')
  const navigate = useNavigate()
  const preview = useReply(
    renewMany,
    { renewals: [{ agreementId: agreement.id, id }], termMonths, signedVia, preview: true },
    { keepPrevious: true },
  )
  const renew = useSend(renewAgreement)
  const planned = preview.data?.outcomes[0]
  const error = renew.error ?? preview.error

  return (
    <Modal
      open
      title="续约"
      okText="续约"
      okButtonProps={{ disabled: !planned || planned.refusal !== null, loading: renew.isPending }}
      onOk={() =>
        renew.mutate(
          { agreementId: agreement.id, id, termMonths, signedVia },
          { onSuccess: () => navigate(`/agreements/${id}?signed=now`) },
        )
      }
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="周期">
          <Radio.Group
            optionType="button"
            value={termMonths}
            options={terms.map((years) => ({ value: years * 12, label: `${years} 年` }))}
            onChange={({ target }) => setTermMonths(target.value)}
          />
        </Form.Item>
        <Form.Item label="签约方式">
          <Radio.Group
            optionType="button"
            value={signedVia}
            options={(Object.keys(signingPlaces) as SignedVia[]).map((via) => ({
              value: via,
              label: signingPlaces[via],
            }))}
            onChange={({ target }) => setSignedVia(target.value)}
          />
        </Form.Item>
      </Form>
      {error && <Alert type="error" showIcon title={error.message} />}
      {planned?.refusal && <Alert type="error" showIcon title={planned.refusal} />}
      {planned && planned.refusal === null && (
        <Alert
          type="info"
          showIcon
          title={`${planned.startsOn} 至 ${planned.endsOn}，${planned.persons} 人，费用 ${moneyWords(planned.feeFen)}，其中个人自付 ${moneyWords(planned.residentFen)}。`}
          description="按现行版本的服务包续约；人群有变化的成员换成相应的服务包。"
        />
      )}
    </Modal>
  )
}
