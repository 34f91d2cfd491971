import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')

const environment = z.object({
  /** Where the pages are served. 0 takes a free port. */
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Everything that must be kept: the embedded database, keys, uploads. */
  DATA_DIR: z.string().min(1).default('data'),
  /** A PostgreSQL of one's own, version 15 or later; without it the program starts the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Connections the server keeps open to PostgreSQL. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** `demo` makes an invented county in an empty data folder; `production` has no demo and no ready-made password. */
  QIANYUE_MODE: z.enum(['demo', 'production']).default('demo'),
  /** The one password of the demo accounts; made and printed at start when it is missing. */
  DEMO_PASSWORD: z.string().min(8).optional(),
  /** 32 bytes in hex: encrypts ID-card and phone numbers. Without it a key is made in DATA_DIR. */
  FIELD_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 32 bytes written as 64 hex digits')
    .optional(),
  /** Minutes without a request after which a session ends. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(720).default(60),
  /** The pages are reached over HTTPS (through a proxy): cookies are then marked Secure. */
  HTTPS: flag.default(false),
  /** Proxies in front, each of which adds the address it saw; one when pages are reached over HTTPS. */
  PROXIES: z.coerce.number().int().min(0).max(5).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  /** Largest file that can be uploaded, in megabytes: a register. Files of other kinds have limits of their own below it. */
  UPLOAD_MB: z.coerce.number().int().min(1).max(500).default(50),
})

export type Config = {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  databasePool: number
  mode: 'demo' | 'production'
  demoPassword: string | null
  fieldKey: string | null
  sessionIdleMinutes: number
  https: boolean
  proxies: number
  logLevel: string
  uploadMegabytes: number
}

/** What is wrong with the settings, a sentence for each, naming the setting. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** The settings, read once from the environment. @throws ConfigError naming every setting that cannot be used. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings cannot be used:\n${lines.join('\n')}`)
  }
  const settings = parsed.data
  if (settings.QIANYUE_MODE === 'production' && settings.DEMO_PASSWORD !== undefined) {
    throw new ConfigError('These settings cannot be used:\n  DEMO_PASSWORD: there is no demo in production')
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL ?? null,
    databasePool: settings.DATABASE_POOL,
    mode: settings.QIANYUE_MODE,
    demoPassword: settings.DEMO_PASSWORD ?? null,
    fieldKey: settings.FIELD_KEY ?? null,
    sessionIdleMinutes: settings.SESSION_IDLE_MINUTES,
    https: settings.HTTPS,
    proxies: settings.PROXIES ?? (settings.HTTPS ? 1 : 0),
    logLevel: settings.LOG_LEVEL,
    uploadMegabytes: settings.UPLOAD_MB,
  }
}
