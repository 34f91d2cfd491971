import type { ShippedProfile } from './profile.ts'

/** The documents that the program was made for, each as a profile that a county may begin with. */
export const shippedProfiles: readonly ShippedProfile[] = []
