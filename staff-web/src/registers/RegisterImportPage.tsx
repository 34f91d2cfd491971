import { commitRegister, recheckRegister, rejectedRows, undoRegister } from '@qianyue/api/registers.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { UNDO_DAYS } from '@qianyue/domain/registers/undo-period.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Popconfirm, Progress, Segmented, Space, Spin } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ColumnMeanings } from './ColumnMeanings.tsx'
import { HouseholdPreview } from './HouseholdPreview.tsx'
import { ProblemList } from './ProblemList.tsx'
import { StatusTag } from './StatusTag.tsx'
import { isUnderWay, type RegisterImport, useImport } from './use-import.ts'
import './registers.css'

type View = 'households' | 'problems' | 'columns'

/** 一次名册导入: progress, preview by household with every problem at its cell, commit, and what to do next. */
export function RegisterImportPage() {
  const { id = '' } = useParams()
  const { data: found, error } = useImport(id)
  if (error && !found) return <NotShown error={error} list="/register-imports" words="回到名册导入" />
  if (!found) return <Spin className="register-waiting" />
  return (
    <>
      <PageTitle title={found.fileName}>
        <Space>
          <StatusTag status={found.status} />
          <Link to="/register-imports">全部导入记录</Link>
        </Space>
      </PageTitle>
      {isUnderWay(found.status) ? <UnderWay found={found} /> : <Result found={found} />}
    </>
  )
}

function UnderWay({ found }: { found: RegisterImport }) {
  const percent = Math.floor(found.progress * 100)
  return (
    <div className="register-under-way" role="status">
      <Progress percent={percent} status="active" />
      <p>
        {found.status === 'checking'
          ? '正在读取并逐格检查名册。'
          : '正在处理，每次处理几百户，不影响别人使用。'}
      </p>
      <p className="quiet">可以离开这一页做别的，回来时接着看。</p>
    </div>
  )
}

function Result({ found }: { found: RegisterImport }) {
  const hasRows = found.counts.rows > 0
  const [view, setView] = useState<View>(hasRows ? 'households' : 'columns')
  const [code, setCode] = useState<string | null>(null)
  const problems = found.problemKinds.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <Outcome found={found} />
      {hasRows && <Figures found={found} />}
      {found.problemKinds.length > 0 && (
        <div className="register-kinds">
          {found.problemKinds.map((kind) => (
            <button
              type="button"
              key={`${kind.code}${kind.severity}`}
              className={`register-kind ${kind.severity}`}
              aria-pressed={code === kind.code}
              onClick={() => {
                setCode(code === kind.code ? null : kind.code)
                setView('problems')
              }}
            >
              {kind.name} <b>{kind.count.toLocaleString('zh-CN')}</b>
            </button>
          ))}
        </div>
      )}
      {found.sheets.length > 0 && (
        <Segmented<View>
          className="register-views"
          value={view}
          onChange={setView}
          options={[
            ...(hasRows ? [{ value: 'households' as const, label: '按户预览' }] : []),
            ...(hasRows
              ? [{ value: 'problems' as const, label: `问题清单 ${problems.toLocaleString('zh-CN')}` }]
              : []),
            { value: 'columns' as const, label: '列的含义' },
          ]}
        />
      )}
      {view === 'households' && hasRows && <HouseholdPreview found={found} />}
      {view === 'problems' && <ProblemList found={found} code={code} />}
      {view === 'columns' && found.sheets.length > 0 && <ColumnMeanings found={found} />}
    </>
  )
}

/** What the state of the import is, in a sentence, and the one thing to do about it. */
function Outcome({ found }: { found: RegisterImport }) {
  const { id, status, counts, failure } = found
  const mayRun = useMay('register-imports.run')
  const goIn = counts.added + counts.changed
  return (
    <>
      {found.sameFileAs && status === 'ready' && (
        <Alert
          className="register-gap"
          type="info"
          showIcon
          title="这个文件以前导入过，再导入不会重复建档。"
          action={<Link to={`/register-imports/${found.sameFileAs.id}`}>看那一次</Link>}
        />
      )}
      <UnknownVillages found={found} />
      {failure && <Alert className="register-gap" type="error" showIcon title={failure} />}
      {status === 'ready' && mayRun && <Commit id={id} goIn={goIn} counts={counts} />}
      {status === 'done' && <Done found={found} mayRun={mayRun} />}
      {status === 'undone' && (
        <Alert
          className="register-gap"
          type="info"
          showIcon
          title="这次导入已经撤销，它改动的内容都放回了原样。"
        />
      )}
      {found.isCutOff && mayRun && <CutOff found={found} />}
      {status === 'failed' && !found.isCutOff && (
        <p>
          <Link to="/register-imports">重新上传</Link>
        </p>
      )}
    </>
  )
}

function Commit({ id, goIn, counts }: { id: string; goIn: number; counts: RegisterImport['counts'] }) {
  const commit = useSend(commitRegister)
  const out = counts.withErrors
  return (
    <div className="register-act">
      <Button
        type="primary"
        size="large"
        loading={commit.isPending}
        disabled={goIn === 0}
        onClick={() => commit.mutate({ id })}
      >
        {goIn === 0 ? '没有可导入的内容' : `导入 ${goIn.toLocaleString('zh-CN')} 人`}
      </Button>
      <span>
        {goIn === 0
          ? counts.unchanged > 0 && out === 0
            ? '名册里的人都已在系统里，内容没有变化。'
            : '请先改正下面的问题。'
          : `新增 ${counts.added.toLocaleString('zh-CN')} 人，更新 ${counts.changed.toLocaleString('zh-CN')} 人。`}
        {out > 0 && `有错误的 ${out.toLocaleString('zh-CN')} 行不导入，`}
        {out > 0 && <Download id={id} words="下载下来改" />}
        {goIn > 0 && ` 导入后 ${UNDO_DAYS} 天内可以撤销。`}
      </span>
      {commit.error && <Alert type="error" showIcon title={commit.error.message} />}
    </div>
  )
}

function Done({ found, mayRun }: { found: RegisterImport; mayRun: boolean }) {
  const { id, counts } = found
  return (
    <div className="register-done">
      <p className="register-done-title">
        已导入：新增 {counts.added.toLocaleString('zh-CN')} 人，更新 {counts.changed.toLocaleString('zh-CN')}{' '}
        人，不变 {counts.unchanged.toLocaleString('zh-CN')} 人。
      </p>
      <ul>
        {counts.withErrors > 0 && (
          <li>
            还有 {counts.withErrors.toLocaleString('zh-CN')} 行没有导入：
            <Download id={id} words="下载待改正的名册" />
            ，改好后直接再导入。
          </li>
        )}
        {counts.withWarnings > 0 && (
          <li>{counts.withWarnings.toLocaleString('zh-CN')} 人已导入但有待核对的内容，见下面的问题清单。</li>
        )}
        <li>
          接下来：从
          <Link to={`/residents?signed=false${found.undoUntil === null ? '' : `&importId=${id}`}`}>
            {found.undoUntil === null ? '未签约居民' : '这份名册中的未签约居民'}
          </Link>
          中逐户签约，或到
          <Link to="/work-list">服务工作清单</Link>看应做的服务。
        </li>
      </ul>
      {mayRun && found.undoUntil === null && <p>撤销期已过，名册原文和逐行结果已清除。</p>}
      {mayRun && found.undoUntil !== null && (
        <Undo
          id={id}
          words={`撤销这次导入（${dayInShanghai(new Date(found.undoUntil))} 前）`}
          whatGoes={`新增的 ${counts.added} 人，并放回更新过的 ${counts.changed} 人原来的内容`}
        />
      )}
    </div>
  )
}

/** A commit that broke off: what is in stays in, and what is missing can follow. */
function CutOff({ found: { id } }: { found: RegisterImport }) {
  const commit = useSend(commitRegister)
  return (
    <div className="register-act">
      <Button type="primary" size="large" loading={commit.isPending} onClick={() => commit.mutate({ id })}>
        继续导入
      </Button>
      <span>导入中断，已导入的户保留着。继续导入只补上没有导入的，不会重复。</span>
      <Undo id={id} words="撤销已导入的部分" whatGoes="已新增的人，并放回更新过的人原来的内容" />
      {commit.error && <Alert type="error" showIcon title={commit.error.message} />}
    </div>
  )
}

function Undo({ id, words, whatGoes }: { id: string; words: string; whatGoes: string }) {
  const undo = useSend(undoRegister)
  return (
    <>
      <Popconfirm
        title="撤销这次导入"
        description={`将移除${whatGoes}。之后已签约或有服务记录的，会说明并停止。`}
        okText="撤销导入"
        onConfirm={() => undo.mutate({ id })}
      >
        <Button loading={undo.isPending}>{words}</Button>
      </Popconfirm>
      {undo.error && <Alert type="error" showIcon title={undo.error.message} />}
    </>
  )
}

function Download({ id, words }: { id: string; words: string }) {
  return <a href={addressFor(rejectedRows, { id })}>{words}</a>
}

function UnknownVillages({ found }: { found: RegisterImport }) {
  const recheck = useSend(recheckRegister)
  const mayRun = useMay('register-imports.run')
  const { unknownVillages, status, id } = found
  if (status !== 'ready' || unknownVillages.length === 0) return null
  const names = unknownVillages.slice(0, 6).map(({ name, rows }) => `${name}（${rows} 行）`)
  const more = unknownVillages.length > 6 ? `等 ${unknownVillages.length} 个村` : ''
  return (
    <Alert
      className="register-gap"
      type="warning"
      showIcon
      title={`系统里没有：${names.join('、')}${more}。`}
      description="请核对村名。确实是新的村，可以新建后重新检查。"
      action={
        mayRun && unknownVillages.every(({ canAdd }) => canAdd) ? (
          <Button loading={recheck.isPending} onClick={() => recheck.mutate({ id, addVillages: true })}>
            新建这些村
          </Button>
        ) : undefined
      }
    />
  )
}

function Figures({ found: { counts } }: { found: RegisterImport }) {
  const figures: [words: string, value: number, kind?: 'error' | 'warning'][] = [
    ['行', counts.rows],
    ['人', counts.people],
    ['户', counts.households],
    ['新增', counts.added],
    ['更新', counts.changed],
    ['不变', counts.unchanged],
    ['不能导入', counts.withErrors, 'error'],
    ['可导入，请核对', counts.withWarnings, 'warning'],
  ]
  return (
    <dl className="register-figures">
      {figures.map(([words, value, kind]) => (
        <div key={words} className={value > 0 ? kind : undefined}>
          <dt>{words}</dt>
          <dd>{value.toLocaleString('zh-CN')}</dd>
        </div>
      ))}
    </dl>
  )
}
