import type { LimitedItem } from '@qianyue/domain/result-rechecks/result-items.ts'
import { limitedItemCodes } from '@qianyue/domain/result-rechecks/result-items.ts'
import type { ResultLimit } from '@qianyue/domain/result-rechecks/result-limits.ts'
import { z } from 'zod'

const value = z.number().min(0, '不小于 0').max(5000, '不大于 5000').nullable()

/** 参考区间与复查期限: an item once for everybody, or once for each sex. */
export const resultLimits = z
  .array(
    z
      .object({
        item: z.enum(limitedItemCodes as [LimitedItem, ...LimitedItem[]]),
        sex: z.enum(['any', 'male', 'female']),
        normalFrom: value,
        normalTo: value,
        referBelow: value,
        referAbove: value,
        recheckWithinDays: z.int().min(1, '不小于 1').max(365, '不大于 365'),
      })
      .refine(
        ({ normalFrom, normalTo }) => normalFrom === null || normalTo === null || normalFrom < normalTo,
        '参考区间的下限应低于上限',
      ),
  )
  .max(120)
  .refine(
    (limits) =>
      limits.every(
        (one, index) =>
          !limits
            .slice(index + 1)
            .some(
              (other) =>
                other.item === one.item &&
                (other.sex === one.sex || other.sex === 'any' || one.sex === 'any'),
            ),
      ),
    '同一项目对同一性别只能写一行',
  )
  .readonly() satisfies z.ZodType<readonly ResultLimit[]>
