const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The day of a time of a project as people write it: `12 Nov 2026`. */
export function dayInWords(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.valueOf()) ? time : days.format(date)
}
