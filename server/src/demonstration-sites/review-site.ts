import type * as api from '@qianyue/api/demonstration-sites.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import {
  nextDecisions,
  siteDecisions,
  siteState,
  siteStates,
} from '@qianyue/domain/demonstration-sites/site.ts'
import { reachWhole } from '../access/reach-whole.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import {
  insertReview,
  insertSite,
  lockSite,
  type SiteRow,
  siteOfYear,
  sitesKept,
} from './demonstration-sites.queries.ts'

function describeSite({ viewer }: Context, row: SiteRow): ReplyInput<typeof api.reviewSite> {
  const decisions = row.reviews.map(({ decision }) => decision)
  return {
    ...row,
    state: siteState(decisions),
    next: mayDo(viewer, 'demonstration-sites.review') ? nextDecisions(decisions) : [],
  }
}

export async function listSites(context: Context) {
  return (await sitesKept(context.db)).map((row) => describeSite(context, row))
}

/** 申报, once a year for a unit. */
export async function applyForSite(context: Context, site: RequestOf<typeof api.applyForSite>) {
  const { db, note } = context
  const [kept] = await sitesKept(db, site.id)
  if (kept) return describeSite(context, kept)
  await reachWhole(context, site.unitCode)
  if ((await siteOfYear(db, site.unitCode, site.year)) !== null)
    throw new Refused('site-applied', `这个单位 ${site.year} 年已经申报过示范点。`)
  await insertSite(context, site)
  note({ subject: `demonstration site ${site.id}` })
  return describeSite(context, (await sitesKept(db, site.id))[0]!)
}

/** 评审, one decision after the other. */
export async function reviewSite(
  context: Context,
  { id, reviewId, decision, score, words }: RequestOf<typeof api.reviewSite>,
) {
  const { db, note } = context
  await lockSite(db, id)
  const [row] = await sitesKept(db, id)
  if (!row) throw new NotFound('demonstration site')
  if (row.reviews.some((review) => review.id === reviewId)) return describeSite(context, row)
  const before = row.reviews.map((review) => review.decision)
  if (!nextDecisions(before).includes(decision))
    throw new Refused(
      'not-this-step',
      `${siteStates[siteState(before)]}的示范点不能“${siteDecisions[decision]}”，请刷新后再看。`,
    )
  await insertReview(context, { id: reviewId, siteId: id, decision, score, words })
  note({ subject: `demonstration site ${id} ${decision}` })
  return describeSite(context, (await sitesKept(db, id))[0]!)
}
