import { residentDeviceMeasurements } from '@qianyue/api/devices.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { offeredValues } from '@qianyue/domain/devices/offered-values.ts'
import { type Form, type FormValue, type FormValues, fieldsOf } from '@qianyue/domain/forms/form.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import type { Entered } from '@qianyue/ui/forms/FormView.tsx'
import { Button } from 'antd'
import { useMemo } from 'react'

type Edit = (next: (entered: Entered) => Entered) => void

/** What a device measured that day, and the habits and treatment of last time: filled in by a press, where nothing is yet. */
export function FillFrom({
  form,
  residentId,
  performedOn,
  values,
  last,
  onEdit,
}: {
  form: Form
  residentId: string
  performedOn: LocalDate
  values: FormValues
  last: FormValues | undefined
  onEdit: Edit
}) {
  const measured = useReply(residentDeviceMeasurements, { residentId, limit: 20 })
  const offered = useMemo(
    () => offeredValues(form, values, measured.data ?? [], performedOn),
    [form, values, measured.data, performedOn],
  )
  const copyable = useMemo(() => copyableValues(form, last, values), [form, last, values])
  const fillMeasured = () =>
    onEdit((before) => ({
      values: { ...before.values, ...Object.fromEntries(offered.map(({ field, value }) => [field, value])) },
      copied: before.copied,
    }))
  const fillCopied = () =>
    onEdit((before) => ({
      values: { ...before.values, ...Object.fromEntries(copyable) },
      copied: [...before.copied, ...copyable.map(([field]) => field)],
    }))
  return (
    <>
      {offered.length > 0 && (
        <div>
          <Button size="small" onClick={fillMeasured}>
            填入设备当日所测 {offered.map(({ name, value, unit }) => `${name} ${value} ${unit}`).join('、')}
          </Button>
          <span className="recording-quiet">　{offered[0]!.deviceSerial}</span>
        </div>
      )}
      {copyable.length > 0 && (
        <div>
          <Button size="small" onClick={fillCopied}>
            填入上次的生活方式、用药等 {copyable.length} 项
          </Button>
          <span className="recording-quiet">　填入的标“照上次”，请逐项核对</span>
        </div>
      )}
    </>
  )
}

/** Habits and treatment of last time that are not filled yet. */
function copyableValues(form: Form, last: FormValues | undefined, values: FormValues): [string, FormValue][] {
  if (!last) return []
  return fieldsOf(form).flatMap((field): [string, FormValue][] => {
    const value = last[field.code]
    const isOffered =
      field.copyable && field.kind !== 'computed' && value !== undefined && values[field.code] === undefined
    return isOffered ? [[field.code, value]] : []
  })
}
