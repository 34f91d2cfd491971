import { hash, verify } from '@node-rs/argon2'

/** argon2id with the parameters of OWASP's cheat sheet: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, cost)
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return await verify(passwordHash, password)
}
