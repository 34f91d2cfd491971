import { savePackage } from '@qianyue/api/packages.ts'
import { dayInShanghai, localDate } from '@qianyue/domain/days/local-date.ts'
import { whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, Button, Drawer, Form } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { PackageFields } from './PackageFields.tsx'
import type { PackageVersion } from './PackagesPage.tsx'
import { draftFrom, type PackageDraft } from './package-draft.ts'

/** A package, or its next version: from a day on, for agreements signed from then. */
export function EditPackage({
  from,
  packages,
  onClose,
}: {
  from: PackageVersion | null
  packages: readonly PackageVersion[]
  onClose: () => void
}) {
  const [packageId] = useState(newId)
  const [draft, setDraft] = useState(() => draftFrom(packageId, from))
  const change = (changes: Partial<PackageDraft>) => setDraft((present) => ({ ...present, ...changes }))
  const save = useSend(savePackage)
  const cannotSplit = whyCannotSplit(draft.yearlyPriceFen, draft.shares) !== null
  const fields = Object.entries(save.error?.fields ?? {})

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={920}
      title={from ? `${from.name}：新版本` : '新服务包'}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={draft.name.trim() === '' || draft.code === '' || cannotSplit}
          loading={save.isPending}
          onClick={() => save.mutate(draft, { onSuccess: onClose })}
        >
          保存版本
        </Button>
      }
    >
      {save.error && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          title={save.error.message}
          description={fields.map(([field, words]) => <div key={field}>{words}</div>)}
        />
      )}
      <PackageFields
        value={draft}
        fixedCode={from !== null}
        others={packages.filter(({ code }) => code !== draft.code)}
        onChange={change}
        beside={
          <Form.Item label="生效日" htmlFor="package-from">
            <DayPicker
              id="package-from"
              allowClear={false}
              value={dayjs(draft.validFrom)}
              minDate={dayjs(dayInShanghai(new Date()))}
              onChange={(value) => value && change({ validFrom: localDate(value.format('YYYY-MM-DD')) })}
            />
          </Form.Item>
        }
      />
    </Drawer>
  )
}
