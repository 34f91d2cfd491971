import { insuranceWords } from '@qianyue/domain/residents/payment-methods.ts'
import { Card } from 'antd'
import { useMay } from '../session/viewer.ts'
import { OpenAccount } from './OpenAccount.tsx'
import type { Resident } from './ResidentPage.tsx'
import { Versions } from './Versions.tsx'

/** 血型 as the codes of the personal information sheet say it. */
const bloodTypes: Record<string, Record<string, string>> = {
  bloodAbo: { 1: 'A型', 2: 'B型', 3: 'O型', 4: 'AB型', 5: '不详' },
  bloodRh: { 1: 'RH阴性', 2: 'RH阳性', 3: 'RH不详' },
}

/** 基本信息: what is filled in, and how it was before. */
export function BasicFacts({ resident }: { resident: Resident }) {
  const { profile } = resident
  const mayOpenAccount = useMay('residents.open-accounts')
  const facts: [string, string | null | undefined][] = [
    ['民族', resident.ethnicity],
    ['常住类型', resident.residency === 'registered' ? '户籍' : '非户籍'],
    [
      '血型',
      [bloodTypes.bloodAbo![profile.bloodAbo ?? ''], bloodTypes.bloodRh![profile.bloodRh ?? '']]
        .filter(Boolean)
        .join(' '),
    ],
    ['医保类型', insuranceWords(profile.paymentMethods)],
    ['既往史', profile.pastHistory],
    ['家族史', profile.familyHistory],
    ['联系人', [resident.contactName, resident.contactPhoneMasked].filter(Boolean).join(' ')],
    ['建档日期', resident.registeredOn],
    ['所属', `${resident.townshipName} ${resident.villageName}`],
  ]
  return (
    <Card
      size="small"
      title="基本信息"
      extra={
        <>
          {mayOpenAccount && resident.presence !== 'dead' && (
            <OpenAccount residentId={resident.id} name={resident.name} />
          )}
          <Versions residentId={resident.id} />
        </>
      }
    >
      <dl className="facts-list">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}
