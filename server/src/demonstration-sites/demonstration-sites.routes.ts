import * as api from '@qianyue/api/demonstration-sites.ts'
import { answer } from '../http/answer.ts'
import { applyForSite, listSites, reviewSite } from './review-site.ts'

export const demonstrationSiteRoutes = [
  answer(api.listSites, listSites),
  answer(api.applyForSite, applyForSite),
  answer(api.reviewSite, reviewSite),
]
