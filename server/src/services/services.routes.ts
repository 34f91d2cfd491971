import { listServices } from '@qianyue/api/services.ts'
import { formFor } from '@qianyue/domain/services/proven.ts'
import { type ServiceCode, serviceCategories, services } from '@qianyue/domain/services/services.ts'
import { answer } from '../http/answer.ts'

const catalogue = (Object.keys(services) as ServiceCode[]).map((code) => {
  const { name, category, faceToFace } = services[code]
  return { code, name, category, categoryName: serviceCategories[category], faceToFace, form: formFor(code) }
})

export const serviceRoutes = [answer(listServices, async () => catalogue)]
