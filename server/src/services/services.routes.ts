import { listServices } from '@qianyue/api/services.ts'
import { codeOf } from '@qianyue/domain/services/own-service.ts'
import { formFor } from '@qianyue/domain/services/proven.ts'
import { type CatalogueCode, serviceCategories, services } from '@qianyue/domain/services/services.ts'
import { answer } from '../http/answer.ts'
import { policyAt } from '../policy/policy.queries.ts'

const catalogue = (Object.keys(services) as CatalogueCode[]).map((code) => {
  const { name, category, faceToFace } = services[code]
  return { code, name, category, categoryName: serviceCategories[category], faceToFace, form: formFor(code) }
})

export const serviceRoutes = [
  answer(listServices, async ({ db, today }) => {
    const { 'own-services': own, 'local-forms': local } = await policyAt(db, today)
    return [
      ...catalogue,
      ...own.map((one) => ({
        code: codeOf(one),
        name: one.name,
        category: one.category,
        categoryName: serviceCategories[one.category],
        faceToFace: one.faceToFace,
        form: formFor(codeOf(one), undefined, local),
        own: {
          by: [...one.by],
          modes: [...one.modes],
          times: one.times,
          every: one.every,
          unitPriceFen: one.unitPriceFen,
        },
      })),
    ]
  }),
]
