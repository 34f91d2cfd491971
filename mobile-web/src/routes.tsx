import { type ComponentType, lazy } from 'react'

const loads: (() => Promise<unknown>)[] = []

/** Reads every page in when there is nothing else to do, so that none keeps a thumb waiting. */
export async function readPagesIn(): Promise<void> {
  for (const load of loads) {
    await new Promise((idle) => setTimeout(idle, 200))
    await load().catch(() => {})
  }
}

/** A page is fetched when it is first opened; the service worker has it by then. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) => {
  loads.push(load)
  return lazy(async () => ({ default: (await load())[name] }))
}

/** Every screen, by its address below /phone/. A line each. */
export const routes: { path: string; Page: ComponentType }[] = [
  { path: '/', Page: page(() => import('./today/TodayPage.tsx'), 'TodayPage') },
  { path: '/doors/:doorId', Page: page(() => import('./doors/DoorPage.tsx'), 'DoorPage') },
  { path: '/doors/:doorId/visit', Page: page(() => import('./visits/VisitPage.tsx'), 'VisitPage') },
  {
    path: '/doors/:doorId/unsigned-reason',
    Page: page(() => import('./unsigned-reasons/UnsignedReasonPage.tsx'), 'UnsignedReasonPage'),
  },
  { path: '/doors/:doorId/obstacle', Page: page(() => import('./doors/ObstaclePage.tsx'), 'ObstaclePage') },
  {
    path: '/service-records/:recordId/confirmation',
    Page: page(() => import('./service-confirmations/ConfirmationPage.tsx'), 'ConfirmationPage'),
  },
  { path: '/outbox', Page: page(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage') },
  { path: '/residents', Page: page(() => import('./residents/ResidentsPage.tsx'), 'ResidentsPage') },
  { path: '/residents/new', Page: page(() => import('./residents/NewcomerPage.tsx'), 'NewcomerPage') },
  {
    path: '/residents/:residentId',
    Page: page(() => import('./residents/ResidentPage.tsx'), 'ResidentPage'),
  },
  {
    path: '/residents/:residentId/event',
    Page: page(() => import('./residents/EventPage.tsx'), 'EventPage'),
  },
  {
    path: '/residents/:residentId/contact',
    Page: page(() => import('./residents/ContactPage.tsx'), 'ContactPage'),
  },
  {
    path: '/residents/:residentId/record',
    Page: page(() => import('./visits/ChooseSheetPage.tsx'), 'ChooseSheetPage'),
  },
  { path: '/agreements', Page: page(() => import('./signing/AgreementsPage.tsx'), 'AgreementsPage') },
  {
    path: '/agreements/:agreementId',
    Page: page(() => import('./signing/AgreementPage.tsx'), 'AgreementPage'),
  },
  { path: '/doors/:doorId/sign', Page: page(() => import('./signing/SignDoorPage.tsx'), 'SignDoorPage') },
  { path: '/outbox/:entryId', Page: page(() => import('./outbox/EntryPage.tsx'), 'EntryPage') },
  { path: '/scan', Page: page(() => import('./residents/ScanPage.tsx'), 'ScanPage') },
  { path: '/month', Page: page(() => import('./month/MonthPage.tsx'), 'MonthPage') },
  { path: '/cards', Page: page(() => import('./cards/CardsPage.tsx'), 'CardsPage') },
  { path: '/me', Page: page(() => import('./me/MePage.tsx'), 'MePage') },
]
