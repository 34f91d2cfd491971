import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  downloadPaymentFile,
  enterIntoSettlement,
  getSettlement,
  moveSettlement,
  printSlips,
  settlementStates,
} from '@qianyue/api/settlement.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { fundKinds, shareRules } from '@qianyue/domain/settlement/fund.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Card, Input, Skeleton, Space, Steps } from 'antd'
import dayjs from 'dayjs'
import { useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { Appeals } from './Appeals.tsx'
import { ClawBacks } from './ClawBacks.tsx'
import { PoolsTable } from './PoolsTable.tsx'
import { SharesTable } from './SharesTable.tsx'
import './settlement.css'

export type Settlement = ReplyOf<typeof getSettlement>
export type Entries = {
  pools: { unitCode: number; enteredFen: number; scoreHundredths: number | null }[]
  staff: { staffId: string; quality: number; satisfaction: number; deductionFen: number; reason: string }[]
  /** Of those decided now; others stay as they were. */
  clawBacks?: { staffId: string; fen: number; reason: string }[]
}

/** What stands entered in a settlement; a change of one line is sent with all the others. */
export function entriesOf({ pools, shares }: Settlement): Entries {
  return {
    pools: pools.map(({ unitCode, enteredFen, scoreHundredths }) => ({
      unitCode,
      enteredFen,
      scoreHundredths,
    })),
    staff: shares
      .filter(({ reason }) => reason !== '')
      .map(({ staffId, quality, satisfaction, deductedFen, clawedBackFen, reason }) => ({
        staffId,
        quality,
        satisfaction,
        deductionFen: deductedFen - clawedBackFen,
        reason,
      })),
  }
}

const order = ['draft', 'submitted', 'frozen', 'paid'] as const

/** 结算单: from the money to each person, and from each person to the services. */
export function SettlementPage() {
  const { settlementId } = useParams() as { settlementId: string }
  const reply = useReply(getSettlement, { id: settlementId })
  const enter = useSend(enterIntoSettlement)
  const mayPrepare = useMay('settlements.prepare')
  if (reply.error) return <NotShown error={reply.error} list="/settlements" words="回到结算" />
  if (!reply.data) return <Skeleton active />
  const settlement = reply.data
  const { totals, fund, state } = settlement
  const draft = state === 'draft' && mayPrepare
  const save = (entries: Entries) => enter.mutate({ id: settlementId, ...entries })
  return (
    <div className="settlement">
      <PageTitle title={`${settlement.fundName} · ${settlement.partName}`}>
        <SettlementSteps settlement={settlement} />
      </PageTitle>
      <p className="quiet" style={{ margin: 0 }}>
        {settlement.unitName} · {settlement.year}年 · 服务期间 {settlement.fromDay} 至 {settlement.toDay} ·{' '}
        {fundKinds[fund.kind]} · {shareRules[fund.share]} · 依据：{fund.source}
      </p>
      <Steps
        size="small"
        responsive={false}
        current={order.indexOf(state)}
        items={order.map((one) => ({ title: settlementStates[one] }))}
      />
      {settlement.note && <Alert type="warning" showIcon title={`已退回：${settlement.note}`} />}
      {enter.error && <Alert type="error" showIcon title={enter.error.message} />}
      <Card size="small">
        <div className="settlement-sum">
          <Sum name="应拨" fen={totals.instalmentFen} sign="" />
          <Sum name="实发" fen={totals.paidFen} sign="=" />
          <Sum name="考核扣减" fen={totals.withheldFen} sign="+" />
          <Sum name="扣回" fen={totals.deductedFen} sign="+" />
          <Sum name="未分配" fen={totals.leftFen} sign="+" />
        </div>
      </Card>
      <PoolsTable settlement={settlement} onSave={draft ? save : null} saving={enter.isPending} />
      <ClawBacks settlement={settlement} onSave={draft ? save : null} saving={enter.isPending} />
      <SharesTable settlement={settlement} onSave={draft ? save : null} />
      <Appeals settlement={settlement} />
    </div>
  )
}

function Sum({ name, fen, sign }: { name: string; fen: number; sign: string }) {
  return (
    <>
      {sign && <span className="settlement-sign">{sign}</span>}
      <span>
        <span className="quiet">{name}</span>
        <b>{moneyWords(fen)}</b>
      </span>
    </>
  )
}

/** What can be done next, for who may. */
function SettlementSteps({ settlement }: { settlement: Settlement }) {
  const { modal, message } = App.useApp()
  const move = useSend(moveSettlement)
  const mayPrepare = useMay('settlements.prepare')
  const mayApprove = useMay('settlements.approve')
  const { id, state } = settlement
  const go = (request: Omit<Parameters<typeof move.mutateAsync>[0], 'id'>) =>
    move.mutateAsync({ id, ...request }).catch((error: Error) => {
      message.error(error.message)
    })
  const askReturn = () => {
    let reason = ''
    modal.confirm({
      title: '退回修改',
      content: (
        <Input.TextArea
          aria-label="退回原因"
          placeholder="退回原因"
          onChange={({ target }) => {
            reason = target.value
          }}
        />
      ),
      okText: '退回',
      onOk: () => go({ step: 'return', reason }),
    })
  }
  const askPay = () => {
    let paidOn = dayInShanghai(new Date()) as string
    modal.confirm({
      title: '登记发放',
      content: (
        <DayPicker
          aria-label="发放日期"
          allowClear={false}
          defaultValue={dayjs(paidOn)}
          onChange={(value) => {
            if (value) paidOn = value.format('YYYY-MM-DD')
          }}
        />
      ),
      okText: '已发放',
      onOk: () => go({ step: 'pay', paidOn }),
    })
  }
  const askFreeze = () =>
    modal.confirm({
      title: '审批并冻结',
      content: `共发放 ${moneyWords(settlement.totals.paidFen)}，${settlement.shares.length} 人。冻结后金额和依据不再变动。`,
      okText: '冻结',
      onOk: () => go({ step: 'freeze' }),
    })
  return (
    <Space wrap>
      {state === 'draft' && mayPrepare && (
        <Button type="primary" loading={move.isPending} onClick={() => go({ step: 'submit' })}>
          提交审批
        </Button>
      )}
      {state === 'submitted' && mayApprove && (
        <>
          <Button onClick={askReturn}>退回</Button>
          <Button type="primary" onClick={askFreeze}>
            审批冻结
          </Button>
        </>
      )}
      {state === 'frozen' && mayPrepare && (
        <Button type="primary" onClick={askPay}>
          登记发放
        </Button>
      )}
      {(state === 'frozen' || state === 'paid') && (
        <>
          <Button icon={<PrinterOutlined />} href={addressFor(printSlips, { id })} target="_blank">
            通知单
          </Button>
          <Button icon={<DownloadOutlined />} href={addressFor(downloadPaymentFile, { id })}>
            发放表
          </Button>
        </>
      )}
    </Space>
  )
}
