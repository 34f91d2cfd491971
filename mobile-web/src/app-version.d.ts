/** Of the program these pages were built from. */
declare const __APP_VERSION__: string
