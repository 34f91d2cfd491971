import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { chooseResident, listRegisterHouseholds } from '@qianyue/api/registers.ts'
import { HEAD, relations } from '@qianyue/domain/households/relation.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { useReplyPages, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Empty, Radio, Spin, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { usePopulationWords } from '../populations/population-names.tsx'
import { fieldOfProblem, type PreviewField } from './problem-fields.ts'
import type { RegisterImport } from './use-import.ts'

type Page = ReplyOf<typeof listRegisterHouseholds>
type Household = Page['items'][number]
type Member = Household['members'][number]
type Show = 'problems' | 'errors' | 'changes' | 'all'

const PAGE = 30

/** 按户预览: the register as households, each problem in words below the row it is about and coloured at its cell. */
export function HouseholdPreview({ found }: { found: RegisterImport }) {
  const [show, setShow] = useState<Show>(found.problemKinds.length > 0 ? 'problems' : 'all')
  const list = useReplyPages(
    listRegisterHouseholds,
    { id: found.id, show, limit: PAGE },
    { keepPrevious: true },
  )
  const total = list.data?.pages[0]?.total ?? 0
  const households = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <Radio.Group
        className="register-show"
        size="small"
        optionType="button"
        value={show}
        onChange={({ target }) => setShow(target.value as Show)}
        options={[
          { value: 'problems', label: '有问题的户' },
          { value: 'errors', label: '有不能导入的人' },
          { value: 'changes', label: '有更新' },
          { value: 'all', label: '全部' },
        ]}
      />
      <span className="quiet">　{total.toLocaleString('zh-CN')} 户</span>
      {list.error && <Alert type="error" showIcon title={list.error.message} />}
      {list.isLoading && <Spin className="register-waiting" />}
      {!list.isLoading && households.length === 0 && <Empty description="这一类没有。" />}
      {households.map((household) => (
        <HouseholdCard
          key={household.household}
          household={household}
          importId={found.id}
          canChoose={found.status === 'ready'}
        />
      ))}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          再看 {PAGE} 户
        </Button>
      )}
    </>
  )
}

const columns: { field: PreviewField; title: string }[] = [
  { field: 'relation', title: '与户主关系' },
  { field: 'name', title: '姓名' },
  { field: 'sex', title: '性别' },
  { field: 'birthDate', title: '出生日期' },
  { field: 'idNumber', title: '身份证号' },
  { field: 'phone', title: '电话' },
  { field: 'living', title: '居住' },
  { field: 'populations', title: '人群' },
]

function HouseholdCard({
  household,
  importId,
  canChoose,
}: {
  household: Household
  importId: string
  canChoose: boolean
}) {
  const { householdNumber, village, group, address, members } = household
  const place = address?.includes(village ?? '') ? address : `${village ?? ''}${group ?? ''}${address ?? ''}`
  return (
    <section className="register-household" aria-label={`户 ${householdNumber ?? place}`}>
      <h2>
        {householdNumber ?? '没有户号'}{' '}
        <span className="quiet">
          {place || '没有写住址'}　{members.length} 人
        </span>
      </h2>
      {staysWithoutHead(members) && (
        <p className="register-without-head">户主不导入，同户其他人照常导入，这一户暂无户主。</p>
      )}
      <table>
        <thead>
          <tr>
            <th className="register-row-number">行</th>
            {columns.map(({ field, title }) => (
              <th key={field} className={`of-${field}`}>
                {title}
              </th>
            ))}
            <th className="of-outcome">结果</th>
          </tr>
        </thead>
        {members.map((member) => (
          <MemberRows
            key={`${member.sheet}|${member.sheetRow}|${member.line}`}
            member={member}
            importId={importId}
            canChoose={canChoose}
          />
        ))}
      </table>
    </section>
  )
}

/** The only head stays out while others of the household come in. */
function staysWithoutHead(members: readonly Member[]): boolean {
  const heads = members.filter(({ relation }) => relation === relations[HEAD])
  return (
    heads.length > 0 &&
    heads.every(({ outcome }) => outcome === 'out') &&
    members.some(({ outcome }) => outcome !== 'out')
  )
}

function MemberRows({
  member,
  importId,
  canChoose,
}: {
  member: Member
  importId: string
  canChoose: boolean
}) {
  const populationWords = usePopulationWords()
  const problemOf = (field: PreviewField) => {
    const found = member.problems.filter((problem) => fieldOfProblem(problem.code) === field)
    return found.find(({ severity }) => severity === 'error') ?? found[0]
  }
  return (
    <tbody className={member.outcome === 'out' ? 'is-out' : undefined}>
      <tr>
        <td className="register-row-number">{member.sheetRow}</td>
        {columns.map(({ field, title }) => {
          const problem = problemOf(field)
          return (
            <td
              key={field}
              className={`of-${field} ${problem?.severity ?? ''}`}
              data-title={title}
              title={problem?.message}
            >
              {textOfField(member, field, populationWords) || problem?.value || (problem ? '空' : '')}
            </td>
          )
        })}
        <td className="of-outcome" data-title="结果">
          <OutcomeTag member={member} />
        </td>
      </tr>
      {member.problems.map((problem) => (
        <tr key={`${problem.code}${problem.columnLetter}`} className="register-problem">
          <td />
          <td colSpan={columns.length + 1} className={problem.severity}>
            <span className="register-cell">
              {problem.columnLetter ?? ''}
              {problem.sheetRow}
            </span>
            {problem.message}
          </td>
        </tr>
      ))}
      {member.changes.length > 0 && (
        <tr className="register-problem">
          <td />
          <td colSpan={columns.length + 1}>
            更新：{member.changes.map(({ field, from, to }) => `${field} ${from} → ${to}`).join('；')}
          </td>
        </tr>
      )}
      {canChoose && member.candidates.length > 0 && <Choose member={member} importId={importId} />}
    </tbody>
  )
}

function OutcomeTag({ member: { outcome, residentId } }: { member: Member }) {
  const tag = {
    add: <Tag color="success">新增</Tag>,
    change: <Tag color="processing">更新</Tag>,
    same: <Tag>不变</Tag>,
    out: <Tag color="error">不导入</Tag>,
  }[outcome]
  return residentId ? <Link to={`/residents/${residentId}`}>{tag}</Link> : tag
}

/** Is the row one of the known people, or somebody new: only a person can say. */
function Choose({ member, importId }: { member: Member; importId: string }) {
  const choose = useSend(chooseResident)
  const { sheet, sheetRow, line } = member
  const send = (residentId: string | null) =>
    choose.mutate({ id: importId, sheet, sheetRow, line, residentId })
  return (
    <tr className="register-problem">
      <td />
      <td colSpan={columns.length + 1}>
        {member.candidates.map(({ residentId, name, birthDate, idNumberMasked, address }) => (
          <Button key={residentId} size="small" loading={choose.isPending} onClick={() => send(residentId)}>
            就是 {name}（{birthDate}，{idNumberMasked ?? '无证件号'}，{address}）
          </Button>
        ))}
        <Button size="small" loading={choose.isPending} onClick={() => send(null)}>
          都不是，是新居民
        </Button>
      </td>
    </tr>
  )
}

const sexWords = { male: '男', female: '女', unknown: '' } as const

function textOfField(
  member: Member,
  field: PreviewField,
  populationWords: (population: Population) => string,
): string {
  switch (field) {
    case 'sex':
      return sexWords[member.sex]
    case 'living':
      return member.isAway ? '外出' : '常住'
    case 'populations':
      return member.populations.map((code) => populationWords(code as Population) ?? code).join('、')
    case 'place':
      return ''
    default:
      return member[field] ?? ''
  }
}
