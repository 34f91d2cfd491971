import { relations } from '@qianyue/domain/households/relation.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'
import { groupWords, itemWords } from '@qianyue/ui/words/agreements.ts'
import { ageWords, moneyWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Checkbox, Popover, Select, Tag, Typography } from 'antd'
import { PopulationName, usePopulationWords } from '../populations/population-names.tsx'
import { NegotiatedItems } from './NegotiatedItems.tsx'
import { canBeSigned, type FamilyMember, type Offered, type Preview } from './signing-draft.ts'

/** One of the family: whether to sign, which packages, why they are proposed, and what stands against it. */
export function MemberToSign({
  member,
  packages,
  chosen,
  negotiated,
  preview,
  mayLeaveOut,
  onChange,
  onNegotiate,
}: {
  member: FamilyMember
  packages: readonly Offered[]
  /** Null when not to be signed. */
  chosen: readonly string[] | null
  negotiated: readonly AgreedItem[]
  preview: Preview['members'][number] | undefined
  mayLeaveOut: boolean
  onChange: (packageIds: readonly string[] | null) => void
  onNegotiate: (items: readonly AgreedItem[]) => void
}) {
  const { name, proposals } = member
  const possible = canBeSigned(member)
  return (
    <div className={`member-to-sign ${chosen ? '' : 'left-out'}`}>
      <div className="member-head">
        <Checkbox
          checked={chosen !== null}
          disabled={!possible || !mayLeaveOut}
          onChange={({ target }) =>
            onChange(target.checked ? proposals.map(({ packageId }) => packageId) : null)
          }
        >
          <b>{name}</b>
        </Checkbox>
        <span>
          {relationWords(member)} · {sexWords[member.sex]} {ageWords(member.ageYears)}
        </span>
        <span className="quiet">{member.idNumberMasked}</span>
        {member.populations.map((one) => (
          <Tag key={one}>
            <PopulationName of={one} />
          </Tag>
        ))}
        {member.awaySince && <Tag>外出</Tag>}
        {member.diedOn && <Tag>已故 {member.diedOn}</Tag>}
        {member.current && (
          <Tag color="success">
            已签 {member.current.teamName} 至 {member.current.endsOn}
          </Tag>
        )}
      </div>
      {chosen && (
        <>
          <div className="member-packages">
            <Select
              mode="multiple"
              aria-label={`${name}的服务包`}
              style={{ width: '100%' }}
              placeholder="选择服务包"
              value={[...chosen]}
              onChange={onChange}
              optionFilterProp="label"
              options={optionsFor(member, packages, usePopulationWords())}
              status={chosen.length === 0 ? 'error' : ''}
            />
          </div>
          <div className="member-why">
            {proposals
              .filter(({ packageId }) => chosen.includes(packageId))
              .map(({ packageId, because, relief }) => (
                <div key={packageId} className="package-line">
                  <PackageServices offered={packages.find(({ id }) => id === packageId)} />
                  <span className="quiet">{because}</span>
                  {relief && <Tag color="processing">政策减免</Tag>}
                </div>
              ))}
            {chosen
              .filter((id) => !proposals.some(({ packageId }) => packageId === id))
              .map((id) => (
                <div key={id} className="package-line">
                  <PackageServices offered={packages.find((one) => one.id === id)} />
                  <span className="quiet">居民自选</span>
                </div>
              ))}
            {(preview?.contained ?? []).length > 0 && (
              <div className="quiet">
                {preview?.contained.map((id) => packages.find((one) => one.id === id)?.name).join('、')}
                已含在更高一级的服务包里，不另收费。
              </div>
            )}
            <NegotiatedItems of={name} items={negotiated} onChange={onNegotiate} />
            {preview?.refusals.map((words) => (
              <Typography.Text key={words} type="danger" style={{ display: 'block' }}>
                {words}
              </Typography.Text>
            ))}
          </div>
        </>
      )}
    </div>
  )
}

export function relationWords({ isHead, relation }: { isHead: boolean; relation: string | null }): string {
  if (isHead) return '户主'
  return relation !== null && Object.hasOwn(relations, relation)
    ? relations[relation as keyof typeof relations]
    : ''
}

/** What a package owes, with what it contains. */
function PackageServices({ offered }: { offered: Offered | undefined }) {
  if (!offered) return null
  return (
    <Popover
      trigger="click"
      title={`${offered.name}（${offered.paid ? `${moneyWords(offered.yearlyPriceFen)}/人·年` : '免费'}）`}
      content={
        <ul style={{ margin: 0, paddingInlineStart: 16, maxWidth: 360 }}>
          {offered.allItems.map((item) => (
            <li key={item.service}>{itemWords(item)}</li>
          ))}
        </ul>
      }
    >
      <button type="button" className="link-like">
        {offered.name}（{offered.allItems.length}项）
      </button>
    </Popover>
  )
}

/** Packages by group, those that are for this person first; the others cannot be chosen. */
function optionsFor(
  member: FamilyMember,
  packages: readonly Offered[],
  populationWords: (population: Population) => string,
) {
  const suits = ({ needsAnyPopulation }: Offered) =>
    needsAnyPopulation.length === 0 || needsAnyPopulation.some((one) => member.populations.includes(one))
  const groups = [...new Set(packages.filter(suits).map(({ group }) => group))]
  return groups.map((group) => ({
    label: groupWords(group, populationWords),
    options: packages
      .filter((one) => one.group === group && suits(one))
      .map(({ id, name, yearlyPriceFen }) => ({
        value: id,
        label: yearlyPriceFen > 0 ? `${name} ${moneyWords(yearlyPriceFen)}` : name,
      })),
  }))
}
