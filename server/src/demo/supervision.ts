import { addDays, type LocalDate, quarterOf, startOfMonth, yearOf } from '@qianyue/domain/days/local-date.ts'
import { defaultSurveyPolicy, type SurveyQuestion } from '@qianyue/domain/satisfaction/survey.ts'
import { defaultSupervisionPolicy } from '@qianyue/domain/supervision/supervision-policy.ts'
import { enterComplaint, handleComplaint } from '../complaints/handle-complaint.ts'
import { applyForSite, reviewSite } from '../demonstration-sites/review-site.ts'
import type { Context } from '../http/context.ts'
import { recordMeeting } from '../meetings/run-meetings.ts'
import { importList } from '../outside-lists/import-list.ts'
import { recordPublicity } from '../publicity/record-publicity.ts'
import { openSurvey, takeAnswers } from '../satisfaction/run-survey.ts'
import { inviteesOf } from '../satisfaction/satisfaction.queries.ts'
import {
  putSupervisionGroup,
  recheckFinding,
  recordVisit,
  rectifyFinding,
} from '../supervision/record-visit.ts'
import { noteAttendance, putTraining } from '../training/run-training.ts'
import { residentsForLists } from './demo.queries.ts'
import { Dice, demoId } from './dice.ts'
import { demoTownships, demoVillages } from './places.ts'
import { as as acting, type DemoOfficers } from './reports-and-bulletins.ts'
import type { DemoOrganisation } from './staff.ts'

type As = (who: keyof DemoOfficers, day?: LocalDate, unitCode?: number) => Context

/** What a county under supervision has going on: some of it settled, some late, some only begun. */
export async function superviseDemoCounty(
  context: Context,
  officers: DemoOfficers,
  organisation: DemoOrganisation,
): Promise<void> {
  const { today } = context
  const as: As = (who, day = today, unitCode = undefined) => ({
    ...acting(context, officers[who], day, unitCode),
    today: day,
  })
  await supervise(today, as)
  await complain(today, as)
  await survey(today, as)
  await train(today, as, organisation)
  await meetAndTell(today, as, organisation)
  await receiveLists(today, as)
}

const [township] = demoTownships
const [, dongling, hewan, shiqiao] = demoVillages

async function supervise(today: LocalDate, as: As): Promise<void> {
  const groups = [
    ['leading', '签约服务工作领导小组', [], ['组长：张建国', '副组长：李卫东', '成员：王海']],
    ['supervision', '县督导组', [], ['组长：李卫东', '成员：陈静']],
    ['guidance', '东岭镇指导团队', township!.villages.map(({ code }) => code), ['组长：赵明', '成员：孙丽']],
  ] as const
  for (const [kind, name, villageCodes, members] of groups) {
    await putSupervisionGroup(as('bureau'), {
      id: demoId('supervision-group', name),
      kind,
      name,
      villageCodes: [...villageCodes],
      members: members.map((line) => {
        const [post = '', person = ''] = line.split('：')
        return { name: person, post, unit: '', phone: '' }
      }),
      since: addDays(today, -300),
      until: null,
    })
  }
  const list = defaultSupervisionPolicy.checklist.filter((item) => item.list === '村卫生室督导')
  const visits = [
    { village: dongling!, ago: 70, wrong: ['门诊日志十月有五天没有登记', '公示栏电话已停用'] },
    { village: hewan!, ago: 40, wrong: ['两户居民手中没有协议书'] },
    { village: shiqiao!, ago: 12, wrong: ['上门未佩戴胸牌'] },
  ]
  for (const [at, { village, ago, wrong }] of visits.entries()) {
    const visitedOn = addDays(today, -ago)
    const findings = wrong.map((words, index) => ({
      id: demoId('finding', `${at}-${index}`),
      itemCode: null,
      words,
    }))
    await recordVisit(as('supervisor', visitedOn), {
      id: demoId('supervision-visit', at),
      unitCode: village.code,
      groupId: demoId('supervision-group', '县督导组'),
      visitedOn,
      people: '李卫东、陈静',
      answers: list.map(({ code }, index) => ({
        code,
        answer: index < wrong.length ? 'no' : 'yes',
        note: wrong[index] ?? '',
      })),
      findings,
      summary: '总体较好，问题限期整改。',
    })
    if (at > 0) continue
    const [first] = findings
    await rectifyFinding(as('doctor', addDays(today, -50)), {
      id: first!.id,
      stepId: demoId('finding-step', 1),
      words: '已按处方笺补登，今后每日下班前登记',
    })
    await recheckFinding(as('supervisor', addDays(today, -45)), {
      id: first!.id,
      stepId: demoId('finding-step', 2),
      passed: true,
      words: '抽查三天，登记完整',
      dueOn: null,
    })
  }
}

async function complain(today: LocalDate, as: As): Promise<void> {
  const said = [
    ['complaint', 'phone', 40, '约好上门量血压，等了一上午没有来，打电话也没有人接', '王某'],
    ['suggestion', 'suggestion-box', 20, '希望体检安排在周末，年轻人在家可以陪老人去', null],
    ['complaint', 'visit', 6, '随访时收了五块钱血糖试纸费，想问是否应当收', '刘某'],
    ['praise', 'letter', 15, '李医生冒雨上门换药，非常感谢', '孙某'],
  ] as const
  for (const [at, [kind, channel, ago, words, personName]] of said.entries()) {
    const receivedOn = addDays(today, -ago)
    await enterComplaint(as('township', receivedOn, township!.code), {
      id: demoId('complaint', at),
      unitCode: township!.code,
      kind,
      channel,
      receivedOn,
      words,
      personName,
      phone: personName === null ? null : `1390000010${at}`,
    })
  }
  const steps = [
    [0, 'accepted', 39, '由卫生院公卫科调查', null],
    [0, 'replied', 33, '当日医生抢救病人未能前往，已致歉并补做随访', null],
    [0, 'visited', 30, '表示理解', true],
    [1, 'accepted', 19, '与体检中心商量', null],
    [3, 'accepted', 14, '转告本人', null],
    [3, 'replied', 13, '已电话致谢', null],
  ] as const
  for (const [at, kind, ago, words, satisfied] of steps) {
    await handleComplaint(as('township', addDays(today, -ago), township!.code), {
      id: demoId('complaint', at),
      stepId: demoId('complaint-step', `${at}-${kind}`),
      kind,
      words,
      satisfied,
    })
  }
}

async function survey(today: LocalDate, as: As): Promise<void> {
  const id = demoId('survey', 1)
  const quarter = `${yearOf(today)}年第${quarterOf(today)}季度`
  await openSurvey(as('bureau', addDays(today, -20)), {
    id,
    unitCode: as('bureau').viewer.unitCode,
    title: `${quarter}签约服务满意度调查`,
    questions: defaultSurveyPolicy.questions.map((one) => ({
      ...one,
      answers: [...one.answers],
      good: [...one.good],
    })),
    fromDay: addDays(today, -20),
    toDay: addDays(today, 10),
    seed: quarter,
  })
  const dice = new Dice(77)
  const desk = as('bureau', addDays(today, -3))
  for (const invitee of await inviteesOf(desk.db, [id])) {
    if (dice.chance(0.35)) continue
    const answers = Object.fromEntries(
      defaultSurveyPolicy.questions
        .filter(({ kind }) => kind === 'choice')
        .map((question) => [question.code, demoAnswer(question, dice)]),
    )
    await takeAnswers(desk, { id, inviteeId: invitee.id, channel: 'phone', answers })
  }
}

/** Mostly the first answers, now and then one further down. */
function demoAnswer({ answers }: SurveyQuestion, dice: Dice): string {
  return answers[Math.min(answers.length - 1, Math.floor(dice.next() ** 2 * answers.length))]!
}

async function train(today: LocalDate, as: As, { staff }: DemoOrganisation): Promise<void> {
  const own = staff.filter(({ unitCode }) => unitCode >= township!.code && unitCode < township!.code + 1000)
  const plans = [
    { title: '高血压、糖尿病规范随访', kind: 'quarterly', ago: 25, hasTest: true },
    { title: '签约礼仪与入户步骤', kind: 'pre-service', ago: 200, hasTest: false },
    { title: '岁末集中体检安排', kind: 'quarterly', ago: -12, hasTest: false },
  ] as const
  const dice = new Dice(78)
  for (const [at, { title, kind, ago, hasTest }] of plans.entries()) {
    const id = demoId('training', at)
    const heldOn = addDays(today, -ago)
    const planned = as('township', addDays(today, -Math.max(ago, 0) - 5), township!.code)
    await putTraining(planned, {
      id,
      kind,
      title,
      topics: '规范要点、记录填写、常见错误',
      heldOn,
      hours: 4,
      place: '卫生院三楼会议室',
      trainer: '县医院 周主任',
      hasTest,
    })
    if (ago < 0) continue
    await noteAttendance(as('township', heldOn, township!.code), {
      id,
      attendances: own.map(({ id: staffId }) => {
        const present = dice.chance(0.85)
        return { staffId, present, score: present && hasTest ? dice.between(52, 98) : null }
      }),
    })
  }
}

async function meetAndTell(today: LocalDate, as: As, { teams }: DemoOrganisation): Promise<void> {
  const month = startOfMonth(today)
  const days = [addDays(month, -28), ...(today > addDays(month, 4) ? [addDays(month, 3)] : [])]
  for (const [at, heldOn] of days.entries()) {
    for (const team of teams.slice(0, at === 0 ? teams.length : teams.length - 2)) {
      await recordMeeting(as('bureau', heldOn), {
        id: demoId('meeting', `${team.id}-${at}`),
        kind: 'team',
        teamId: team.id,
        heldOn,
        attendees: '全体队员',
        practice: '集中随访两次，补签家庭三户',
        results: '高血压规范随访率比上月提高',
        gaps: '外出人员联系不上',
        nextMonth: '节前入户核对外出人员电话',
        tasks: [
          {
            id: demoId('meeting-task', `${team.id}-${at}`),
            words: '核对外出人员电话',
            person: '包村医生',
            dueOn: addDays(heldOn, 20),
          },
        ],
      })
    }
  }
  for (const [at, { code, areaName }] of demoVillages.slice(0, 6).entries()) {
    const heldOn = addDays(today, -(at * 9 + 2))
    await recordPublicity(as('bureau', heldOn), {
      id: demoId('publicity', at),
      unitCode: code,
      kind: (['lecture', 'household', 'consultation'] as const)[at % 3]!,
      title: `${areaName}家庭医生签约宣传`,
      heldOn,
      place: '村委会',
      people: 30 + at * 12,
      materials: [
        { kind: 'leaflet', count: 60 + at * 20 },
        { kind: 'letter', count: 40 },
      ],
    })
  }
  const year = yearOf(today)
  for (const [at, village] of [dongling!, shiqiao!].entries()) {
    const id = demoId('demonstration-site', at)
    await applyForSite(as('township', addDays(today, -250), township!.code), {
      id,
      unitCode: village.code,
      year,
      name: `${village.areaName}签约服务示范点`,
      goals: '重点人群签约率 90% 以上，规范服务率 85% 以上',
      plan: '一季度改造公示栏；二季度配齐设备；三季度全面入户；四季度总结。',
    })
    if (at === 0)
      await reviewSite(as('bureau', addDays(today, -230)), {
        id,
        reviewId: demoId('demonstration-review', at),
        decision: 'approved',
        score: null,
        words: '基础较好，同意创建',
      })
  }
}

/** Last month's list of the disabled federation, with one who left it and some whom nobody had declared; a death; two stays in hospital. */
async function receiveLists(today: LocalDate, as: As): Promise<void> {
  const desk = as('township', today, township!.code)
  const { disabled, others } = await residentsForLists(desk.db, township!.code, today)
  const people = [...disabled.slice(1), ...others.slice(0, 4)]
  const asOf = addDays(startOfMonth(today), -1)
  const head = '姓名,身份证号,出生日期'
  const line = ({ name, birthDate }: { name: string; birthDate: LocalDate }) => `${name},,${birthDate}`
  const lists = [
    [
      'disabled',
      `${head},残疾等级,认定日期`,
      [...people.map((one) => `${line(one)},肢体三级,${addDays(asOf, -30)}`), '张远来,,1958-04-01,视力二级,'],
    ],
    [
      'deaths',
      `${head},死因,死亡日期`,
      others.slice(4, 5).map((one) => `${line(one)},,${addDays(today, -20)}`),
    ],
    [
      'hospital-stays',
      `${head},诊断,入院日期,出院日期`,
      others.slice(5, 7).map((one) => `${line(one)},肺炎,${addDays(today, -40)},${addDays(today, -28)}`),
    ],
  ] as const
  for (const [kind, titles, rows] of lists) {
    await importList(
      desk,
      { id: demoId('outside-list', kind), kind, asOf: kind === 'disabled' ? asOf : today },
      { fileName: `${kind}.csv`, content: Buffer.from([titles, ...rows].join('\n')), fields: new Map() },
    )
  }
}
