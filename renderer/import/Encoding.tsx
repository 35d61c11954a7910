import type { EncodingSign } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { readAgain } from '../import-door.ts'
import { Choose } from './Field.tsx'

const common = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'],
  ...['1250', '1251', '1252', '1253', '1254', '1255', '1256', '1257', '1258', '874'].map(
    (page) => `windows-${page}`,
  ),
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '13', '15'].map((part) => `iso-8859-${part}`),
  ...['koi8-r', 'koi8-u', 'cp866', 'cp437', 'cp850', 'cp852', 'macintosh', 'x-mac-cyrillic'],
  ...['shift_jis', 'euc-jp', 'iso-2022-jp', 'gb18030', 'big5', 'euc-kr'],
]

const signs: Record<EncodingSign, string> = {
  mark: 'the file says so (byte order mark)',
  bytes: 'recognised: every byte of the file fits it',
  page: 'the page says so',
  letters: 'guessed from how often letters occur: look whether the text reads right',
  chosen: 'chosen by you',
}

/** The encoding a text was read in and how it was told; another choice reads it again. */
export function Encoding({
  file,
  found,
  sign,
}: {
  file: DoorFile
  found: string
  sign: EncodingSign | null
}) {
  const value = file.options.encoding ?? found
  const all = value === '' || common.includes(value) ? common : [value, ...common]
  return (
    <Choose
      label="encoding"
      value={value}
      options={[
        ...(value === '' ? [{ value: '', name: 'not known' }] : []),
        ...all.map((name) => ({ value: name, name })),
      ]}
      note={sign === null ? undefined : signs[sign]}
      onChoose={(encoding) => void readAgain(file.token, { encoding })}
    />
  )
}
