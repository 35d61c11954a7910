/** Code pages of the character sets that a font can have (Rich Text Format 1.9.1, \fcharset). */
export const charsetPages: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  78: 'cp932',
  79: 'cp949',
  80: 'cp936',
  81: 'cp950',
  83: 'maccyrillic',
  85: 'macgreek',
  86: 'macturkish',
  128: 'cp932',
  129: 'cp949',
  130: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  179: 'windows-1256',
  180: 'windows-1256',
  181: 'windows-1255',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
  254: 'cp437',
  255: 'cp850',
}

/** The font's letters are signs: Symbol, in RTF always by this number. */
export const symbolCharset = 2

/** Code pages by number (\ansicpg) that are not called windows-. */
const pages: Readonly<Record<number, string>> = {
  437: 'cp437',
  708: 'iso-8859-6',
  850: 'cp850',
  852: 'cp852',
  860: 'cp860',
  862: 'cp862',
  863: 'cp863',
  864: 'cp864',
  865: 'cp865',
  866: 'cp866',
  874: 'windows-874',
  932: 'cp932',
  936: 'cp936',
  949: 'cp949',
  950: 'cp950',
  10000: 'macintosh',
  10001: 'cp932',
  10006: 'macgreek',
  10007: 'maccyrillic',
  10081: 'macturkish',
  65001: 'utf-8',
}

/** The name of a Windows code page; the Western one where it is unknown. */
export function pageOf(number: number): string {
  return pages[number] ?? (number >= 1250 && number <= 1258 ? `windows-${number}` : 'windows-1252')
}

/** Control words that stand for a character. */
export const characterWords: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  lbr: '\n',
  page: '\n',
  column: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  zwj: '\u200d',
  zwnj: '\u200c',
  zwbo: '\u200b',
  zwnbo: '\u2060',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  '~': '\u00a0',
  '-': '\u00ad',
  _: '\u2011',
  '{': '{',
  '}': '}',
  '\\': '\\',
}

/** Words that end a paragraph; cells of a table are lines of their own. */
export const endWords = new Set(['par', 'sect', 'cell', 'nestcell', '\n', '\r'])

/** Groups that are no text of the document. Groups that begin with \* are none either, but for `starred`. */
export const skipped = new Set(
  'colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc rxe txe fldinst nonshppict private shprslt sn sv sp nonesttables datafield docvar filetbl listtable listoverridetable revtbl rsidtbl themedata colorschememapping latentstyles generator upr objdata objclass bkmkstart bkmkend listtext pntext annotation'.split(
    ' ',
  ),
)

/** Groups with \* that hold text all the same. */
export const starred = new Set(['shpinst', 'ud', 'shptxt', 'do', 'dptxbxtext'])
