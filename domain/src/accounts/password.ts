/** Least and most characters of a password (口令). Source: GB/T 22239 level 3 as the county's security notice reads it. */
export const PASSWORD_LEAST = 10
const PASSWORD_MOST = 128

type PasswordFault = 'too-short' | 'too-long' | 'is-username' | 'monotonous' | 'common'

/** Passwords of ten characters and more that lists of leaked ones begin with, and what people here take instead. */
const common = new Set([
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'qwertyuiop',
  'qwerty123456',
  'q1w2e3r4t5',
  'asdfghjkl123',
  'asdfghjkl;',
  'zxcvbnm123',
  'a123456789',
  'aa123456789',
  'abc123456789',
  'abcd123456',
  'abcd1234567',
  'abc1234567',
  '123456789a',
  '123456789abc',
  '1234567890a',
  '123456abcdef',
  '123qweasdzxc',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'p@ssword123',
  'admin123456',
  'admin12345',
  'administrator',
  'root123456',
  'welcome123',
  'iloveyou520',
  'woaini1314',
  'woaini520',
  'woaini5201314',
  '5201314520',
  '1314520520',
  '147258369a',
  '1472583690',
  '0123456789',
  '1234567890',
  '9876543210',
  '0987654321',
  '1357924680',
  'qianyue123',
  'qianyue2026',
  'jiatingyisheng',
  'weishengyuan',
  'weisheng123',
  'yisheng123',
  'yisheng123456',
])

/** What is wrong with a new password, the worst first; null when it will do. */
export function whyPasswordUnfit(password: string, username: string): PasswordFault | null {
  const letters = [...password]
  if (letters.length < PASSWORD_LEAST) return 'too-short'
  if (letters.length > PASSWORD_MOST) return 'too-long'
  const lower = password.toLowerCase()
  if (isRepeated(lower, username.toLowerCase())) return 'is-username'
  if (new Set(letters).size < 4 || isRun(lower)) return 'monotonous'
  if (common.has(lower) || common.has(lower.replace(/[!@#.?]+$/, ''))) return 'common'
  return null
}

/** The username, also written twice or with figures and marks behind it: `zhangsan2026!`. */
function isRepeated(password: string, username: string): boolean {
  if (username.length < 3) return false
  const rest = password.replaceAll(username, '')
  return rest.length < password.length && /^[\d\W_]*$/.test(rest)
}

/** Characters that follow each other all the way, up or down: `23456789012`, `abcdefghij`. */
function isRun(password: string): boolean {
  const codes = [...password].map((letter) => letter.codePointAt(0)!)
  const steps = new Set(codes.slice(1).map((code, index) => code - codes[index]!))
  return steps.size === 1 && [1, -1].includes([...steps][0]!)
}

/** What a password must be, and what is the matter with one, for whoever chooses it. */
export const passwordFaultWords: Record<PasswordFault, string> = {
  'too-short': `密码至少 ${PASSWORD_LEAST} 位。`,
  'too-long': `密码最多 ${PASSWORD_MOST} 位。`,
  'is-username': '密码不能由账号加数字组成，请另想一个。',
  monotonous: '密码过于简单（重复或连续的字符），请另想一个。',
  common: '这个密码太常见，容易被猜到，请另想一个。',
}
