import { InfoCircleOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { countHealthRecords } from '@qianyue/api/health-records.ts'
import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import {
  type RecordFigure,
  type RecordList,
  recordFigures,
} from '@qianyue/domain/health-records/record-lists.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Skeleton, Table, Tooltip } from 'antd'
import { useViewer } from '../session/viewer.ts'

type Counts = ReplyOf<typeof countHealthRecords>['total']
type Go = (change: { org?: number | null; list?: RecordList }) => void

/** The rates of a unit and of the units below it; every number opens to the names. */
export function RecordFigures({ orgId, onGo }: { orgId: number | null; onGo: Go }) {
  const { reach } = useViewer()
  const figures = useReply(countHealthRecords, orgId === null ? {} : { orgId }, { keepPrevious: true })
  if (figures.error) return <Alert type="warning" showIcon title={figures.error.message} />
  if (!figures.data) return <Skeleton active paragraph={{ rows: 3 }} />
  const { on, name, total, units } = figures.data
  const above = orgId === null || orgId === reach.unitCode ? null : parentOf(orgId)
  return (
    <section aria-label="健康档案指标">
      <p className="quiet">
        {name} · {on}
        {orgId !== null && orgId !== reach.unitCode && (
          <Button type="link" size="small" onClick={() => onGo({ org: above })}>
            上一级
          </Button>
        )}
      </p>
      <div className="record-figures">
        {recordFigures.map((figure) => (
          <div key={figure.code} className="record-figure">
            <div>
              {figure.name}{' '}
              <Tooltip title={`${figure.definition}（${figure.source}）`}>
                <InfoCircleOutlined aria-label={`${figure.name}的口径`} className="quiet" />
              </Tooltip>
            </div>
            <strong>{rateWords(total, figure)}</strong>
            <div>
              <Button type="link" size="small" onClick={() => onGo({ list: figure.counted })}>
                {countWords(total[figure.numerator])}
              </Button>
              <span className="quiet">/ {countWords(total[figure.denominator])}</span>
              <Button type="link" size="small" onClick={() => onGo({ list: figure.missing })}>
                差 {countWords(total[figure.denominator] - total[figure.numerator])}
              </Button>
            </div>
          </div>
        ))}
      </div>
      {units.length > 1 && (
        <Table
          size="small"
          rowKey="orgId"
          pagination={false}
          className="scroll-sideways record-table"
          style={{ marginTop: 12 }}
          dataSource={units}
          columns={[
            {
              title: '单位',
              render: (_, unit) => (
                <Button type="link" size="small" onClick={() => onGo({ org: unit.orgId })}>
                  {unit.name}
                  {levelOf(unit.orgId) === 'village' ? '' : ' ›'}
                </Button>
              ),
            },
            {
              title: '常住居民',
              align: 'right',
              width: 100,
              render: (_, { counts }) => countWords(counts.residents),
            },
            ...recordFigures.map((figure) => ({
              title: figure.name,
              align: 'right' as const,
              width: 150,
              render: (_: unknown, { counts, orgId: unit }: { counts: Counts; orgId: number }) => (
                <Button type="link" size="small" onClick={() => onGo({ org: unit, list: figure.missing })}>
                  {rateWords(counts, figure)}
                </Button>
              ),
            })),
          ]}
        />
      )}
    </section>
  )
}

/** Two decimals; 不适用 where nobody is asked about. Source: public-health-spec.md §0. */
function rateWords(counts: Counts, { numerator, denominator }: RecordFigure): string {
  if (counts[denominator] === 0) return '不适用'
  return `${((counts[numerator] / counts[denominator]) * 100).toFixed(2)}%`
}
