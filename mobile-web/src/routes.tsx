import { type ComponentType, lazy } from 'react'

/** A page is fetched when it is first opened; the service worker has it by then. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

/** Every screen, by its address below /phone/. A line each. */
export const routes: { path: string; Page: ComponentType }[] = [
  { path: '/', Page: page(() => import('./today/TodayPage.tsx'), 'TodayPage') },
  { path: '/outbox', Page: page(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage') },
  { path: '/agreements', Page: page(() => import('./signing/AgreementsPage.tsx'), 'AgreementsPage') },
  {
    path: '/agreements/:agreementId',
    Page: page(() => import('./signing/AgreementPage.tsx'), 'AgreementPage'),
  },
  { path: '/doors/:doorId/sign', Page: page(() => import('./signing/SignDoorPage.tsx'), 'SignDoorPage') },
  { path: '/me', Page: page(() => import('./me/MePage.tsx'), 'MePage') },
]
