import { listPopulationNames } from '@qianyue/api/populations.ts'
import {
  nameOfPopulation,
  type OwnPopulation,
  type Population,
  populations,
  populationWords,
} from '@qianyue/domain/populations/population.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useMay } from '../session/viewer.ts'

const Own = createContext<readonly OwnPopulation[]>([])

/** Asks once how the county calls its own populations (县定人群), for every page of who may know its policies. */
export function PopulationNames({ children }: { children: ReactNode }) {
  const mayAsk = useMay('policies.read')
  const told = useReply(listPopulationNames, mayAsk ? {} : null).data
  const own = useMemo(() => told ?? [], [told])
  return <Own value={own}>{children}</Own>
}

/** 县定人群 as the county names them. */
export function useOwnPopulations(): readonly OwnPopulation[] {
  return use(Own)
}

/** Those that the county uses, by code and in the order of the official lists. */
export function usePopulationsUsed(): Partial<Record<Population, string>> {
  const own = use(Own)
  return useMemo(() => {
    const named = (Object.keys(populations) as Population[]).flatMap((population) => {
      const name = nameOfPopulation(population, { own })
      return name === null ? [] : [[population, name] as const]
    })
    return Object.fromEntries(named)
  }, [own])
}

/** What a population is called here, also one that the county used before. */
export function usePopulationWords(): (population: Population) => string {
  const own = use(Own)
  return (population) => populationWords(population, { own })
}

/** 退役军人 */
export function PopulationName({ of: population }: { of: Population }) {
  return usePopulationWords()(population)
}
