import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { finishExamination, getParts, putPart } from '@qianyue/api/examination-days.ts'
import {
  type Station,
  stationCodes,
  stationForm,
  stations,
  stationsAhead,
} from '@qianyue/domain/examination-days/stations.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { AssessmentPanel } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { type Entered, FormView, goToField } from '@qianyue/ui/forms/FormView.tsx'
import { Alert, App, Button, Drawer, Flex, Grid, Skeleton, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { closedWords } from '../service-records/record-words.ts'
import '../service-records/service-records.css'

type Parts = ReplyOf<typeof getParts>

/** One person at the stations: each tab is a station's part of the form; the last makes the sheet. */
export function StationDrawer({
  dayId,
  residentId,
  onClose,
}: {
  dayId: string
  residentId: string
  onClose: () => void
}) {
  const { md } = Grid.useBreakpoint()
  const parts = useReply(getParts, { id: dayId, residentId })
  const [chosen, setChosen] = useState<Station | null>(null)
  const done = parts.data?.parts.map(({ station }) => station) ?? []
  const present = chosen ?? stationsAhead(done)[0] ?? 'conclusion'
  return (
    <Drawer
      open
      mask={{ closable: false }}
      onClose={onClose}
      size={md ? Math.min(980, window.innerWidth - 80) : '100%'}
      title={parts.data ? `${parts.data.name} · 体检录入` : '体检录入'}
      styles={{ body: { padding: 16 } }}
    >
      {parts.error && <Alert type="error" showIcon title={parts.error.message} />}
      {parts.isPending && <Skeleton active />}
      {parts.data && (
        <Tabs
          activeKey={present}
          onChange={(key) => setChosen(key as Station)}
          items={stationCodes.map((station) => ({
            key: station,
            label: `${done.includes(station) ? '✓ ' : ''}${stations[station].name}`,
            children: (
              <AtStation
                key={`${station} ${parts.data.parts.find((one) => one.station === station)?.enteredAt ?? ''}`}
                dayId={dayId}
                residentId={residentId}
                station={station}
                parts={parts.data}
                onSaved={() => setChosen(null)}
                onFinished={onClose}
              />
            ),
          }))}
        />
      )}
    </Drawer>
  )
}

function AtStation({
  dayId,
  residentId,
  station,
  parts,
  onSaved,
  onFinished,
}: {
  dayId: string
  residentId: string
  station: Station
  parts: Parts
  onSaved: () => void
  onFinished: () => void
}) {
  const { message } = App.useApp()
  const form = useMemo(() => stationForm(station), [station])
  const before = parts.parts.find((one) => one.station === station)
  const [entered, setEntered] = useState<Entered>({ values: before?.values ?? {}, copied: [] })
  const [strict, setStrict] = useState(false)
  const [recordId] = useState(newId)
  const send = useSend(putPart)
  const finish = useSend(finishExamination)
  const errors = problemsOf(form, entered.values, parts.about).filter(({ severity }) => severity === 'error')
  const isLast = station === 'conclusion'
  const ahead = stationsAhead(parts.parts.map((part) => part.station)).filter((one) => one !== 'conclusion')

  const save = () => {
    setStrict(true)
    if (errors.length > 0) return goToField(errors[0]!.field)
    send.mutate(
      { id: dayId, residentId, station, values: entered.values },
      {
        onSuccess: () => {
          if (isLast) conclude()
          else {
            message.success(`${stations[station].name}已保存`)
            onSaved()
          }
        },
        onError: (error) => message.error(error.message),
      },
    )
  }
  const conclude = () =>
    finish.mutate({ id: dayId, residentId, recordId }, { onError: (error) => message.error(error.message) })

  if (finish.data)
    return (
      <>
        <Alert
          type="success"
          showIcon
          title={['体检表已完成', closedWords(finish.data)].filter(Boolean).join('，')}
          style={{ marginBottom: 12 }}
        />
        <AssessmentPanel result={finish.data} />
        <Flex justify="end" style={{ marginTop: 12 }}>
          <Button type="primary" onClick={onFinished}>
            完成
          </Button>
        </Flex>
      </>
    )
  return (
    <div className="recording">
      {before && <span className="quiet">{before.enteredBy} 已录入，可修改后再保存。</span>}
      {isLast && ahead.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`还有未录入的站：${ahead.map((one) => stations[one].name).join('、')}。完成后不能再分站录入。`}
        />
      )}
      <FormView
        form={form}
        entered={entered}
        about={parts.about}
        strict={strict}
        {...(send.error ? { refused: send.error.fields } : {})}
        onChange={setEntered}
        onSave={save}
      />
      <Flex justify="end">
        <Button type="primary" loading={send.isPending || finish.isPending} onClick={save}>
          {isLast ? '保存并完成体检表' : '保存本站'}
        </Button>
      </Flex>
    </div>
  )
}
