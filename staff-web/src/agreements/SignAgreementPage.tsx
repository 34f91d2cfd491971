import { prepareSigning, previewAgreement, signAgreement } from '@qianyue/api/agreements.ts'
import { listTeams } from '@qianyue/api/teams.ts'
import { agreementUnits, type SignedVia, signingPlaces } from '@qianyue/domain/agreements/agreement.ts'
import { type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { capStateWords } from '@qianyue/ui/words/agreements.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Flex, Form, Radio, Select, Spin } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { FindSubject } from './FindSubject.tsx'
import { MemberToSign, relationWords } from './MemberToSign.tsx'
import { SigningSummary } from './SigningSummary.tsx'
import { draftFor, type Preparation, requestOf, type SigningDraft, type Team } from './signing-draft.ts'
import './agreements.css'

/**
 * 签约: find the family, see what policy proposes for each and why, choose the team, sign once for all. Where both are in the
 * address, the household is signed, and the resident is who is meant when one person is to be signed alone.
 */
export function SignAgreementPage() {
  const [params, setParams] = useSearchParams()
  const householdId = params.get('householdId')
  const residentId = params.get('residentId')
  const asked = householdId ? { householdId } : residentId ? { residentId } : null
  const preparation = useReply(prepareSigning, asked)
  const teams = useReply(listTeams, {})

  return (
    <>
      <PageTitle title="签约">{asked && <Button onClick={() => setParams({})}>换一户</Button>}</PageTitle>
      {asked === null && (
        <>
          <p>
            查到家里任何一人，即可一户一起签；也可从
            <Link className="link-in-words" to="/residents?signed=false">
              未签约居民
            </Link>
            中逐户签约。
          </p>
          <FindSubject
            onFound={(found) =>
              setParams({
                residentId: found.id,
                ...(found.householdId ? { householdId: found.householdId } : {}),
              })
            }
          />
        </>
      )}
      {(preparation.error ?? teams.error) && (
        <Alert type="error" showIcon title={(preparation.error ?? teams.error)?.message} />
      )}
      {asked !== null && (preparation.isPending || teams.isPending) && (
        <Spin style={{ margin: '10vh auto' }} />
      )}
      {asked !== null && preparation.data && teams.data && (
        <Signing
          key={householdId ?? residentId}
          preparation={preparation.data}
          teams={teams.data}
          person={residentId}
          isHousehold={householdId !== null && preparation.data.units.includes('household')}
        />
      )}
    </>
  )
}

function Signing({
  preparation,
  teams,
  person,
  isHousehold,
}: {
  preparation: Preparation
  teams: readonly Team[]
  person: string | null
  isHousehold: boolean
}) {
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftFor(newId(), preparation, teams, isHousehold ? null : person))
  const change = (changes: Partial<SigningDraft>) => setDraft((present) => ({ ...present, ...changes }))
  const request = requestOf(draft, preparation)
  const sign = useSend(signAgreement)
  // What has been signed is not asked about again: it would be refused, as signed already.
  const isOpen = sign.isIdle || sign.isError
  const preview = useReply(previewAgreement, isOpen ? request : null, { keepPrevious: true })
  const { members } = preparation

  const submit = () => {
    if (request?.teamId === undefined || request.signatoryId === undefined) return
    const { teamId, signatoryId } = request
    sign.mutate(
      { ...request, teamId, signatoryId },
      { onSuccess: ({ id }) => navigate(`/agreements/${id}?signed=now`) },
    )
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        document.querySelector<HTMLButtonElement>('.signing-side .ant-btn-primary')?.click()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  const setMember = (residentId: string, packageIds: readonly string[] | null) => {
    const others = Object.fromEntries(Object.entries(draft.chosen).filter(([id]) => id !== residentId))
    change({ chosen: packageIds === null ? others : { ...others, [residentId]: packageIds } })
  }
  const setUnit = (unit: SigningDraft['unit']) => {
    const first =
      person ?? members.find(({ current, diedOn }) => current === null && diedOn === null)?.residentId ?? null
    setDraft((present) => ({
      ...draftFor(present.id, preparation, teams, unit === 'person' ? first : null),
      teamId: present.teamId,
      startsOn: present.startsOn,
      termMonths: present.termMonths,
      signedVia: present.signedVia,
    }))
  }
  const shown =
    draft.unit === 'household'
      ? members
      : members.filter(({ residentId }) => residentId in draft.chosen || residentId === person)
  const nobody = members.every(({ current, diedOn }) => current !== null || diedOn !== null)

  return (
    <div className="signing">
      <div>
        {nobody && (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 12 }}
            title="这一户在开始日期没有可签约的成员：都已签约或已故。需要时请在原协议上续约、改签。"
          />
        )}
        <Card
          size="small"
          className="signing-section"
          title={familyWords(preparation)}
          extra={
            preparation.householdId !== null &&
            preparation.units.length > 1 && (
              <Radio.Group
                size="small"
                optionType="button"
                value={draft.unit}
                options={preparation.units.map((unit) => ({ value: unit, label: agreementUnits[unit] }))}
                onChange={({ target }) => setUnit(target.value)}
              />
            )
          }
        >
          {draft.unit === 'person' && members.length > 1 && (
            <Select
              aria-label="要签约的居民"
              style={{ width: 240, marginBottom: 8 }}
              value={Object.keys(draft.chosen)[0] ?? null}
              options={members.map((one) => ({
                value: one.residentId,
                label: `${one.name} ${relationWords(one)}`,
                disabled: one.current !== null || one.diedOn !== null,
              }))}
              onChange={(id: string) =>
                setDraft((present) => ({
                  ...draftFor(present.id, preparation, teams, id),
                  teamId: present.teamId,
                  startsOn: present.startsOn,
                  termMonths: present.termMonths,
                  signedVia: present.signedVia,
                }))
              }
            />
          )}
          {shown.map((member) => (
            <MemberToSign
              key={member.residentId}
              member={member}
              packages={preparation.packages}
              chosen={draft.chosen[member.residentId] ?? null}
              preview={preview.data?.members.find(({ residentId }) => residentId === member.residentId)}
              mayLeaveOut={draft.unit === 'household'}
              negotiated={draft.negotiated[member.residentId] ?? []}
              onChange={(packageIds) => setMember(member.residentId, packageIds)}
              onNegotiate={(items) =>
                change({ negotiated: { ...draft.negotiated, [member.residentId]: items } })
              }
            />
          ))}
        </Card>
        <Card size="small" title="团队与期限" className="signing-section">
          <Terms draft={draft} change={change} preparation={preparation} teams={teams} />
        </Card>
      </div>
      <SigningSummary
        draft={draft}
        preview={request === null ? undefined : preview.data}
        error={sign.error ?? preview.error}
        busy={sign.isPending}
        onOverCap={(overCapReason) => change({ overCapReason })}
        onSign={submit}
      />
    </div>
  )
}

/** 张三户 东岭村3组12号, also where no address is known; a person without a household by name. */
function familyWords({ members, householdId, address }: Preparation): string {
  const name = (members.find(({ isHead }) => isHead) ?? members[0])?.name ?? ''
  return householdId === null ? name : `${name}户 ${address ?? ''}`
}

function Terms({
  draft,
  change,
  preparation,
  teams,
}: {
  draft: SigningDraft
  change: (changes: Partial<SigningDraft>) => void
  preparation: Preparation
  teams: readonly Team[]
}) {
  const { villageCode, earliestStart, latestStart, allowedTermsYears, members } = preparation
  const covers = (team: Team) => team.villages.some(({ code }) => code === villageCode)
  const ordered = [...teams].sort(
    (a, b) => Number(covers(b)) - Number(covers(a)) || Number(b.mine) - Number(a.mine),
  )
  return (
    <Form layout="vertical">
      <Flex wrap gap="0 16px">
        <Form.Item label="家庭医生团队" htmlFor="team" style={{ minWidth: 300, flex: 1 }}>
          <Select
            id="team"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择团队"
            value={draft.teamId}
            options={ordered.map((team) => ({
              value: team.id,
              label: teamLabel(team, covers(team)),
              disabled: team.dissolvedOn !== null,
            }))}
            onChange={(teamId) => change({ teamId })}
          />
        </Form.Item>
        <Form.Item label="签约代表" htmlFor="signatory" style={{ minWidth: 180 }}>
          <Select
            id="signatory"
            placeholder="谁签字"
            value={draft.signatoryId}
            options={members.map((one) => ({
              value: one.residentId,
              label: `${one.name} ${relationWords(one)}`,
              disabled: !one.maySign,
            }))}
            onChange={(signatoryId) => change({ signatoryId })}
          />
        </Form.Item>
      </Flex>
      <Flex wrap gap="0 16px">
        <Form.Item label="开始日期" htmlFor="starts-on">
          <DayPicker
            id="starts-on"
            allowClear={false}
            value={dayjs(draft.startsOn)}
            minDate={dayjs(earliestStart)}
            maxDate={dayjs(latestStart)}
            onChange={(value) => value && change({ startsOn: dayOfPicker(value) })}
          />
        </Form.Item>
        <Form.Item label="周期">
          <Radio.Group
            optionType="button"
            value={draft.termMonths}
            options={allowedTermsYears.map((years) => ({ value: years * 12, label: `${years} 年` }))}
            onChange={({ target }) => change({ termMonths: target.value })}
          />
        </Form.Item>
        <Form.Item label="签约方式">
          <Radio.Group
            optionType="button"
            value={draft.signedVia}
            options={(Object.keys(signingPlaces) as SignedVia[]).map((via) => ({
              value: via,
              label: signingPlaces[via],
            }))}
            onChange={({ target }) => change({ signedVia: target.value })}
          />
        </Form.Item>
      </Flex>
    </Form>
  )
}

function dayOfPicker(value: dayjs.Dayjs): LocalDate {
  return localDate(value.format('YYYY-MM-DD'))
}

function teamLabel(team: Team, covers: boolean): string {
  const { name, unitName, leader, load, caps, capState } = team
  const cap = caps.persons === null ? '' : `/${countWords(caps.persons)}`
  const parts = [
    name,
    unitName,
    leader ? `团队长 ${leader.name}` : '没有团队长',
    `${countWords(load.persons)}${cap} 人`,
    ...(capState === 'free' ? [] : [capStateWords[capState]]),
    ...(covers ? ['服务本村'] : []),
  ]
  return parts.join(' · ')
}
