import { z } from 'zod'

const kinds: Record<string, string> = {
  string: '应为文字',
  number: '应为数字',
  int: '应为整数',
  boolean: '应为 true 或 false',
  array: '应为列表',
  object: '应为对象',
  record: '应为对象',
}
/** More choices than these are not listed. */
const MOST_CHOICES = 12

/**
 * What is wrong with a value that a schema does not take, in words for whoever typed or sent it. A schema that knows better
 * gives a message of its own.
 */
function valueWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined || issue.input === '') return '请填写这一项'
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? '内容不正确'
    case 'invalid_value':
      return issue.values.length > MOST_CHOICES ? '没有这个选项' : `只能是：${issue.values.join('、')}`
    case 'too_big':
      return limitWords(
        issue.origin,
        issue.maximum,
        issue.inclusive ? ['最多', '不大于'] : ['少于', '应小于'],
      )
    case 'too_small':
      return limitWords(
        issue.origin,
        issue.minimum,
        issue.inclusive ? ['至少', '不小于'] : ['多于', '应大于'],
      )
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的整数倍`
    case 'invalid_format':
      return formatWords[issue.format] ?? '写法不正确'
    case 'unrecognized_keys':
      return `没有这些项：${issue.keys.join('、')}`
    default:
      return '内容不正确'
  }
}

const formatWords: Record<string, string> = {
  uuid: '编号应为 UUID，如“0b2f7c1e-5d34-4c8a-9e61-2f7a3b9c4d10”',
  datetime: '时间应为“2026-11-21T08:30:00Z”的写法',
}

function limitWords(of: string, bound: number | bigint, [ofMany, ofOne]: [string, string]): string {
  if (of === 'string') return `${ofMany} ${bound} 个字`
  if (of === 'array' || of === 'set' || of === 'map') return `${ofMany} ${bound} 项`
  return `${ofOne} ${bound}`
}

z.config({ localeError: valueWords })
