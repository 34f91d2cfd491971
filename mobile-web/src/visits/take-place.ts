import type { PlaceTaken } from './person-draft.ts'

const CONSENT = 'qianyue-place-with-visits'
const PATIENCE_MS = 15_000

/** 定位: where the phone is, once; null when the browser or the person does not say. */
export function takePlace(): Promise<PlaceTaken | null> {
  return new Promise((answer) => {
    if (!('geolocation' in navigator)) return answer(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy }, timestamp }) =>
        answer({
          latitude,
          longitude,
          accuracyMetres: Math.round(accuracy),
          takenAt: new Date(timestamp).toISOString(),
        }),
      () => answer(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    )
  })
}

/** Whether the doctor has said that visits on this phone keep their place. Asked once, changed at any visit. */
export function keepsPlace(): boolean {
  return localStorage.getItem(CONSENT) === 'yes'
}

export function keepPlace(keeps: boolean): void {
  localStorage.setItem(CONSENT, keeps ? 'yes' : 'no')
}
