import type { Action } from '@qianyue/domain/access/grants.ts'
import { type ComponentType, lazy } from 'react'

/** What people come for: the entries of the left side, in order. */
export const places = {
  home: '首页',
  residents: '居民',
  agreements: '签约',
  services: '服务',
  quality: '质量',
  money: '绩效结算',
  figures: '统计',
  settings: '设置',
} as const

export type Place = keyof typeof places

export type Page = {
  path: string
  place: Place
  /** As the menu and the window's title show it. */
  title: string
  /** What one must be allowed to do to see it; null for everybody who is signed in. */
  action: Action | null
  /** Listed under its place; a page about one thing (a resident) is not. */
  inMenu: boolean
  Page: ComponentType
}

/** A page's component, fetched when it is first opened. @param module exports the component by that name. */
function page<Name extends string>(name: Name, module: () => Promise<Record<Name, ComponentType>>) {
  return lazy(async () => ({ default: (await module())[name] }))
}

export const pages: Page[] = [
  {
    path: '/',
    place: 'home',
    title: '首页',
    action: null,
    inMenu: true,
    Page: page('HomePage', () => import('./home/HomePage.tsx')),
  },
  {
    path: '/residents',
    place: 'residents',
    title: '居民',
    action: 'residents.read',
    inMenu: true,
    Page: page('ResidentsPage', () => import('./residents/ResidentsPage.tsx')),
  },
  {
    path: '/residents/new',
    place: 'residents',
    title: '登记居民',
    action: 'residents.register',
    inMenu: false,
    Page: page('NewcomerPage', () => import('./residents/NewcomerPage.tsx')),
  },
  {
    path: '/residents/:residentId',
    place: 'residents',
    title: '居民',
    action: 'residents.read',
    inMenu: false,
    Page: page('ResidentPage', () => import('./residents/ResidentPage.tsx')),
  },
  {
    path: '/households/:householdId',
    place: 'residents',
    title: '家庭',
    action: 'residents.read',
    inMenu: false,
    Page: page('HouseholdPage', () => import('./households/HouseholdPage.tsx')),
  },
  {
    path: '/duplicates',
    place: 'residents',
    title: '疑似重复',
    action: 'residents.merge',
    inMenu: true,
    Page: page('DuplicatesPage', () => import('./residents/DuplicatesPage.tsx')),
  },
  {
    path: '/grid-duty',
    place: 'residents',
    title: '包户责任',
    action: 'grid-duty.assign',
    inMenu: true,
    Page: page('GridDutyPage', () => import('./households/GridDutyPage.tsx')),
  },
  {
    path: '/comb-through',
    place: 'residents',
    title: '年度梳理',
    action: 'populations.comb-through',
    inMenu: true,
    Page: page('CombThroughPage', () => import('./populations/CombThroughPage.tsx')),
  },
  {
    path: '/agreements',
    place: 'agreements',
    title: '协议',
    action: 'agreements.read',
    inMenu: true,
    Page: page('AgreementsPage', () => import('./agreements/AgreementsPage.tsx')),
  },
  {
    path: '/agreements/sign',
    place: 'agreements',
    title: '新签约',
    action: 'agreements.sign',
    inMenu: true,
    Page: page('SignAgreementPage', () => import('./agreements/SignAgreementPage.tsx')),
  },
  {
    path: '/agreements/:agreementId',
    place: 'agreements',
    title: '协议',
    action: 'agreements.read',
    inMenu: false,
    Page: page('AgreementPage', () => import('./agreements/AgreementPage.tsx')),
  },
  {
    path: '/teams',
    place: 'agreements',
    title: '家庭医生团队',
    action: 'teams.read',
    inMenu: true,
    Page: page('TeamsPage', () => import('./teams/TeamsPage.tsx')),
  },
  {
    path: '/packages',
    place: 'agreements',
    title: '服务包',
    action: 'packages.read',
    inMenu: true,
    Page: page('PackagesPage', () => import('./packages/PackagesPage.tsx')),
  },
  {
    path: '/figures',
    place: 'figures',
    title: '统计',
    action: 'indicators.read',
    inMenu: true,
    Page: page('FiguresPage', () => import('./indicators/FiguresPage.tsx')),
  },
  {
    path: '/work-list',
    place: 'services',
    title: '服务工作清单',
    action: 'duties.read',
    inMenu: true,
    Page: page('WorkListPage', () => import('./duties/WorkListPage.tsx')),
  },
  {
    path: '/policies',
    place: 'settings',
    title: '政策',
    action: 'policies.read',
    inMenu: true,
    Page: page('PolicyPage', () => import('./policy/PolicyPage.tsx')),
  },
  {
    path: '/service-records',
    place: 'services',
    title: '服务记录',
    action: 'service-records.read',
    inMenu: true,
    Page: page('ServiceRecordsPage', () => import('./service-records/ServiceRecordsPage.tsx')),
  },
  {
    path: '/service-records/:recordId',
    place: 'services',
    title: '服务记录',
    action: 'service-records.read',
    inMenu: false,
    Page: page('ServiceRecordPage', () => import('./service-records/ServiceRecordPage.tsx')),
  },
  {
    path: '/residents/:residentId/record/:form',
    place: 'services',
    title: '记录服务',
    action: 'service-records.write',
    inMenu: false,
    Page: page('RecordServicePage', () => import('./service-records/RecordServicePage.tsx')),
  },
  {
    path: '/register-imports',
    place: 'residents',
    title: '名册导入',
    action: 'register-imports.read',
    inMenu: true,
    Page: page('RegisterImportsPage', () => import('./registers/RegisterImportsPage.tsx')),
  },
  {
    path: '/register-imports/:id',
    place: 'residents',
    title: '名册导入',
    action: 'register-imports.read',
    inMenu: false,
    Page: page('RegisterImportPage', () => import('./registers/RegisterImportPage.tsx')),
  },
  {
    path: '/print-village',
    place: 'agreements',
    title: '批量打印',
    action: 'documents.print',
    inMenu: true,
    Page: page('PrintVillagePage', () => import('./documents/PrintVillagePage.tsx')),
  },
  {
    path: '/authenticity',
    place: 'quality',
    title: '真实性核查',
    action: 'authenticity.read',
    inMenu: true,
    Page: page('QuestionsPage', () => import('./authenticity/QuestionsPage.tsx')),
  },
  {
    path: '/spot-checks',
    place: 'quality',
    title: '抽查',
    action: 'authenticity.review',
    inMenu: true,
    Page: page('SpotChecksPage', () => import('./authenticity/SpotChecksPage.tsx')),
  },
  {
    path: '/spot-checks/:spotCheckId',
    place: 'quality',
    title: '抽查',
    action: 'authenticity.review',
    inMenu: false,
    Page: page('SpotCheckPage', () => import('./authenticity/SpotCheckPage.tsx')),
  },
  {
    path: '/points',
    place: 'money',
    title: '我的积分',
    action: 'points.read',
    inMenu: true,
    Page: page('MyPointsPage', () => import('./settlement/MyPointsPage.tsx')),
  },
  {
    path: '/settlements',
    place: 'money',
    title: '结算',
    action: 'settlements.read',
    inMenu: true,
    Page: page('SettlementsPage', () => import('./settlement/SettlementsPage.tsx')),
  },
  {
    path: '/settlements/:settlementId',
    place: 'money',
    title: '结算单',
    action: 'settlements.read',
    inMenu: false,
    Page: page('SettlementPage', () => import('./settlement/SettlementPage.tsx')),
  },
  {
    path: '/fund-ledger',
    place: 'money',
    title: '资金专账',
    action: 'settlements.read',
    inMenu: true,
    Page: page('LedgerPage', () => import('./settlement/LedgerPage.tsx')),
  },
  {
    path: '/forms',
    place: 'settings',
    title: '记录表',
    action: 'forms.read',
    inMenu: true,
    Page: page('FormsPage', () => import('./forms/FormsPage.tsx')),
  },
  {
    path: '/document-templates',
    place: 'settings',
    title: '文书模板',
    action: 'document-templates.read',
    inMenu: true,
    Page: page('DocumentTemplatesPage', () => import('./documents/DocumentTemplatesPage.tsx')),
  },
  {
    path: '/organisation',
    place: 'settings',
    title: '机构与人员',
    action: 'staff.read',
    inMenu: true,
    Page: page('OrganisationPage', () => import('./organisation/OrganisationPage.tsx')),
  },
  {
    path: '/accounts',
    place: 'settings',
    title: '账号',
    action: 'accounts.manage',
    inMenu: true,
    Page: page('AccountsPage', () => import('./accounts/AccountsPage.tsx')),
  },
  {
    path: '/audit',
    place: 'settings',
    title: '审计',
    action: 'audit.read',
    inMenu: true,
    Page: page('AuditPage', () => import('./audit/AuditPage.tsx')),
  },
  {
    path: '/account',
    place: 'settings',
    title: '我的账号',
    action: null,
    inMenu: false,
    Page: page('OwnAccountPage', () => import('./accounts/OwnAccountPage.tsx')),
  },
]
