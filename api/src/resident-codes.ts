import { relations } from '@qianyue/domain/households/relation.ts'
import { declarationSources } from '@qianyue/domain/populations/declaring.ts'
import { populations } from '@qianyue/domain/populations/population.ts'
import { z } from 'zod'
import { codesOf } from './shared.ts'

export const sex = z.enum(['male', 'female', 'unknown'])
export const population = z.enum(codesOf(populations))
export const relation = z.enum(codesOf(relations))
export const declarationSource = z.enum(codesOf(declarationSources))
