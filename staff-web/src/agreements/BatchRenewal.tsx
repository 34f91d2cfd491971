import { renewMany } from '@qianyue/api/agreements.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Modal, Table } from 'antd'
import { useEffect, useState } from 'react'
import type { AgreementLine } from './AgreementsPage.tsx'

/** 批量续约: first what would be renewed and what not and why, then all at once. */
export function BatchRenewal({
  agreements,
  onClose,
}: {
  agreements: readonly AgreementLine[]
  onClose: (renewed: boolean) => void
}) {
  const [renewals] = useState(() => agreements.map(({ id }) => ({ agreementId: id, id: newId() })))
  const preview = useSend(renewMany)
  const renew = useSend(renewMany)
  const { mutate: ask } = preview
  useEffect(() => ask({ renewals, preview: true }), [ask, renewals])
  const outcome = renew.data ?? preview.data
  const ready = outcome?.renewed ?? 0

  return (
    <Modal
      open
      width={1040}
      title={renew.data ? `已续约 ${countWords(ready)} 份` : '批量续约'}
      onCancel={() => onClose(renew.isSuccess)}
      footer={
        renew.isSuccess ? (
          <Button type="primary" onClick={() => onClose(true)}>
            完成
          </Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>取消</Button>
            <Button
              type="primary"
              disabled={ready === 0}
              loading={renew.isPending}
              onClick={() => renew.mutate({ renewals })}
            >
              续约 {countWords(ready)} 份
            </Button>
          </>
        )
      }
    >
      {(preview.error ?? renew.error) && (
        <Alert type="error" showIcon title={(preview.error ?? renew.error)?.message} />
      )}
      {outcome && outcome.refused > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={`${countWords(outcome.refused)} 份${renew.data ? '没有续约' : '不能续约'}，原因见列表；其余照常办理。`}
        />
      )}
      <Table
        size="small"
        rowKey="agreementId"
        loading={preview.isPending || renew.isPending}
        dataSource={outcome?.outcomes ?? []}
        pagination={false}
        scroll={{ y: 420, x: 940 }}
        columns={[
          { title: '签约代表', width: 100, dataIndex: 'signatoryName' },
          { title: '原编号', width: 210, dataIndex: 'number' },
          { title: '人数', width: 60, align: 'right', dataIndex: 'persons' },
          {
            title: '新周期',
            width: 200,
            render: (_, { startsOn, endsOn }) => (endsOn ? `${startsOn} 至 ${endsOn}` : (startsOn ?? '')),
          },
          { title: '个人自付', width: 100, align: 'right', render: (_, one) => moneyWords(one.residentFen) },
          { title: '说明', render: (_, { refusal }) => refusal ?? (renew.data ? '已续约' : '可以续约') },
        ]}
      />
    </Modal>
  )
}
