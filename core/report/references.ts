/** One work, with what its BibTeX entry needs. Where there is no DOI, there is none that we know. */
interface Reference {
  readonly type: 'article' | 'book' | 'inproceedings'
  readonly author: readonly string[]
  readonly year: number
  readonly title: string
  /** Journal, publisher or proceedings. */
  readonly in: string
  readonly volume?: string
  readonly pages?: string
  readonly doi?: string
}

const works = {
  artstein2008: {
    type: 'article',
    author: ['Artstein, Ron', 'Poesio, Massimo'],
    year: 2008,
    title: 'Inter-coder agreement for computational linguistics',
    in: 'Computational Linguistics',
    volume: '34(4)',
    pages: '555–596',
    doi: '10.1162/coli.07-034-R2',
  },
  brennan1981: {
    type: 'article',
    author: ['Brennan, Robert L.', 'Prediger, Dale J.'],
    year: 1981,
    title: 'Coefficient kappa: Some uses, misuses, and alternatives',
    in: 'Educational and Psychological Measurement',
    volume: '41(3)',
    pages: '687–699',
    doi: '10.1177/001316448104100307',
  },
  byrt1993: {
    type: 'article',
    author: ['Byrt, Ted', 'Bishop, Janet', 'Carlin, John B.'],
    year: 1993,
    title: 'Bias, prevalence and kappa',
    in: 'Journal of Clinical Epidemiology',
    volume: '46(5)',
    pages: '423–429',
    doi: '10.1016/0895-4356(93)90018-V',
  },
  cohen1960: {
    type: 'article',
    author: ['Cohen, Jacob'],
    year: 1960,
    title: 'A coefficient of agreement for nominal scales',
    in: 'Educational and Psychological Measurement',
    volume: '20(1)',
    pages: '37–46',
    doi: '10.1177/001316446002000104',
  },
  dice1945: {
    type: 'article',
    author: ['Dice, Lee R.'],
    year: 1945,
    title: 'Measures of the amount of ecologic association between species',
    in: 'Ecology',
    volume: '26(3)',
    pages: '297–302',
    doi: '10.2307/1932409',
  },
  efron1993: {
    type: 'book',
    author: ['Efron, Bradley', 'Tibshirani, Robert J.'],
    year: 1993,
    title: 'An introduction to the bootstrap',
    in: 'Chapman & Hall',
  },
  fleiss1971: {
    type: 'article',
    author: ['Fleiss, Joseph L.'],
    year: 1971,
    title: 'Measuring nominal scale agreement among many raters',
    in: 'Psychological Bulletin',
    volume: '76(5)',
    pages: '378–382',
    doi: '10.1037/h0031619',
  },
  fournier2012: {
    type: 'inproceedings',
    author: ['Fournier, Chris', 'Inkpen, Diana'],
    year: 2012,
    title: 'Segmentation similarity and agreement',
    in: 'Proceedings of NAACL-HLT 2012',
    pages: '152–161',
  },
  fournier2013: {
    type: 'inproceedings',
    author: ['Fournier, Chris'],
    year: 2013,
    title: 'Evaluating text segmentation using boundary edit distance',
    in: 'Proceedings of ACL 2013',
    pages: '1702–1712',
  },
  gwet2008: {
    type: 'article',
    author: ['Gwet, Kilem Li'],
    year: 2008,
    title: 'Computing inter-rater reliability and its variance in the presence of high agreement',
    in: 'British Journal of Mathematical and Statistical Psychology',
    volume: '61(1)',
    pages: '29–48',
    doi: '10.1348/000711006X126600',
  },
  gwet2014: {
    type: 'book',
    author: ['Gwet, Kilem Li'],
    year: 2014,
    title: 'Handbook of inter-rater reliability (4th ed.)',
    in: 'Advanced Analytics',
  },
  holsti1969: {
    type: 'book',
    author: ['Holsti, Ole R.'],
    year: 1969,
    title: 'Content analysis for the social sciences and humanities',
    in: 'Addison-Wesley',
  },
  jaccard1912: {
    type: 'article',
    author: ['Jaccard, Paul'],
    year: 1912,
    title: 'The distribution of the flora in the alpine zone',
    in: 'New Phytologist',
    volume: '11(2)',
    pages: '37–50',
    doi: '10.1111/j.1469-8137.1912.tb05611.x',
  },
  krippendorff1995: {
    type: 'article',
    author: ['Krippendorff, Klaus'],
    year: 1995,
    title: 'On the reliability of unitizing continuous data',
    in: 'Sociological Methodology',
    volume: '25',
    pages: '47–76',
    doi: '10.2307/271061',
  },
  krippendorff2016: {
    type: 'article',
    author: ['Krippendorff, Klaus', 'Mathet, Yann', 'Bouvry, Stéphane', 'Widlöcher, Antoine'],
    year: 2016,
    title: 'On the reliability of unitizing textual continua: Further developments',
    in: 'Quality & Quantity',
    volume: '50(6)',
    pages: '2347–2364',
    doi: '10.1007/s11135-015-0266-1',
  },
  krippendorff2019: {
    type: 'book',
    author: ['Krippendorff, Klaus'],
    year: 2019,
    title: 'Content analysis: An introduction to its methodology (4th ed.)',
    in: 'Sage',
  },
  light1971: {
    type: 'article',
    author: ['Light, Richard J.'],
    year: 1971,
    title: 'Measures of response agreement for qualitative data: Some generalizations and alternatives',
    in: 'Psychological Bulletin',
    volume: '76(5)',
    pages: '365–377',
    doi: '10.1037/h0031643',
  },
  mathet2015: {
    type: 'article',
    author: ['Mathet, Yann', 'Widlöcher, Antoine', 'Métivier, Jean-Philippe'],
    year: 2015,
    title: 'The unified and holistic method gamma (γ) for inter-annotator agreement measure and alignment',
    in: 'Computational Linguistics',
    volume: '41(3)',
    pages: '437–479',
    doi: '10.1162/COLI_a_00227',
  },
  mathet2017: {
    type: 'article',
    author: ['Mathet, Yann'],
    year: 2017,
    title: 'The agreement measure γcat: A complement to γ focused on categorization of a continuum',
    in: 'Computational Linguistics',
    volume: '43(3)',
    pages: '661–681',
    doi: '10.1162/COLI_a_00296',
  },
  passonneau2006: {
    type: 'inproceedings',
    author: ['Passonneau, Rebecca J.'],
    year: 2006,
    title: 'Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation',
    in: 'Proceedings of the Fifth International Conference on Language Resources and Evaluation (LREC 2006)',
    pages: '831–836',
  },
  scott1955: {
    type: 'article',
    author: ['Scott, William A.'],
    year: 1955,
    title: 'Reliability of content analysis: The case of nominal scale coding',
    in: 'Public Opinion Quarterly',
    volume: '19(3)',
    pages: '321–325',
    doi: '10.1086/266577',
  },
} as const satisfies Record<string, Reference>

export type ReferenceKey = keyof typeof works

/** "Cohen, 1960", "Brennan & Prediger, 1981", "Krippendorff et al., 2016". */
export function inText(key: ReferenceKey): string {
  const { author, year }: Reference = works[key]
  const [first = '', second = '', ...others] = author.map((name) => name.split(',')[0]!)
  const who = others.length > 0 ? `${first} et al.` : second ? `${first} & ${second}` : first
  return `${who}, ${year}`
}

/** The entry of a list of references, in one line. */
export function entry(key: ReferenceKey): string {
  const { author, year, title, in: place, volume, pages, doi }: Reference = works[key]
  const who = author.map((name) => name.replace(/, (.*)$/, (_, given: string) => `, ${initials(given)}`))
  const last = who.at(-1)!
  const names = who.length === 1 ? last : `${who.slice(0, -1).join(', ')}, & ${last}`
  const where = [place, volume, pages].filter((part) => part !== undefined).join(', ')
  return `${names} (${year}). ${title}. ${where}.${doi ? ` https://doi.org/${doi}` : ''}`
}

function initials(given: string): string {
  return given
    .split(' ')
    .map((name) =>
      name
        .split('-')
        .map((part) => `${part[0]}.`)
        .join('-'),
    )
    .join(' ')
}

/** The entry in BibTeX. */
export function bibtex(key: ReferenceKey): string {
  const { type, author, year, title, in: place, volume, pages, doi }: Reference = works[key]
  const placeField = { article: 'journal', book: 'publisher', inproceedings: 'booktitle' }[type]
  const [, number, issue] = /^(\d+)(?:\((\d+)\))?$/.exec(volume ?? '') ?? []
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', author.join(' and ')],
    ['year', `${year}`],
    ['title', `{${title.replace('γcat', '$\\gamma$cat').replace('γ', '$\\gamma$')}}`],
    [placeField, place.replace('&', '\\&')],
    ['volume', number],
    ['number', issue],
    ['pages', pages?.replace('–', '--')],
    ['doi', doi],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@${type}{${key},\n${lines.join(',\n')}\n}`
}
