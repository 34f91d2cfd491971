import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/** What the writes of a company share: the transaction they are in, its end, and the day. */
export type Shared = Pick<Context, 'db' | 'today' | 'writeLast'>

/** Asks for many at once, and answers in the order of the questions. */
type Many<Question, Answer> = (shared: Shared, questions: readonly Question[]) => Promise<readonly Answer[]>

/** Writes that share a transaction: what several of them ask in the same moment is asked once for all. */
export class Company {
  private readonly shared: Shared
  private readonly loaders = new Map<unknown, DataLoader<unknown, unknown>>()

  constructor(shared: Shared) {
    this.shared = shared
  }

  async ask<Question, Answer>(many: Many<Question, Answer>, question: Question): Promise<Answer> {
    let loader = this.loaders.get(many) as DataLoader<Question, Answer> | undefined
    if (loader === undefined) {
      loader = new DataLoader<Question, Answer>((questions) => many(this.shared, questions), {
        cache: false,
      })
      this.loaders.set(many, loader as DataLoader<unknown, unknown>)
    }
    return await loader.load(question)
  }
}

/** Asks with the company of the request, or alone where it has none. */
export async function askTogether<Question, Answer>(
  context: Shared & Pick<Context, 'company'>,
  many: Many<Question, Answer>,
  question: Question,
): Promise<Answer> {
  if (context.company) return await context.company.ask(many, question)
  const [answer] = await many(context, [question])
  return answer!
}
