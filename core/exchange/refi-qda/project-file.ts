import { Refusal } from '../../refusal.ts'
import type { ZipFile } from '../zip.ts'

/** The name of the one .qde at the top, or else anywhere. Throws a Refusal where there is none or several. */
export function projectFile(file: string, zip: ZipFile): string {
  const all = zip.entries
    .map(({ name }) => name)
    .filter((name) => /\.qde$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name))
  const top = all.filter((name) => !name.includes('/'))
  const [found, another] = top.length > 0 ? top : all
  if (found !== undefined && another === undefined) return found
  const there = zip.entries
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ')
  throw new Refusal(
    'invalid',
    found === undefined
      ? `${file}: there is no project (.qde) in this file; it holds ${there === '' ? 'nothing' : there}`
      : `${file}: there are several projects (.qde) in this file; keep one of ${all.join(', ')}`,
  )
}
