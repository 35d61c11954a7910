/** Cmd takes the place of Ctrl on a Mac. */
export const isMac = navigator.userAgent.includes('Macintosh')
