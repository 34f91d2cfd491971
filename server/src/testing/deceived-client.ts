import pg from 'pg'

/** What is asked of the database instead, and how its answer looks to the program. */
type Instead = {
  ask: string
  answer?: (results: pg.QueryResult[]) => Pick<pg.QueryResult, 'command' | 'rows'>
}

/**
 * A kind of client that asks something else where a test wants so, and as it is told otherwise.
 * @param insteadOf what is asked instead of a statement, if anything.
 */
export function deceivedClient(insteadOf: (text: string) => Instead | undefined): typeof pg.Client {
  return class DeceivedClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: the driver's own method has a dozen forms
    override query(...args: any[]): any {
      const send = super.query as (...given: unknown[]) => unknown
      const text = typeof args[0] === 'string' ? args[0] : args[0]?.text
      const instead = typeof text === 'string' ? insteadOf(text) : undefined
      if (instead === undefined) return send.apply(this, args)
      const answered = (send.call(this, instead.ask) as Promise<pg.QueryResult[]>).then(
        (results) => instead.answer?.(results) ?? results,
      )
      const callback = args.findLast((arg) => typeof arg === 'function')
      if (callback === undefined) return answered
      answered.then((result) => callback(null, result), callback)
    }
  }
}
