import { Thread } from '../apart/thread.ts'
import { type ReadDocument, type ReadOptions, refuse } from './document.ts'
import { isPlainText } from './kind.ts'
import { type Limits, standardLimits } from './limits.ts'
import { readText } from './text.ts'

/**
 * Reads documents whose makers are unknown in a thread of its own. Plain text is read right here. One file at a time;
 * the thread is kept until `close`.
 */
export class DocumentReader {
  private readonly thread: Thread

  constructor(private readonly limits: Limits = standardLimits) {
    this.thread = new Thread(limits)
  }

  /** The documents of a file. Throws a Refusal `NAME: why; what to do`. */
  async read(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<readonly ReadDocument[]> {
    return readDocuments(this.thread, name, bytes, options, this.limits)
  }

  close(): Promise<void> {
    return this.thread.close()
  }
}

/** The documents of a file, read in the thread unless they are plain text. */
export async function readDocuments(
  thread: Thread,
  name: string,
  bytes: Uint8Array,
  options: ReadOptions,
  limits: Limits = standardLimits,
): Promise<readonly ReadDocument[]> {
  if (bytes.length === 0) return refuse(name, 'the file is empty; there is nothing to code')
  if (isPlainText(name, bytes)) return [await readText({ name, bytes, options })]
  return thread.run({ work: 'documents', name, bytes, options, limits }, { name, size: bytes.length })
}
