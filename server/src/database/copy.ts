import pg from 'pg'

/** What the driver's connection can do beyond its published types. */
type CopyingConnection = pg.Connection & {
  sendCopyFromChunk: (chunk: Buffer) => void
  endCopyFrom: () => void
}

/**
 * A `copy … from stdin` with its lines right behind it. Libraries wait until the database asks for the lines, and a
 * connection whose statements are sent without waiting for each other takes none of them.
 */
class Copy extends pg.Query {
  constructor(statement: string, lines: string, done: (error: Error | undefined) => void) {
    super(statement, undefined, done)
    this.submit = (connection) => {
      connection.query(statement)
      ;(connection as CopyingConnection).sendCopyFromChunk(Buffer.from(lines))
      ;(connection as CopyingConnection).endCopyFrom()
    }
  }

  /** They are on their way. */
  handleCopyInResponse(): void {}
}

/** @param lines in the text format of COPY, each with its end. */
export async function copyLines(client: pg.PoolClient, statement: string, lines: string): Promise<void> {
  await new Promise<void>((copied, failed) => {
    client.query(new Copy(statement, lines, (error) => (error ? failed(error) : copied())))
  })
}

/** A text as a field of such a line. */
export function copyText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (one) => ESCAPED[one]!) : text
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
