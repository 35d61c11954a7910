import type { Project } from '../../model.ts'
import type { Selection } from '../codings-csv.ts'
import { coderFileNames, documentFileNames, type Exported, type Work } from '../exported.ts'
import { LossCount } from '../loss.ts'
import { element, keepable } from '../xml.ts'
import { casesOf, codeType, featuresOf, linkType, type Structure, segmentation } from './cas.ts'

/** UIMA CAS XMI, a folder a coder, a file a document, with the type system that it needs. */
export function writeXmi(project: Project, selection: Selection): Exported {
  const losses = new LossCount()
  const pathOf = pathsIn(project)
  const files = casesOf(project, selection).map(({ work, structures }) => ({
    path: `${pathOf(work)}.xmi`,
    content: xmiOf(work.text, structures, losses),
  }))
  return { files: [...files, { path: 'TypeSystem.xml', content: typeSystem(project) }], losses: losses.list }
}

/** UIMA JSON CAS 0.4, which INCEpTION recommends now; the type system stands in each file. */
export function writeCasJson(project: Project, selection: Selection): Exported {
  const pathOf = pathsIn(project)
  const files = casesOf(project, selection).map(({ work, structures }) => ({
    path: `${pathOf(work)}.json`,
    content: `${JSON.stringify(casJson(work.text, structures, project))}\n`,
  }))
  return { files, losses: [] }
}

function pathsIn(project: Project): (work: Work) => string {
  const [coders, documents] = [coderFileNames(project), documentFileNames(project)]
  return ({ coder, document }) => `${coders.get(coder.id)}/${documents.get(document.id)}`
}

const namespaces = {
  xmi: 'http://www.omg.org/XMI',
  cas: 'http:///uima/cas.ecore',
  tcas: 'http:///uima/tcas.ecore',
  type4: `http:///${segmentation.replaceAll('.', '/')}.ecore`,
  custom: 'http:///webanno/custom.ecore',
}
const prefixes: Readonly<Record<string, string>> = {
  'uima.tcas.DocumentAnnotation': 'tcas:DocumentAnnotation',
  [`${segmentation}.Sentence`]: 'type4:Sentence',
  [`${segmentation}.Token`]: 'type4:Token',
  [codeType]: 'custom:Code',
  [linkType]: 'custom:CodeLink',
}

/** The text’s id is 1; an annotation that is not a member of the view would not be shown. */
function xmiOf(text: string, structures: readonly Structure[], losses: LossCount): string {
  const sofaString = withoutForbidden(text, losses)
  const parts = structures.map(({ type, begin, end, features, references }, n) =>
    element(prefixes[type]!, { 'xmi:id': n + 2, sofa: 1, begin, end, ...features, ...idsOf(references) }),
  )
  const declared = Object.fromEntries(
    Object.entries(namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]),
  )
  const inside = [
    element('cas:NULL', { 'xmi:id': 0 }),
    ...parts,
    element('cas:Sofa', { 'xmi:id': 1, sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString }),
    element('cas:View', { sofa: 1, members: structures.map((_, n) => n + 2).join(' ') }),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('xmi:XMI', { ...declared, 'xmi:version': '2.0' }, inside.join('\n'))}\n`
}

/** The ids of the structures that are referred to. */
function idsOf(references: Structure['references'] = {}, mark = ''): Record<string, number> {
  return Object.fromEntries(Object.entries(references).map(([name, at]) => [`${mark}${name}`, at + 2]))
}

/** What XML can’t hold becomes U+FFFD, so that every position stays where it is. */
function withoutForbidden(text: string, losses: LossCount): string {
  if (keepable(text) === text) return text
  return text.replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => {
    if (keepable(sign) !== '') return sign
    losses.add('control characters, which XML can’t hold, became U+FFFD')
    return '\ufffd'
  })
}

function casJson(text: string, structures: readonly Structure[], project: Project): object {
  const ids = structures.map((_, n) => n + 2)
  return {
    '%TYPES': {
      ...typeJson(codeType, featuresOf(project)),
      ...typeJson(linkType, ['label'], ['Governor', 'Dependent']),
      ...typeJson(`${segmentation}.Sentence`, []),
      ...typeJson(`${segmentation}.Token`, []),
    },
    '%FEATURE_STRUCTURES': [
      {
        '%ID': 1,
        '%TYPE': 'uima.cas.Sofa',
        sofaNum: 1,
        sofaID: '_InitialView',
        mimeType: 'text',
        sofaString: text,
      },
      ...structures.map(({ type, begin, end, features, references }, n) => ({
        '%ID': n + 2,
        '%TYPE': type,
        '@sofa': 1,
        begin,
        end,
        ...features,
        ...idsOf(references, '@'),
      })),
    ],
    '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': ids } },
  }
}

function typeJson(name: string, features: readonly string[], references: readonly string[] = []): object {
  const each = (range: string) => (feature: string) =>
    [feature, { '%NAME': feature, '%RANGE': range }] as const
  return {
    [name]: {
      '%NAME': name,
      '%SUPER_TYPE': 'uima.tcas.Annotation',
      ...Object.fromEntries(features.map(each('uima.cas.String'))),
      ...Object.fromEntries(references.map(each(codeType))),
    },
  }
}

function typeSystem(project: Project): string {
  const feature = (range: string) => (name: string) =>
    `<featureDescription><name>${name}</name><description/><rangeTypeName>${range}</rangeTypeName></featureDescription>`
  const type = (name: string, features: readonly string[], references: readonly string[] = []) =>
    `<typeDescription><name>${name}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>${[
      ...features.map(feature('uima.cas.String')),
      ...references.map(feature(codeType)),
    ].join('')}</features></typeDescription>`
  const types = [
    type(codeType, featuresOf(project)),
    type(linkType, ['label'], ['Governor', 'Dependent']),
    type(`${segmentation}.Sentence`, []),
    type(`${segmentation}.Token`, []),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>${types.join('')}</types></typeSystemDescription>\n`
}
