import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import { feeWords } from '@qianyue/ui/words/agreements.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { useState } from 'react'
import { usePhone } from '../offline/use-phone.ts'
import type { PlannedMember } from './plan-signing.ts'

/** One member: in or out with one press, with what policy proposes; other packages are a press further. */
export function MemberToSign({
  planned,
  offered,
  today,
  isAlone,
  onChange,
}: {
  planned: PlannedMember
  offered: readonly PackageVersion[]
  today: LocalDate
  /** One person is signed, not the household. */
  isAlone: boolean
  /** Packages chosen; null takes the member out. */
  onChange: (packageIds: string[] | null) => void
}) {
  const { member, chosen, packageIds, packages, because, signedUntil, refusals, populations } = planned
  const [isOpen, setIsOpen] = useState(false)
  const { ages } = usePhone().policyOn(today)
  const { facts } = member
  const isGone = facts.diedOn !== null || facts.movedOutOn !== null
  if (isAlone && !chosen) return null
  const fits = offered.filter(
    ({ needsAnyPopulation }) =>
      needsAnyPopulation.length === 0 || needsAnyPopulation.some((one) => populations.has(one)),
  )
  const toggle = (id: string) =>
    onChange(packageIds.includes(id) ? packageIds.filter((one) => one !== id) : [...packageIds, id])
  return (
    <section className="member-to-sign" aria-label={member.name}>
      <label className="member-check">
        <input
          type="checkbox"
          checked={chosen}
          disabled={isAlone || isGone || signedUntil !== null}
          onChange={() => onChange(chosen ? null : [...because.keys()])}
        />
        <span>
          <strong>{member.name}</strong> {sexWords[facts.sex]} {ageWords(ageYearsOn(today, facts.birthDate))}
          <span className="member-populations">
            {[...populations].map((one) => populationWords(one, ages)).join('、')}
          </span>
        </span>
      </label>
      {facts.diedOn !== null && <p className="quiet-words">已于 {facts.diedOn} 登记死亡</p>}
      {facts.movedOutOn !== null && <p className="quiet-words">已于 {facts.movedOutOn} 迁出</p>}
      {signedUntil !== null && <p className="quiet-words">已签约，有效期至 {signedUntil}</p>}
      {chosen && (
        <>
          <ul>
            {packages.map(({ version, fees, relief }) => (
              <li key={version.id}>
                {version.name} <span className="quiet-words">{feeWords(fees)}</span>
                {(because.get(version.id) ?? (relief ? '政策减免' : null)) && (
                  <span className="member-because">{because.get(version.id) ?? '政策减免'}</span>
                )}
              </li>
            ))}
          </ul>
          {refusals.map((words) => (
            <p key={words} className="bad-words">
              {words}
            </p>
          ))}
          <button
            type="button"
            className="text-button"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? '收起服务包' : '更改服务包'}
          </button>
          {isOpen && (
            <div className="choices">
              {fits.map((version) => (
                <label key={version.id}>
                  <input
                    type="checkbox"
                    checked={packageIds.includes(version.id)}
                    onChange={() => toggle(version.id)}
                  />
                  <span>{version.name}</span>
                </label>
              ))}
            </div>
          )}
        </>
      )}
    </section>
  )
}
