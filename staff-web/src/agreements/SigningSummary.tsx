import { payers, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import type { CallError } from '@qianyue/ui/calls/call.ts'
import { capStateColours, capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Descriptions, Input, Tag } from 'antd'
import type { Preview, SigningDraft } from './signing-draft.ts'

/** What will be signed: the term, who pays what, what stands against it; and the button. */
export function SigningSummary({
  draft,
  preview,
  error,
  busy,
  onOverCap,
  onSign,
}: {
  draft: SigningDraft
  preview: Preview | undefined
  error: CallError | null
  busy: boolean
  onOverCap: (reason: string) => void
  onSign: () => void
}) {
  const memberRefusals = preview?.members.some(({ refusals }) => refusals.length > 0) ?? false
  const missing = [
    ...(draft.teamId === null ? ['团队'] : []),
    ...(draft.signatoryId === null ? ['签约代表'] : []),
  ]
  const ready =
    preview !== undefined && preview.refusals.length === 0 && !memberRefusals && missing.length === 0
  const persons = Object.keys(draft.chosen).length
  return (
    <Card size="small" title="将签署" className="signing-side">
      <Descriptions
        size="small"
        column={1}
        items={[
          { label: '人数', children: `${persons} 人` },
          { label: '期限', children: preview ? `${draft.startsOn} 至 ${preview.endsOn}` : draft.startsOn },
          ...(preview?.kind === 'late-signing'
            ? [{ label: '类型', children: <Tag color="warning">补签</Tag> }]
            : []),
          ...(preview?.team
            ? [
                {
                  label: '团队人数',
                  children: (
                    <>
                      {countWords(preview.team.load.persons)}
                      {preview.team.capPersons === null ? '' : ` / ${countWords(preview.team.capPersons)}`}{' '}
                      <Tag color={capStateColours[preview.team.capState]}>
                        {capStateWords[preview.team.capState]}
                      </Tag>
                    </>
                  ),
                },
              ]
            : []),
          ...(preview?.team && preview.team.capKeyPersons !== null
            ? [
                {
                  label: '其中重点人群',
                  children: (
                    <>
                      {countWords(preview.team.load.keyPersons)} / {countWords(preview.team.capKeyPersons)}{' '}
                      <Tag color={capStateColours[preview.team.keyCapState]}>
                        {capStateWords[preview.team.keyCapState]}
                      </Tag>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {preview && <Fees preview={preview} />}
      {preview?.team && preview.team.gaps.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`团队${preview.team.gaps.join('、')}。`}
          style={{ marginTop: 8 }}
        />
      )}
      {preview?.team?.mayGoOver &&
        (preview.team.capState !== 'free' || preview.team.keyCapState !== 'free') && (
          <Input
            aria-label="超额原因"
            placeholder="超额签约的原因"
            value={draft.overCapReason}
            onChange={({ target }) => onOverCap(target.value)}
            style={{ marginTop: 8 }}
          />
        )}
      {missing.length > 0 && (
        <Alert type="info" showIcon title={`还要选择${missing.join('和')}。`} style={{ marginTop: 8 }} />
      )}
      {preview?.refusals.map((words) => (
        <Alert key={words} type="error" showIcon title={words} style={{ marginTop: 8 }} />
      ))}
      {memberRefusals && (
        <Alert type="error" showIcon title="有成员不能这样签，见左侧红字。" style={{ marginTop: 8 }} />
      )}
      {error && <Alert type="error" showIcon title={error.message} style={{ marginTop: 8 }} />}
      <Button
        type="primary"
        block
        size="large"
        style={{ marginTop: 12 }}
        disabled={!ready}
        loading={busy}
        onClick={onSign}
      >
        签约{persons > 0 ? `（${persons} 人）` : ''}
      </Button>
      <p className="quiet" style={{ margin: '8px 0 0' }}>
        签署前请向居民说明服务内容、期限、费用和双方责任，自愿签约。
      </p>
    </Card>
  )
}

function Fees({ preview }: { preview: Preview }) {
  if (preview.feeFen === 0) return <p style={{ margin: '8px 0 0' }}>全部为免费的基础服务包，居民不付费。</p>
  const residentFen = totalFen(preview.feeSplit.filter(({ payer }) => payer === 'resident'))
  return (
    <table className="fee-table">
      <caption className="quiet" style={{ textAlign: 'start' }}>
        签约服务费（整个周期）
      </caption>
      <tbody>
        {preview.feeSplit.map(({ payer, fen }) => (
          <tr key={payer}>
            <th scope="row">{payers[payer]}</th>
            <td>{moneyWords(fen)}</td>
          </tr>
        ))}
        {residentFen === 0 && (
          <tr>
            <th scope="row">{payers.resident}</th>
            <td>{moneyWords(0)}</td>
          </tr>
        )}
        <tr className="fee-total">
          <th scope="row">合计</th>
          <td>{moneyWords(preview.feeFen)}</td>
        </tr>
      </tbody>
    </table>
  )
}
