import { savePackage } from '@qianyue/api/packages.ts'
import { dayInShanghai, localDate } from '@qianyue/domain/days/local-date.ts'
import { splitFee, whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import { type PackageGroup, type PackageTier, packageTiers } from '@qianyue/domain/packages/package.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { feeWords, groupWords } from '@qianyue/ui/words/agreements.ts'
import { Alert, Button, DatePicker, Drawer, Flex, Form, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { EditItems } from './EditItems.tsx'
import { EditShares } from './EditShares.tsx'
import type { PackageVersion } from './PackagesPage.tsx'
import { draftFrom, type PackageDraft, shareDrafts, sharesOf } from './package-draft.ts'

const groups = ['general', 'special-need', ...Object.keys(populations)] as PackageGroup[]
const populationOptions = (Object.keys(populations) as Population[]).map((value) => ({
  value,
  label: populations[value],
}))

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
  const [shares, setShares] = useState(() => shareDrafts(from?.shares ?? []))
  const change = (changes: Partial<PackageDraft>) => setDraft((present) => ({ ...present, ...changes }))
  const save = useSend(savePackage)
  const price = draft.tier === 'basic' ? 0 : draft.yearlyPriceFen
  const split = sharesOf(shares)
  const cannotSplit = whyCannotSplit(price, split) !== null
  const others = packages
    .filter(({ code }) => code !== draft.code)
    .map(({ code, name }) => ({ value: code, label: name }))
  const fields = Object.entries(save.error?.fields ?? {})

  return (
    <Drawer
      open
      size={920}
      title={from ? `${from.name}：新版本` : '新服务包'}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={draft.name.trim() === '' || draft.code === '' || cannotSplit}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { ...draft, yearlyPriceFen: price, shares: price === 0 ? [] : split },
              { onSuccess: onClose },
            )
          }
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
      <Form layout="vertical">
        <Flex gap="0 12px" wrap>
          <Form.Item label="名称" htmlFor="package-name" style={{ flex: 1, minWidth: 220 }}>
            <Input
              id="package-name"
              maxLength={40}
              value={draft.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          </Form.Item>
          <Form.Item label="代码" htmlFor="package-code" style={{ width: 200 }}>
            <Input
              id="package-code"
              disabled={from !== null}
              placeholder="如 hypertension-plus"
              value={draft.code}
              onChange={({ target }) => change({ code: target.value })}
            />
          </Form.Item>
          <Form.Item label="生效日" htmlFor="package-from">
            <DatePicker
              id="package-from"
              allowClear={false}
              value={dayjs(draft.validFrom)}
              minDate={dayjs(dayInShanghai(new Date()))}
              onChange={(value) => value && change({ validFrom: localDate(value.format('YYYY-MM-DD')) })}
            />
          </Form.Item>
        </Flex>
        <Flex gap="0 12px" wrap>
          <Form.Item label="人群" htmlFor="package-group" style={{ width: 180 }}>
            <Select
              id="package-group"
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.group}
              options={groups.map((value) => ({ value, label: groupWords(value) }))}
              onChange={(group) =>
                change({
                  group,
                  needsAnyPopulation: group === 'general' || group === 'special-need' ? [] : [group],
                })
              }
            />
          </Form.Item>
          <Form.Item label="层级" htmlFor="package-tier" style={{ width: 120 }}>
            <Select
              id="package-tier"
              value={draft.tier}
              options={(Object.keys(packageTiers) as PackageTier[]).map((value) => ({
                value,
                label: packageTiers[value],
              }))}
              onChange={(tier) => change({ tier })}
            />
          </Form.Item>
          <Form.Item label="限额" htmlFor="package-limit" style={{ width: 140 }}>
            <InputNumber
              id="package-limit"
              min={0}
              precision={0}
              suffix="人"
              placeholder="不限"
              style={{ width: '100%' }}
              value={draft.maxPersons}
              onChange={(maxPersons) => change({ maxPersons })}
            />
          </Form.Item>
        </Flex>
        <Form.Item label="服务项目（只写本级另加的；下级包和同人群基础包的项目自动包含）">
          <EditItems items={draft.items} onChange={(items) => change({ items })} />
        </Form.Item>
        {draft.tier !== 'basic' && (
          <>
            <Form.Item label="价格（每人每年，含下级包）" htmlFor="package-price">
              <InputNumber
                id="package-price"
                min={0}
                precision={2}
                prefix="¥"
                style={{ width: 160 }}
                value={draft.yearlyPriceFen / 100}
                onChange={(yuan) => change({ yearlyPriceFen: Math.round((yuan ?? 0) * 100) })}
              />
            </Form.Item>
            <Form.Item
              label="谁来付（其余由居民自付）"
              {...(cannotSplit
                ? { validateStatus: 'error' as const, help: '各方之和超过了价格，或同一方写了两行' }
                : {})}
            >
              <EditShares shares={shares} onChange={setShares} />
              {!cannotSplit && <span className="quiet">{feeWords(splitFee(price, split))}</span>}
            </Form.Item>
          </>
        )}
        <Flex gap="0 12px" wrap>
          <Form.Item
            label="只面向（任一人群；不选则不限）"
            htmlFor="package-needs"
            style={{ flex: 1, minWidth: 220 }}
          >
            <Select
              id="package-needs"
              mode="multiple"
              optionFilterProp="label"
              value={draft.needsAnyPopulation}
              options={populationOptions}
              onChange={(needsAnyPopulation) => change({ needsAnyPopulation })}
            />
          </Form.Item>
          <Form.Item label="须同时选（任一）" htmlFor="package-requires" style={{ flex: 1, minWidth: 220 }}>
            <Select
              id="package-requires"
              mode="multiple"
              optionFilterProp="label"
              value={draft.needsAnyPackage}
              options={others}
              onChange={(needsAnyPackage) => change({ needsAnyPackage })}
            />
          </Form.Item>
          <Form.Item label="不能同时选" htmlFor="package-excludes" style={{ flex: 1, minWidth: 220 }}>
            <Select
              id="package-excludes"
              mode="multiple"
              optionFilterProp="label"
              value={draft.excludes}
              options={others}
              onChange={(excludes) => change({ excludes })}
            />
          </Form.Item>
        </Flex>
      </Form>
    </Drawer>
  )
}
