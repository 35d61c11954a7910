import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** Where the app's own pages live; no other address is ever loaded. */
export const home = 'app://intercoder'

/** Of the app's pages: only what came with the app, and nothing from a string. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "worker-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
  "object-src 'none'"

/** Of a page to be printed: its own styles and pictures; it runs no script and asks for nothing. */
const printPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

type FileTable = ReadonlyMap<string, string>

/** The files there are, by path of address: nothing else can be asked for, whatever the address says. */
export function tableOf(folder: string): FileTable {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in contentTypes)
    .map((entry) => join(entry.parentPath, entry.name))
  const table = new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
  const start = table.get('/index.html')
  if (start === undefined) throw new Error(`${folder} holds no index.html; build the app first.`)
  return table.set('/', start)
}

/** What a page gets for its request, with the policy that it has to live by. */
export async function respond(request: Request, files: FileTable): Promise<Response> {
  const { host, pathname } = new URL(request.url)
  const page = pages.get(pathname)
  const file = files.get(pathname)
  if (host !== 'intercoder' || request.method !== 'GET') return answer('', 'text/plain', policy, 404)
  if (page !== undefined) return answer(page, 'text/html; charset=utf-8', printPolicy)
  if (file === undefined) return answer('', 'text/plain', policy, 404)
  return answer(new Uint8Array(await readFile(file)), contentTypes[extname(file)]!, policy)
}

function answer(body: BodyInit, contentType: string, contentPolicy: string, status = 200): Response {
  const headers = {
    'Content-Type': contentType,
    'Content-Security-Policy': contentPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
  return new Response(body, { status, headers })
}

/** Pages to be printed, by path of address, as long as they are needed. */
const pages = new Map<string, string>()

/** Serves `html` at an address of its own for as long as `use` takes. */
export async function withPage<T>(html: string, use: (url: string) => Promise<T>): Promise<T> {
  const path = `/print/${randomUUID()}`
  pages.set(path, html)
  try {
    return await use(home + path)
  } finally {
    pages.delete(path)
  }
}
