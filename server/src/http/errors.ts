/** A rule of the service says no (409). The caller can do something about it, so it says which rule, in words. */
export class Refused extends Error {
  override name = 'Refused'
  /**
   * @param code of the rule, in kebab case.
   * @param words in Chinese: what is the matter and what to do.
   * @param details that a page may use; never personal data.
   */
  constructor(code: string, words: string, details: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.words = words
    this.details = details
  }
  readonly code: string
  readonly words: string
  readonly details: Record<string, unknown>
}

/** A field's value cannot be (422). */
export class Invalid extends Error {
  override name = 'Invalid'
  /**
   * @param fields by name of the field, what is wrong with it, in Chinese.
   * @param words of the whole, where it is no sum of its fields.
   */
  constructor(fields: Record<string, string>, words = sumOfFaults(Object.values(fields))) {
    super('invalid')
    this.fields = fields
    this.words = words
  }
  readonly fields: Record<string, string>
  readonly words: string
}

/** What is wrong, for who sees only this: a single fault as it is, several by their number. */
function sumOfFaults(faults: readonly string[]): string {
  const [first] = faults
  if (first === undefined) return '有内容填写不正确，请修改后再提交。'
  if (faults.length === 1) return `填写不正确：${first.replace(/。$/, '')}。`
  return `有 ${faults.length} 处填写不正确，请按提示修改后再提交。`
}

/** A file is larger than may be sent (413). */
export class TooLarge extends Error {
  override name = 'TooLarge'
  /** @param mostMb what may be sent, in MiB. */
  constructor(mostMb: number) {
    super('too large')
    this.words = `文件太大，最多 ${mostMb} MB，请压缩或拆分后再上传。`
  }
  readonly words: string
}

/** There is no such thing, or it is out of the viewer's reach: the same answer (404). */
export class NotFound extends Error {
  override name = 'NotFound'
  /** @param kind of thing, for the log: never its name or number. */
  constructor(kind: string) {
    super(`no such ${kind}`)
  }
}

/** The viewer's roles, or the way it was asked, do not allow the action (403). */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
  /** @param words in Chinese: what is not allowed. */
  constructor(action: string, words = '您的角色没有这项权限。') {
    super(`not allowed: ${action}`)
    this.words = words
  }
  readonly words: string
}

/** Nobody is signed in, or the session has ended (401). */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn'
  constructor(code = 'not-signed-in', words = '请先登录。') {
    super(code)
    this.code = code
    this.words = words
  }
  readonly code: string
  readonly words: string
}

/** Of an unforeseen error its kind and place, to be written down: its words, of a database's above all, may quote a row. */
export function kindAndPlace(error: unknown): {
  name: string | undefined
  code: string | undefined
  at: string[]
} {
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string }
  const at = (stack ?? '').split('\n').filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
  return { name, code, at: at.slice(0, 8).map((line) => line.trim()) }
}
