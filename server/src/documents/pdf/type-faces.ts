import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'

/** The whole Noto Sans SC in two weights; a PDF embeds only the characters it uses. */
const fontFiles = {
  regular: fontFile('400Regular/NotoSansSC_400Regular.ttf'),
  bold: fontFile('700Bold/NotoSansSC_700Bold.ttf'),
}

function fontFile(path: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${path}`))
}

/** Stands where the font has no shape for a character, which is written in by hand. No □: an empty box to tick is one. */
export const WRITE_BY_HAND = '〔　〕'

/** Widths of characters in one weight, in thousandths of the type size. */
class TypeFace {
  /** Of the font's file. */
  readonly content: Buffer
  private readonly font: fontkit.Font
  private readonly widths = new Map<string, number>()

  constructor(content: Buffer) {
    const font = fontkit.create(content)
    if (!('unitsPerEm' in font)) throw new Error('a file of several fonts')
    this.content = content
    this.font = font
  }

  /** The character, else what it stands for in Unicode, the 1 of FEV₁, else the space to write it in. */
  shown(character: string): string {
    if (this.has(character)) return character
    const plain = character.normalize('NFKC')
    return Array.from(plain).every((each) => this.has(each)) ? plain : WRITE_BY_HAND
  }

  private has(character: string): boolean {
    return this.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
  }

  width(character: string): number {
    const known = this.widths.get(character)
    if (known !== undefined) return known
    const glyph = this.font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    const width = (glyph.advanceWidth / this.font.unitsPerEm) * 1000
    this.widths.set(character, width)
    return width
  }
}

let faces: { regular: TypeFace; bold: TypeFace } | null = null

/** Opened once a process: reading the font takes longer than setting a page. */
export function typeFaces() {
  faces ??= {
    regular: new TypeFace(readFileSync(fontFiles.regular)),
    bold: new TypeFace(readFileSync(fontFiles.bold)),
  }
  return faces
}
