/** Marks that no name has: steps of the text, signs one does not see, pictures, tags. */
const NO_MARK_OF_A_NAME = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Extended_Pictographic}<>]/u
/** Of any script; the private area too, where older fonts keep rare characters, and 〇. */
const LETTER = /[\p{L}\p{Co}〇]/u

/** Of what {@link isPersonName} refuses. */
export const NO_PERSON_NAME = '姓名里有不是姓名的字符（换行、表情、符号等），请核对'

/** Whether somebody may be called so: a name has a letter, and no line break, invisible sign or picture. */
export function isPersonName(text: string): boolean {
  return LETTER.test(text) && !NO_MARK_OF_A_NAME.test(text)
}
