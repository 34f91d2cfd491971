import { workList } from '@qianyue/api/duties.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useReply, useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { Button, Empty, type InputRef } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { RecordServiceDrawer } from '../service-records/RecordServiceDrawer.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { LoadError } from '../shell/LoadError.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { useRestOfWindow } from '../shell/rest-of-window.ts'
import type { Duty } from './DutyChip.tsx'
import { DutyDrawer } from './DutyDrawer.tsx'
import { WorkFilters } from './WorkFilters.tsx'
import { type WorkRow, WorkTable } from './WorkTable.tsx'
import { asRequest, useWorkFilter } from './work-filter.ts'
import './work-list.css'

const PAGE = 200

/** The rows of a page, each duty with its own reasons. */
function rowsOf({ rows, reasons }: ReplyOf<typeof workList>): WorkRow[] {
  return rows.map((row) => ({
    ...row,
    duties: row.duties.map((duty) => ({
      ...duty,
      because: duty.because.map((place) => reasons[place]!),
    })),
  }))
}

/** 服务工作清单: who is owed what now; a click records it, and the list stays where it was. */
export function WorkListPage() {
  const work = useWorkFilter()
  const { filter } = work
  const request = useMemo(() => asRequest(filter), [filter])
  const today = dayInShanghai(new Date())
  const mayRecord = useMay('service-records.write')
  const list = useReplyPages(workList, request && { ...request, limit: PAGE }, { keepPrevious: true })
  const units = useReply(listOrgUnits, request === null ? {} : null)
  const hasNoVillage = request === null && units.data?.every(({ level }) => level !== 'village')
  const rows = useMemo(() => list.data?.pages.flatMap(rowsOf) ?? [], [list.data])
  const [selected, setSelected] = useState<string | null>(null)
  const [looking, setLooking] = useState<WorkRow | null>(null)
  const [recording, setRecording] = useState<{
    row: { residentId: string; name: string }
    duty: Pick<Duty, 'id' | 'key' | 'form' | 'service'>
  } | null>(null)
  const search = useRef<InputRef>(null)
  const { frame, height } = useRestOfWindow()

  // Who is served leaves the list: who comes next stands where they stood, and is meant then.
  const at = rows.findIndex(({ residentId }) => residentId === selected)
  const place = useRef(0)
  useEffect(() => {
    if (at >= 0) place.current = at
    else if (selected !== null)
      setSelected(rows[Math.min(place.current, rows.length - 1)]?.residentId ?? null)
  }, [at, rows, selected])

  const move = useCallback(
    (by: number) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
      if (next) setSelected(next.residentId)
    },
    [rows, at],
  )
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (recording !== null || looking !== null || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, [role="combobox"], [role="dialog"]')) return
      const row = rows[at]
      if (event.key === 'ArrowDown' || event.key === 'j') move(1)
      else if (event.key === 'ArrowUp' || event.key === 'k') move(-1)
      else if (event.key === '/') search.current?.focus()
      else if (
        event.key === 'Enter' &&
        row?.duties[0] &&
        mayRecord &&
        !target.closest('button, [role="button"]')
      ) {
        setRecording({ row, duty: row.duties[0] })
      } else if (event.key === ' ' && row) setLooking(row)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [rows, at, recording, looking, move, mayRecord])

  return (
    <>
      <PageTitle title="服务工作清单">
        <span className="quiet work-keys">
          ↑↓ 选择　{mayRecord && 'Enter 记录　'}空格 查看全部应尽服务　/ 查找
        </span>
      </PageTitle>
      <WorkFilters
        {...work}
        change={(changed) => {
          setSelected(null)
          work.change(changed)
        }}
        search={search}
      />
      <LoadError asked={list} />
      <div ref={frame}>
        {hasNoVillage ? (
          <Empty description="还没有村（社区）的机构，清单按村列出。">
            <LinkButton to="/organisation" type="primary">
              建立机构
            </LinkButton>
          </Empty>
        ) : list.isSuccess && rows.length === 0 ? (
          <NothingToDo filter={filter} onAll={() => work.change({ when: 'all', services: [], q: '' })} />
        ) : (
          <WorkTable
            rows={rows}
            today={today}
            height={height}
            selected={selected}
            loading={list.isPending || list.isPlaceholderData}
            onSelect={({ residentId }) => setSelected(residentId)}
            onLook={(row) => {
              setSelected(row.residentId)
              setLooking(row)
            }}
            onRecord={
              mayRecord
                ? (row, duty) => {
                    setSelected(row.residentId)
                    setRecording({ row, duty })
                  }
                : null
            }
            onEnd={() => {
              if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
            }}
          />
        )}
      </div>
      <DutyDrawer
        resident={recording === null ? looking : null}
        today={today}
        onRecord={mayRecord && looking ? (duty) => setRecording({ row: looking, duty }) : null}
        onClose={() => setLooking(null)}
      />
      {recording && (
        <RecordServiceDrawer
          key={recording.duty.id}
          residentId={recording.row.residentId}
          form={recording.duty.form}
          service={recording.duty.service}
          duty={recording.duty.key}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}

function NothingToDo({
  filter,
  onAll,
}: {
  filter: ReturnType<typeof useWorkFilter>['filter']
  onAll: () => void
}) {
  const isNarrow = filter.when !== 'all' || filter.services.length > 0 || filter.q !== ''
  return (
    <Empty
      description={
        isNarrow ? '这个范围内没有要做的服务。' : '没有要做的服务：都已完成，或还没有签约居民和重点人群。'
      }
    >
      {isNarrow && (
        <Button type="primary" onClick={onAll}>
          看全部应做的服务
        </Button>
      )}
    </Empty>
  )
}
