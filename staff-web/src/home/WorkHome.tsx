import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getHome } from '@qianyue/api/home.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Skeleton, Spin, theme } from 'antd'
import { type CSSProperties, lazy, Suspense, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useFigureColours } from '../indicators/FigureParts.tsx'
import { withDefinitions } from '../indicators/figure.ts'
import type { Names } from '../indicators/NamesDrawer.tsx'
import { pages } from '../routes.tsx'
import { useViewer } from '../session/viewer.ts'
import { HowWeStand } from './HowWeStand.tsx'
import './home.css'

// The list is fetched when one is first looked at: the first page opens sooner without its table.
const NamesDrawer = lazy(async () => ({
  default: (await import('../indicators/NamesDrawer.tsx')).NamesDrawer,
}))

type Home = ReplyOf<typeof getHome>
type Tally = Home['due']['overdue']
type Tone = 'danger' | 'warning' | 'plain'

/** The three questions of a working day; every number opens the list it counts. */
export function WorkHome() {
  const home = useReply(getHome, {}, { everyMs: 60_000 })
  const colours = useFigureColours()
  const { token } = theme.useToken()
  const { actions } = useViewer()
  const [names, setNames] = useState<Names | null>(null)
  if (home.error) {
    return (
      <Alert
        type="warning"
        showIcon
        title={home.error.message}
        action={<Button onClick={() => home.refetch()}>重试</Button>}
      />
    )
  }
  if (!home.data) return <Skeleton active paragraph={{ rows: 10 }} />

  const { due, wrong } = home.data
  const open = actions.includes('indicators.read-names') ? setNames : null
  const openTally =
    open && (({ figure, part }: Tally) => open({ figure: withDefinitions([figure])[0]!, part }))
  return (
    <div className="home" style={{ ...colours, '--home-danger': token.colorError } as CSSProperties}>
      <Card size="small" title="该做什么" extra={<PageLink path="/work-list" words="服务工作清单" />}>
        <div className="home-tasks">
          <Task words="逾期未服务" tally={due.overdue} tone="danger" onOpen={openTally} />
          <Task words="现在可以服务" tally={due.dueNow} tone="plain" onOpen={openTally} />
          <Task words="特殊人群未签约" tally={due.specialUnsigned} tone="warning" onOpen={openTally} />
        </div>
      </Card>
      <Card size="small" title="有何问题">
        <div className="home-tasks">
          <Task words="协议即将到期" tally={wrong.agreementsExpiring} tone="warning" onOpen={openTally} />
          <Task words="签而未服务" tally={wrong.signedNotServed} tone="warning" onOpen={openTally} />
          <ImportTask imports={wrong.imports} />
          {wrong.questions !== null && <QuestionTask waiting={wrong.questions} />}
        </div>
        <Licences licences={wrong.licences} />
      </Card>
      <HowWeStand home={home.data} onOpen={open && ((figure, part) => open({ figure, part }))} />
      {names && (
        <Suspense fallback={<Spin fullscreen description="正在打开名单" />}>
          <NamesDrawer
            names={names}
            onPart={(part) => setNames({ ...names, part })}
            onClose={() => setNames(null)}
          />
        </Suspense>
      )}
    </div>
  )
}

function Task({
  words,
  tally,
  tone,
  onOpen,
}: {
  words: string
  tally: Tally
  tone: Tone
  onOpen: ((tally: Tally) => void) | null
}) {
  return (
    <button
      type="button"
      className="home-task"
      data-tone={tally.residents === 0 ? 'none' : tone}
      disabled={!onOpen || tally.residents === 0}
      onClick={() => onOpen?.(tally)}
    >
      {words}
      <b>
        {countWords(tally.residents)} <small>人</small>
      </b>
    </button>
  )
}

function ImportTask({ imports: { waiting, rowsLeftOut } }: { imports: Home['wrong']['imports'] }) {
  const navigate = useNavigate()
  const page = pages.find(({ path }) => path === '/register-imports')
  const { actions } = useViewer()
  const mayOpen = page !== undefined && (page.action === null || actions.includes(page.action))
  const count = waiting + rowsLeftOut
  if (!mayOpen && count === 0) return null
  return (
    <button
      type="button"
      className="home-task"
      data-tone={count === 0 ? 'none' : 'warning'}
      disabled={!mayOpen || count === 0}
      onClick={() => navigate('/register-imports')}
    >
      名册导入
      {waiting === 0 && rowsLeftOut > 0 ? (
        <b>
          {countWords(rowsLeftOut)} <small>行未导入</small>
        </b>
      ) : (
        <b>
          {countWords(waiting)} <small>份待确认</small>
        </b>
      )}
      {rowsLeftOut > 0 && <span>近30天{waiting > 0 && ` ${countWords(rowsLeftOut)} 行未导入`}</span>}
    </button>
  )
}

/** 疑点: for a doctor those to answer, for who reviews those to decide. */
function QuestionTask({ waiting }: { waiting: number }) {
  const navigate = useNavigate()
  const { actions } = useViewer()
  return (
    <button
      type="button"
      className="home-task"
      data-tone={waiting === 0 ? 'none' : 'warning'}
      disabled={waiting === 0}
      onClick={() => navigate('/authenticity')}
    >
      {actions.includes('authenticity.review') ? '疑点待审核' : '疑点待我答复'}
      <b>
        {countWords(waiting)} <small>条</small>
      </b>
    </button>
  )
}

function Licences({ licences }: { licences: Home['wrong']['licences'] }) {
  if (licences.length === 0) return null
  const expired = licences.filter((licence) => licence.expired).length
  return (
    <details>
      <summary style={{ cursor: 'pointer', padding: '4px 12px' }}>
        执业证书：{expired > 0 && <b style={{ color: 'var(--home-danger)' }}>{expired}人已过期</b>}
        {expired > 0 && licences.length > expired && '，'}
        {licences.length > expired && `${licences.length - expired}人60天内到期`}
      </summary>
      <ul className="home-list">
        {licences.map(({ staffId, name, unitName, expiresOn, expired: over }) => (
          <li key={staffId}>
            {unitName} {name}：{expiresOn} {over ? '已过期' : '到期'}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A link to another page, for who may open it. */
function PageLink({ path, words }: { path: string; words: string }) {
  const { actions } = useViewer()
  const page = pages.find((each) => each.path === path)
  if (!page || (page.action !== null && !actions.includes(page.action))) return null
  return <Link to={path}>{words}</Link>
}
