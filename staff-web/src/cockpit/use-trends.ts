import { getIndicatorTrend } from '@qianyue/api/indicators.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useMemo } from 'react'
import type { Line } from './cockpit-charts.ts'

/** The course of one figure of each dimension; null until all of them are there. */
export function useTrends(orgId: number | null): { months: string[]; lines: Line[] } | null {
  const of = (code: string) => ({ code, months: 12, ...(orgId === null ? {} : { orgId }) })
  const coverage = useReply(getIndicatorTrend, of('coverage'))
  const fulfilment = useReply(getIndicatorTrend, of('fulfilment'))
  const standardised = useReply(getIndicatorTrend, of('hypertension-standardised'))
  const controlled = useReply(getIndicatorTrend, of('hypertension-controlled'))
  return useMemo(() => {
    if (!coverage.data || !fulfilment.data || !standardised.data || !controlled.data) return null
    const values = (points: readonly { value: number | null }[]) => points.map(({ value }) => value)
    return {
      months: coverage.data.map(({ on }, index) =>
        index === coverage.data!.length - 1 ? '今天' : on.slice(0, 7),
      ),
      lines: [
        { name: '签约率', values: values(coverage.data) },
        { name: '履约率', values: values(fulfilment.data) },
        { name: '高血压规范管理率', values: values(standardised.data) },
        { name: '高血压控制率', values: values(controlled.data) },
      ],
    }
  }, [coverage.data, fulfilment.data, standardised.data, controlled.data])
}
