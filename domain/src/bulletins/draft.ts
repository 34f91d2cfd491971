import { percentOf, percentText, type Rate } from '../indicators/rate.ts'

/** One figure of the places compared, at a month's end and the one before. */
export type ComparedFigure = {
  name: string
  places: readonly {
    placeName: string
    rate: Rate
    /** Null when it was not counted. */
    before: Rate | null
    /** Percent; null where nobody has set one. */
    target: number | null
  }[]
}

/** So many places are named for one reason. */
const NAMED = 3

/**
 * 通报初稿: praise and criticism of places by how far they are from their targets and by how much they moved since last month.
 * A place without anybody in the denominator is not compared; places that are alike stand in the order given. What it
 * says is for a person to edit. Source: performance-and-funds.md §6.3 (排名、表扬、批评).
 * @param period 2026年10月
 * @returns text in paragraphs; a figure of which nothing is to be said is left out
 */
export function draftBulletin(
  period: string,
  issuer: string,
  figures: readonly ComparedFigure[],
): { title: string; body: string } {
  const compared = figures.map((figure) => {
    const places = figure.places.flatMap((place) => {
      const percent = percentOf(place.rate)
      const was = place.before && percentOf(place.before)
      return percent === null
        ? []
        : [
            {
              ...place,
              gap: place.target === null ? null : hundredthsOff(percent, place.target),
              change: was === null ? null : hundredthsOff(percent, was),
            },
          ]
    })
    return { name: figure.name, places }
  })
  type Place = (typeof compared)[number]['places'][number]
  const named = (places: readonly Place[], by: 'gap' | 'change', better: boolean) => {
    const side = better ? 1 : -1
    return places
      .filter(
        (place) => place[by] !== null && (by === 'gap' && better ? place.gap! >= 0 : place[by]! * side > 0),
      )
      .toSorted((a, b) => side * (b[by]! - a[by]!))
      .slice(0, NAMED)
  }
  const counted = ({ placeName, rate }: Place) =>
    `${placeName} ${percentText(rate)}（${rate.numerator}/${rate.denominator}）`
  const moved = (place: Place) => `${counted(place)}，${points(place.change!)}`
  const short = (place: Place) => `${counted(place)}，低于目标 ${points(-place.gap!, false)}`
  const paragraph = (intro: string, places: readonly Place[], words: (place: Place) => string) =>
    places.length === 0 ? [] : [`${intro}：${places.map(words).join('；')}。`]

  const praise = compared.flatMap(({ name, places }) => [
    ...paragraph(`${name}达到目标、位居前列`, named(places, 'gap', true), counted),
    ...paragraph(`${name}比上月提高较多`, named(places, 'change', true), moved),
  ])
  const criticism = compared.flatMap(({ name, places }) => [
    ...paragraph(`${name}距目标差距较大`, named(places, 'gap', false), short),
    ...paragraph(`${name}比上月下降`, named(places, 'change', false), moved),
  ])
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [heading, ...lines]
  const said = [
    ...section('一、提出表扬', praise),
    ...section(praise.length === 0 ? '一、提出批评' : '二、提出批评', criticism),
  ]
  return {
    title: `关于${period}家庭医生签约服务情况的通报`,
    body: [
      `现将${period}家庭医生签约服务情况通报如下。`,
      ...(said.length === 0 ? ['本期各单位情况与目标、与上月相比没有明显差别。'] : said),
      ...(criticism.length === 0 ? [] : ['请被批评的单位查找原因，落实整改，并在下月月报中说明整改情况。']),
      issuer,
    ].join('\n'),
  }
}

/** Percent points between two percentages of two decimals, in whole hundredths. */
function hundredthsOff(percent: number, from: number): number {
  return Math.round(percent * 100) - Math.round(from * 100)
}

function points(hundredths: number, signed = true): string {
  const size = `${(Math.abs(hundredths) / 100).toFixed(2)} 个百分点`
  if (!signed) return size
  return hundredths > 0 ? `提高 ${size}` : `下降 ${size}`
}
