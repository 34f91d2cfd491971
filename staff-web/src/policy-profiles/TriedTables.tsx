import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { capStateColours, capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Card, Tag } from 'antd'
import { scoreWords } from '../performance/value-words.ts'
import { DataTable } from '../shell/DataTable.tsx'
import type { Tried } from './TryOut.tsx'

type Side = 'before' | 'after'
const sides: readonly [Side, string][] = [
  ['before', '现行'],
  ['after', '方案'],
]

/** What a profile would have meant, table by table: figures, caps, scores, money. */
export function TriedTables({ tried }: { tried: Tried }) {
  return (
    <>
      {tried.recomputed === 'too-many' && (
        <Alert
          type="warning"
          showIcon
          title="方案改变了人群、口径或应尽服务，全县人数太多，指标仍是现行口径的数；请选一个乡镇试算。"
        />
      )}
      <FiguresTried tried={tried} />
      <CapsTried tried={tried} />
      <ScoresTried tried={tried} />
      <FundsTried tried={tried} />
      <PeopleTried tried={tried} />
    </>
  )
}

function FiguresTried({ tried: { figures, figuresOn, unitName } }: { tried: Tried }) {
  type Line = Tried['figures'][number]
  const words = (line: Line, side: Side) => {
    const { numerator, denominator } = line[side]
    return `${percentText(line[side])}（${countWords(numerator)} ÷ ${countWords(denominator)}）`
  }
  const target = (line: Line, side: Side) => {
    const { target: percent, meets } = line[side]
    if (percent === null) return ''
    return (
      <>
        {percent}%{' '}
        {meets === null ? null : <Tag color={meets ? 'success' : 'error'}>{meets ? '达标' : '未达标'}</Tag>}
      </>
    )
  }
  return (
    <Card size="small" title={`指标与目标（${unitName}，${figuresOn}）`}>
      <DataTable
        rowKey="code"
        locale={{ emptyText: '没有目标，口径也没有改变。' }}
        dataSource={[...figures]}
        columns={[
          { title: '指标', dataIndex: 'name' },
          ...sides.flatMap(([side, name]) => [
            { title: name, key: `${side}-rate`, render: (_: unknown, line: Line) => words(line, side) },
            {
              title: `${name}目标`,
              key: `${side}-target`,
              render: (_: unknown, line: Line) => target(line, side),
            },
          ]),
        ]}
      />
    </Card>
  )
}

function CapsTried({ tried: { teams } }: { tried: Tried }) {
  type Line = Tried['teams'][number]
  const words = (count: number, cap: number | null) => (cap === null ? '不限' : `${count}/${countWords(cap)}`)
  const worse = teams.filter(({ after }) => after.state === 'full' || after.state === 'over').length
  return (
    <Card size="small" title={`团队上限（方案执行后 ${worse} 个团队已满或超上限）`}>
      <DataTable
        rowKey="teamId"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...teams]}
        columns={[
          { title: '团队', dataIndex: 'name' },
          { title: '机构', dataIndex: 'unitName' },
          ...sides.map(([side, name]) => ({
            title: name,
            key: side,
            render: (_: unknown, team: Line) => (
              <>
                <Tag color={capStateColours[team[side].state]}>{capStateWords[team[side].state]}</Tag>
                {words(team.persons, team[side].persons)} 人 · {words(team.households, team[side].households)}{' '}
                户
                {team[side].keyPersons !== null &&
                  ` · 重点人群 ${words(team.keyPersons, team[side].keyPersons)} 人`}
              </>
            ),
          })),
        ]}
      />
    </Card>
  )
}

function ScoresTried({ tried: { scores } }: { tried: Tried }) {
  type Line = Tried['scores'][number]
  const words = (scored: Line[Side]) =>
    scored === null ? '—' : `${scoreWords(scored.scoreHundredths)} ${scored.grade}`
  return (
    <Card size="small" title="考核得分（人工填报项取最近一次考核的填报）">
      <DataTable
        rowKey={({ sheetName, name }) => `${sheetName}/${name}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...scores]}
        columns={[
          { title: '考核表', dataIndex: 'sheetName' },
          { title: '对象', dataIndex: 'name' },
          ...sides.map(([side, name]) => ({
            title: name,
            key: side,
            align: 'right' as const,
            render: (_: unknown, line: Line) => words(line[side]),
          })),
          {
            title: '差',
            align: 'right',
            render: (_, { before, after }) =>
              before && after ? signed((after.scoreHundredths - before.scoreHundredths) / 100) : '',
          },
          { title: '没有填报的项', align: 'right', dataIndex: 'missing' },
        ]}
      />
    </Card>
  )
}

function FundsTried({ tried: { funds } }: { tried: Tried }) {
  type Line = Tried['funds'][number]
  const words = (totals: Line[Side]) => (totals === null ? '—' : moneyWords(totals.instalmentFen))
  return (
    <Card size="small" title="资金（这一笔拨付；分配＋扣减＋未分配＝拨付）">
      <DataTable
        rowKey="code"
        dataSource={[...funds]}
        columns={[
          { title: '资金', dataIndex: 'name' },
          { title: '拨付', dataIndex: 'partName' },
          ...sides.map(([side, name]) => ({
            title: name,
            key: side,
            align: 'right' as const,
            render: (_: unknown, line: Line) => words(line[side]),
          })),
          {
            title: '方案：分配 / 扣减 / 未分配',
            align: 'right',
            render: (_, { after }) =>
              after
                ? `${moneyWords(after.sharedFen)} / ${moneyWords(after.withheldFen)} / ${moneyWords(after.leftFen)}`
                : '—',
          },
        ]}
      />
    </Card>
  )
}

function PeopleTried({ tried: { people } }: { tried: Tried }) {
  const sum = (side: 'beforeFen' | 'afterFen') => people.reduce((total, person) => total + person[side], 0)
  return (
    <Card
      size="small"
      title={`每人分配（合计：现行 ${moneyWords(sum('beforeFen'))}，方案 ${moneyWords(sum('afterFen'))}）`}
    >
      <DataTable
        rowKey="staffId"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...people].sort((a, b) => b.afterFen - a.afterFen)}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '机构', dataIndex: 'unitName' },
          { title: '现行', align: 'right', render: (_, { beforeFen }) => moneyWords(beforeFen) },
          { title: '方案', align: 'right', render: (_, { afterFen }) => moneyWords(afterFen) },
          {
            title: '差',
            align: 'right',
            render: (_, { beforeFen, afterFen }) => signed((afterFen - beforeFen) / 100),
          },
        ]}
      />
    </Card>
  )
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(2)}`
