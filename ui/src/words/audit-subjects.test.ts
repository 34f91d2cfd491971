import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditSubjectWords } from './audit-subjects.ts'

const id = '01a200d3-7526-7138-a5a3-e1e5caebc8f3'

test.each([
  [`agreement ${id}`, '协议（尾号 c8f3）'],
  [`household ${id}`, '家庭（尾号 c8f3）'],
  ['event death', '变动：死亡'],
  ['event-withdrawal away', '撤销变动：外出'],
  ['population hypertension', '人群：高血压'],
  ['form hypertension-follow-up', '打开表单：高血压患者随访服务记录表'],
  ['signing page', '打开签约页，未签署'],
  ['policy caps 2026-01-01', '政策：团队签约上限 2026-01-01'],
  ['residents list', '居民名单'],
  ['id-number', '身份证号'],
  ['org-unit 320399101201', '机构 320399101201'],
  [`team ${id} to ${id}`, '团队（尾号 c8f3） 移交给 （尾号 c8f3）'],
  ['health-record figures', '健康档案指标'],
  [`referral-step-withdrawal ${id}`, '撤回转诊去向（尾号 c8f3）'],
  ['health-records flawed', '健康档案名单：质控问题'],
  ['list residents', '自定义名单：居民'],
  ['something new', 'something new'],
  [null, ''],
])('%s is %s', (subject, words) => {
  expect(auditSubjectWords(subject)).toBe(words)
})

test('the trail read in English where a place of the server had no words here: health-record 重点人群与指标口径', () => {
  const server = join(import.meta.dirname, '../../../server/src')
  const subjects = globSync('**/*.ts', { cwd: server, exclude: (name) => /\.(test|fixture)\.ts$/.test(name) })
    .map((file) => readFileSync(join(server, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\bsubject: (?:'([^']+)'|`([^`]+)`)/g)])
    .map(([, plain, built]) => (plain ?? built)!.replace(/\$\{[^}]*\}/g, id))
  expect(subjects.length).toBeGreaterThan(100)
  const unsaid = subjects
    .map(auditSubjectWords)
    .filter((words) => /[a-z]{3,}/.test(words.replaceAll(/尾号 \w{4}|Excel/g, '')))
  expect(unsaid).toEqual([])
})
