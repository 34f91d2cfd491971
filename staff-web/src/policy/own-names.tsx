import { listOwnIndicators } from '@qianyue/api/indicators.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { getPolicy } from '@qianyue/api/policy.ts'
import { listServices } from '@qianyue/api/services.ts'
import type { IndicatorDefinition } from '@qianyue/domain/indicators/indicator.ts'
import { indicatorsIn } from '@qianyue/domain/indicators/own-indicator.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Own } from '@qianyue/domain/policy/policy-fields.ts'
import { codeOf, type OwnService } from '@qianyue/domain/services/own-service.ts'
import { isOwnServiceCode, serviceName, services } from '@qianyue/domain/services/services.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useOwnPopulations } from '../populations/population-names.tsx'

/** What a county calls its own in a draft that is being written; null outside of one. */
const InDraft = createContext<Pick<
  Policy,
  'ages' | 'own-services' | 'own-indicators' | 'village-classes'
> | null>(null)

export function OwnInDraft({
  policies,
  children,
}: {
  policies: Pick<Policy, 'ages' | 'own-services' | 'own-indicators' | 'village-classes'>
  children: ReactNode
}) {
  return <InDraft value={policies}>{children}</InDraft>
}

export type OfferedService = {
  code: string
  name: string
  own?: Pick<OwnService, 'by' | 'modes' | 'times' | 'every' | 'unitPriceFen'> | undefined
}

/** The services that can be chosen: those of the catalogue and the county's own, of the draft where there is one. */
export function useServices(): readonly OfferedService[] {
  const draft = use(InDraft)
  const told = useReply(listServices, draft === null ? {} : null).data
  return useMemo(() => {
    const catalogue = Object.entries(services).map(([code, { name }]) => ({ code, name }))
    if (draft === null) return told ?? catalogue
    return [...catalogue, ...draft['own-services'].map((own) => ({ code: codeOf(own), name: own.name, own }))]
  }, [draft, told])
}

/** What the county calls its own, for the fields of a policy. */
export function useOwn(): Own {
  const draft = use(InDraft)
  const populations = useOwnPopulations()
  const offered = useServices()
  const figures = useReply(listOwnIndicators, draft === null ? {} : null).data
  const classes = useReply(getPolicy, draft === null ? { kind: 'village-classes' } : null).data?.current
    .body as Policy['village-classes'] | undefined
  const told = useReply(listOrgUnits, {}).data
  const units = useMemo(() => namesOfUnits(told ?? []), [told])
  return useMemo(
    () =>
      draft === null
        ? {
            ages: { own: populations },
            'own-services': offered
              .filter(({ code }) => isOwnServiceCode(code))
              .map(({ code }) => ({ name: serviceName(code) })),
            'own-indicators': figures ?? [],
            'village-classes': classes ?? [],
            units,
          }
        : { ...draft, units },
    [draft, populations, offered, figures, classes, units],
  )
}

/** Every figure that the county uses, under its names. */
export function useIndicators(): readonly IndicatorDefinition[] {
  const own = useOwn()
  return useMemo(() => indicatorsIn(own), [own])
}

/** Units by code; a village with its township, since names come again. */
function namesOfUnits(units: readonly { code: number; areaName: string }[]): Record<string, string> {
  const names = new Map(units.map(({ code, areaName }) => [code, areaName]))
  return Object.fromEntries(
    units.map(({ code, areaName }) => {
      const township = code % 1000 === 0 ? undefined : names.get(Math.floor(code / 1000) * 1000)
      return [String(code), township ? `${township}${areaName}` : areaName]
    }),
  )
}
