import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getAssessment, scoreAssessment } from '@qianyue/api/performance.ts'
import { caseKinds } from '@qianyue/domain/performance/assessed-cases.ts'
import { methodWords } from '@qianyue/domain/performance/method-words.ts'
import { scoringLevels } from '@qianyue/domain/performance/round.ts'
import type { LineValue } from '@qianyue/domain/performance/scoring.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Drawer, Flex, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useIndicators } from '../policy/own-names.tsx'
import { AssessmentAppeals } from './AssessmentAppeals.tsx'
import type { Round } from './RoundPage.tsx'
import { StateTag } from './RoundsPage.tsx'
import { ValueInput } from './ValueInput.tsx'
import { lineValueWords, scoreWords } from './value-words.ts'

export type Assessment = ReplyOf<typeof getAssessment>
export type Entry = { value: LineValue; proof: string }
type Line = Round['sheet']['sections'][number]['lines'][number]

/** One of the assessed: each line with its points and what every level entered; inputs for the level whose turn it is. */
export function AssessmentDrawer({
  round,
  subjectId,
  onClose,
}: {
  round: Round
  subjectId: string
  onClose: () => void
}) {
  const reply = useReply(getAssessment, { id: round.id, subjectId })
  const assessment = reply.data
  return (
    <Drawer open size={880} title={assessment?.name ?? '考核'} onClose={onClose}>
      {reply.error && <Alert type="warning" showIcon title={reply.error.message} />}
      {reply.isPending && <Skeleton active />}
      {assessment && <Lines key={subjectId} round={round} assessment={assessment} />}
    </Drawer>
  )
}

function Lines({ round, assessment }: { round: Round; assessment: Assessment }) {
  const { message } = App.useApp()
  const send = useSend(scoreAssessment)
  const [draft, setDraft] = useState<Record<string, Entry>>({})
  const { mayScore: level, scoreHundredths, grade, vetoedBy, place } = assessment
  const shown = new Map(assessment.lines.map((line) => [line.line, line]))
  const save = (submit: boolean) =>
    send.mutate(
      {
        id: round.id,
        subjectId: assessment.id,
        level: level!,
        submit,
        values: Object.entries(draft).map(([line, entry]) => ({ line, ...entry })),
      },
      {
        onSuccess: () => {
          setDraft({})
          message.success(submit ? '已提交' : '已保存')
        },
      },
    )
  const faults = Object.values(send.error?.fields ?? {})
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} align="baseline" wrap>
        <span className="performance-total">{scoreWords(scoreHundredths)}</span>
        <b>{grade}</b>
        {vetoedBy.length > 0 && <b className="performance-veto">一票否决</b>}
        {place !== null && <span>{assessment.published ? `第 ${place} 名` : `暂列第 ${place} 名`}</span>}
        <StateTag state={assessment.published ? 'published' : assessment.state} />
        <span className="quiet">
          {assessment.unitName} · {assessment.villages} 个村 · 统计日 {assessment.figuresOn}
        </span>
      </Flex>
      {send.error && (
        <Alert
          type="error"
          showIcon
          title={send.error.message}
          description={faults.join('；') || undefined}
        />
      )}
      {round.sheet.sections.map((section) => (
        <section key={section.code}>
          <h2 className="performance-heading">{section.name}</h2>
          {section.lines.map((line) => (
            <LineRow
              key={line.code}
              line={line}
              shown={shown.get(line.code)!}
              level={level}
              draft={draft[line.code]}
              onChange={level && ((entry) => setDraft((was) => ({ ...was, [line.code]: entry })))}
            />
          ))}
        </section>
      ))}
      {level && (
        <Space wrap>
          <Button
            loading={send.isPending}
            disabled={Object.keys(draft).length === 0}
            onClick={() => save(false)}
          >
            保存
          </Button>
          <Button type="primary" loading={send.isPending} onClick={() => save(true)}>
            提交{scoringLevels[level]}
          </Button>
          {level !== 'self' && <span className="quiet">没有改动的项目沿用上一级填报的值。</span>}
        </Space>
      )}
      <AssessmentAppeals roundId={round.id} assessment={assessment} />
    </Flex>
  )
}

function LineRow({
  line,
  shown,
  level,
  draft,
  onChange,
}: {
  line: Line
  shown: Assessment['lines'][number]
  /** Whose entry stands in the input and so is not told beside it. */
  level: Assessment['mayScore']
  draft: Entry | undefined
  onChange: ((entry: Entry) => void) | null
}) {
  const figures = useIndicators()
  const { value: source, method } = line
  const last = shown.entries.at(-1)
  const told = shown.entries.filter((entry) => entry.level !== level)
  return (
    <div className="performance-line">
      <div>
        <b>
          {line.code} {line.name}
        </b>
        <div className="quiet">{methodWords(method)}</div>
        <div className="quiet">
          {source.from === 'indicator'
            ? `系统指标：${figures.find(({ code }) => code === source.indicator)?.definition ?? source.indicator}`
            : source.from === 'cases'
              ? `系统计数：${caseKinds[source.cases].definition}`
              : source.ask}
        </div>
      </div>
      <div>
        {source.from === 'indicator' && shown.value && lineValueWords(shown.value)}
        {shown.cases && <Cases cases={shown.cases} />}
        {told.map((entry) => (
          <div key={entry.level}>
            <span className="quiet">{scoringLevels[entry.level]}</span> {lineValueWords(entry.value)}
            <div className="quiet">
              {entry.proof} — {entry.enteredBy}
            </div>
          </div>
        ))}
        {source.from === 'entry' && shown.entries.length === 0 && !onChange && (
          <span className="quiet">未填报</span>
        )}
        {source.from === 'entry' && onChange && (
          <ValueInput
            line={line}
            entry={draft ?? (last ? { value: last.value, proof: last.proof } : undefined)}
            onChange={onChange}
          />
        )}
      </div>
      <div className="performance-points">{pointsWords(line, shown)}</div>
    </div>
  )
}

/** How many there are, opening to the list. */
function Cases({ cases }: { cases: NonNullable<Assessment['lines'][number]['cases']> }) {
  if (cases.length === 0) return <>0 例</>
  return (
    <details>
      <summary>{cases.length} 例</summary>
      <ol className="performance-cases">
        {cases.map(({ on, words }, index) => (
          <li key={`${on} ${words} ${index}`}>
            {on} {words}
          </li>
        ))}
      </ol>
    </details>
  )
}

function pointsWords(
  { method, weight }: Line,
  { state, scoreHundredths }: Assessment['lines'][number],
): string {
  if (state === 'not-applicable') return '不适用'
  if (method.kind === 'veto') return state === 'vetoed' ? '否决' : '—'
  if (state === 'missing') return `— / ${weight}`
  return `${scoreWords(scoreHundredths ?? 0)} / ${weight}`
}
