/** A place below, with how many it is short of its own target and how many could still be counted at all. */
type PlaceShort = { shortfall: number; gap: number }

/** How many more a place contributes. */
type Contribution<Place> = { place: Place; people: number }

/**
 * 补差清单: where the people are with whom the whole reaches its target. Places make up what they are short of
 * themselves first, the farthest first; only when that is not enough, those with the most people left give the rest.
 * The contributions add up to the whole's shortfall, or to everybody who is left when that is fewer.
 * @param wholeShort how many more the whole needs
 */
export function closingPlan<Place extends PlaceShort>(
  wholeShort: number,
  places: readonly Place[],
): Contribution<Place>[] {
  const plan = new Map<Place, number>()
  let needed = wholeShort
  const give = (place: Place, atMost: number) => {
    const people = Math.min(needed, atMost)
    if (people <= 0) return
    plan.set(place, (plan.get(place) ?? 0) + people)
    needed -= people
  }
  for (const place of [...places].sort((a, b) => b.shortfall - a.shortfall)) {
    give(place, Math.min(place.shortfall, place.gap))
  }
  for (const place of [...places].sort((a, b) => b.gap - a.gap))
    give(place, place.gap - (plan.get(place) ?? 0))
  return [...plan].map(([place, people]) => ({ place, people })).sort((a, b) => b.people - a.people)
}
