/** A mobile number: 11 digits from 13 to 19. Source: code-lists.md §8. */
function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text)
}

/** A landline with its area code, as older registers hold: 0512-12345678. */
function isLandline(text: string): boolean {
  return /^0\d{2,3}-?\d{7,8}$/.test(text)
}

/** The number without spaces and dashes when it is one that can be called, else null. */
export function phoneOf(text: string): string | null {
  const digits = text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)?86(?=1[3-9]\d{9}$)/, '')
  return isMobile(digits) || isLandline(digits) ? digits : null
}

/** 138****1234: enough for who knows the number to recognise it. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
