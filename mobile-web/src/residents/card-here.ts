import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'

const text = new TextEncoder()

/** Whose card it is among the people on this phone; null when it is nobody's here, or no longer valid. */
export async function holderOf(code: string, doors: Iterable<Door>): Promise<string | null> {
  const members = [...doors].flatMap((door) => door.members)
  const known = await Promise.all(members.map(async (member) => await isCardOf(code, member)))
  return members[known.indexOf(true)]?.id ?? null
}

/** Whether a card is this resident's; null when the phone knows of no card of theirs. */
export async function isCardOf(
  code: string,
  { id, cardDigest }: Pick<DoorMember, 'id' | 'cardDigest'>,
): Promise<boolean | null> {
  // A copy from before phones knew of cards has no digests at all.
  if (cardDigest === null || cardDigest === undefined) return null
  return (await digestOfCard(code, id)) === cardDigest
}

async function digestOfCard(code: string, residentId: string): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', text.encode(residentId), hmac, false, ['sign'])
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(code)))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
