import { localDate } from '../days/local-date.ts'
import type { AgreementOnPaper, FeeOnPaper, PackageOnPaper, ProviderOnPaper } from './paper-facts.ts'
import type { ResidentPaper } from './resident-papers.ts'
import type { ResponsibilityLetter } from './responsibility-letter.ts'

/**
 * An invented household, with which a text is shown while it is being written. The numbers are masked as they are in
 * print; nobody is meant by them.
 */
const provider: ProviderOnPaper = {
  countyName: '示范县',
  institution: '示范县东岭镇卫生院',
  institutionAddress: '示范县东岭镇人民路1号',
  teamName: '东岭镇第一家庭医生团队',
  leaderName: '周建华',
  members: [
    { staffId: '1', name: '周建华', role: '全科医生', phone: '0500-8000101' },
    { staffId: '2', name: '吴敏', role: '护士', phone: '0500-8000102' },
    { staffId: '3', name: '郑立', role: '公卫医师', phone: '0500-8000103' },
    { staffId: '4', name: '孙大明', role: '乡村医生', phone: '0500-8000104' },
  ],
  servicePhone: '0500-8000120',
  serviceHours: '每天 8:00—18:00，其余时间可电话咨询',
  guidingInstitution: '示范县人民医院',
}

const basic: PackageOnPaper = {
  name: '基础服务包',
  feeFen: 0,
  items: [
    { service: 'health-assessment', name: '健康评估和个性化健康方案', times: 1, every: 'year' },
    { service: 'health-education', name: '健康教育资料和讲座通知', times: 1, every: 'year' },
    { service: 'referral-guidance', name: '预约转诊指导', times: 1, every: 'on-need' },
  ],
}

const hypertension: PackageOnPaper = {
  name: '高血压初级服务包',
  feeFen: 12_000,
  items: [
    { service: 'hypertension-follow-up', name: '高血压面对面随访', times: 1, every: 'quarter' },
    { service: 'health-exam', name: '健康体检', times: 1, every: 'year' },
    { service: 'blood-pressure', name: '血压测量', times: 2, every: 'quarter' },
  ],
}

const nothing: FeeOnPaper = {
  insuranceFundFen: 0,
  publicHealthFundFen: 0,
  policyReliefFen: 0,
  otherFundsFen: 0,
  institutionFen: 0,
  residentFen: 0,
}

const grandmother = {
  name: '王秀英',
  sex: 'female' as const,
  birthDate: localDate('1954-05-02'),
  idNumber: '320399********0020',
  phone: '139****0001',
  address: '东岭镇东岭村1组8号',
  villageName: '东岭村',
  healthRecordNumber: '32039910110100001',
  relation: '户主',
  populations: ['老年人', '高血压'],
  insurance: '城乡居民医保',
}

const son = {
  ...grandmother,
  name: '陈志远',
  sex: 'male' as const,
  birthDate: localDate('1980-11-20'),
  relation: '子',
  populations: [],
}

const granddaughter = {
  ...grandmother,
  name: '陈思雨',
  birthDate: localDate('2022-06-15'),
  relation: '孙女',
  populations: ['0-6岁儿童'],
}

export const sampleAgreement: AgreementOnPaper = {
  number: 'QY320399101-2026-000001',
  kind: 'renewal',
  unit: 'household',
  signedVia: 'home',
  signedOn: localDate('2026-02-20'),
  startsOn: localDate('2026-03-01'),
  endsOn: localDate('2027-02-28'),
  termMonths: 12,
  previousEndsOn: localDate('2026-02-28'),
  terminated: null,
  provider,
  signatory: grandmother,
  members: [
    {
      ...grandmother,
      packages: [basic, hypertension],
      fee: {
        ...nothing,
        insuranceFundFen: 4_000,
        publicHealthFundFen: 3_000,
        policyReliefFen: 2_000,
        otherFundsFen: 0,
        residentFen: 3_000,
      },
    },
    { ...son, packages: [basic], fee: nothing },
    { ...granddaughter, packages: [basic], fee: nothing },
  ],
}

export const samplePaper: ResidentPaper = {
  provider,
  resident: grandmother,
  doctorId: '4',
  agreement: { ...sampleAgreement, packages: [basic, hypertension] },
  cardCode: 'QY-7K3M-9T2X-4HWB',
}

export const sampleLetter: ResponsibilityLetter = {
  countyName: provider.countyName,
  institution: provider.institution,
  institutionAddress: provider.institutionAddress,
  institutionPhone: provider.servicePhone,
  doctor: {
    name: '孙大明',
    qualification: '乡村医生',
    licenceNumber: '320399000000104',
    phone: '0500-8000104',
    unitName: '东岭村卫生室',
  },
  villages: [
    { name: '东岭村', households: 128, persons: 402, signedHouseholds: 117, signedPersons: 366 },
    { name: '河湾村', households: 41, persons: 133, signedHouseholds: 30, signedPersons: 96 },
  ],
  startsOn: localDate('2026-01-01'),
  endsOn: localDate('2026-12-31'),
}
