/** Path of Electron's executable, or undefined where it is not installed. */
export function electronBinary(): string | undefined
/** Whether a window can be shown here. */
export function hasDisplay(): boolean
