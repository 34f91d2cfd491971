import { splitFee, whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import { type PackageGroup, type PackageTier, packageTiers } from '@qianyue/domain/packages/package.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { feeWords, groupWords } from '@qianyue/ui/words/agreements.ts'
import { Flex, Form, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { usePopulationsUsed, usePopulationWords } from '../populations/population-names.tsx'
import { EditItems } from './EditItems.tsx'
import { EditShares } from './EditShares.tsx'
import { type PackageContent, type ShareDraft, shareDrafts, sharesOf } from './package-draft.ts'

/** What a package is: for whom, which step, what in it, for how much, who pays. */
export function PackageFields({
  value,
  fixedCode,
  others: packages,
  onChange,
  beside = null,
}: {
  value: PackageContent
  /** The code stays the same through all versions. */
  fixedCode: boolean
  /** Packages that it may ask for or exclude. */
  others: readonly { code: string; name: string }[]
  onChange: (changes: Partial<PackageContent>) => void
  beside?: ReactNode
}) {
  const used = usePopulationsUsed()
  const groups = ['general', 'special-need', ...Object.keys(used)] as PackageGroup[]
  const populationWords = usePopulationWords()
  const others = packages.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <Form layout="vertical">
      <Flex gap="0 12px" wrap>
        <Form.Item label="名称" htmlFor="package-name" style={{ flex: 1, minWidth: 220 }}>
          <Input
            id="package-name"
            maxLength={40}
            value={value.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        </Form.Item>
        <Form.Item label="代码" htmlFor="package-code" style={{ width: 200 }}>
          <Input
            id="package-code"
            disabled={fixedCode}
            placeholder="如 hypertension-plus"
            value={value.code}
            onChange={({ target }) => onChange({ code: target.value })}
          />
        </Form.Item>
        {beside}
      </Flex>
      <Flex gap="0 12px" wrap>
        <Form.Item label="人群" htmlFor="package-group" style={{ width: 180 }}>
          <Select
            id="package-group"
            showSearch={{ optionFilterProp: 'label' }}
            value={value.group}
            options={groups.map((group) => ({ value: group, label: groupWords(group, populationWords) }))}
            onChange={(group) =>
              onChange({
                group,
                needsAnyPopulation: group === 'general' || group === 'special-need' ? [] : [group],
              })
            }
          />
        </Form.Item>
        <Form.Item label="层级" htmlFor="package-tier" style={{ width: 120 }}>
          <Select
            id="package-tier"
            value={value.tier}
            options={(Object.keys(packageTiers) as PackageTier[]).map((tier) => ({
              value: tier,
              label: packageTiers[tier],
            }))}
            onChange={(tier) =>
              onChange(tier === 'basic' ? { tier, yearlyPriceFen: 0, shares: [] } : { tier })
            }
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
            value={value.maxPersons}
            onChange={(maxPersons) => onChange({ maxPersons })}
          />
        </Form.Item>
      </Flex>
      <Form.Item label="服务项目（只写本级另加的；下级包和同人群基础包的项目自动包含）">
        <EditItems items={value.items} onChange={(items) => onChange({ items })} />
      </Form.Item>
      {value.tier !== 'basic' && <Price value={value} onChange={onChange} />}
      <Flex gap="0 12px" wrap>
        <Several
          id="package-needs"
          label="只面向（任一人群；不选则不限）"
          value={value.needsAnyPopulation}
          options={Object.entries(used).map(([code, label]) => ({ value: code as Population, label }))}
          onChange={(needsAnyPopulation) => onChange({ needsAnyPopulation })}
        />
        <Several
          id="package-requires"
          label="须同时选（任一）"
          value={value.needsAnyPackage}
          options={others}
          onChange={(needsAnyPackage) => onChange({ needsAnyPackage })}
        />
        <Several
          id="package-excludes"
          label="不能同时选"
          value={value.excludes}
          options={others}
          onChange={(excludes) => onChange({ excludes })}
        />
      </Flex>
    </Form>
  )
}

/** 价格 of a paid package, and who bears it. */
function Price({
  value,
  onChange,
}: {
  value: PackageContent
  onChange: (changes: Partial<PackageContent>) => void
}) {
  const [shares, setShares] = useState(() => shareDrafts(value.shares))
  const cannotSplit = whyCannotSplit(value.yearlyPriceFen, value.shares) !== null
  const share = (changed: ShareDraft[]) => {
    setShares(changed)
    onChange({ shares: sharesOf(changed) })
  }
  return (
    <>
      <Form.Item label="价格（每人每年，含下级包）" htmlFor="package-price">
        <InputNumber
          id="package-price"
          min={0}
          precision={2}
          prefix="¥"
          style={{ width: 160 }}
          value={value.yearlyPriceFen / 100}
          onChange={(yuan) => onChange({ yearlyPriceFen: Math.round((yuan ?? 0) * 100) })}
        />
      </Form.Item>
      <Form.Item
        label="谁来付（其余由居民自付）"
        {...(cannotSplit
          ? { validateStatus: 'error' as const, help: '各方之和超过了价格，或同一方写了两行' }
          : {})}
      >
        <EditShares shares={shares} onChange={share} />
        {!cannotSplit && (
          <span className="quiet">{feeWords(splitFee(value.yearlyPriceFen, value.shares))}</span>
        )}
      </Form.Item>
    </>
  )
}

function Several<Value extends string>({
  id,
  label,
  value,
  options,
  onChange,
}: {
  id: string
  label: string
  value: Value[]
  options: { value: Value; label: string }[]
  onChange: (value: Value[]) => void
}) {
  return (
    <Form.Item label={label} htmlFor={id} style={{ flex: 1, minWidth: 220 }}>
      <Select
        id={id}
        mode="multiple"
        optionFilterProp="label"
        value={value}
        options={options}
        onChange={onChange}
      />
    </Form.Item>
  )
}
