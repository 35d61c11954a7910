// node build/icon.mjs draws build/icon.png: three lines of text, and two coders' spans that overlap on one of them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

const size = 1024
const [ground, line, first, second, both] = [0xfbfaf7, 0xb9b5ab, 0x8fb8de, 0xf0b27a, 0xa67c9b]

/** left, top, right, bottom in pixels, and the colour; later ones cover earlier ones. */
const shapes = [
  [232, 300, 792, 340, line],
  [232, 470, 620, 554, first],
  [420, 470, 792, 554, second],
  [420, 470, 620, 554, both],
  [232, 684, 660, 724, line],
]

function colourAt(x, y) {
  if (!inRoundedSquare(x, y)) return [0, 0, 0, 0]
  const shape = shapes.findLast(
    ([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom,
  )
  const colour = shape?.[4] ?? ground
  return [colour >> 16, (colour >> 8) & 255, colour & 255, 255]
}

/** 64 pixels of margin, corners of 180. */
function inRoundedSquare(x, y) {
  const [near, far, radius] = [64, size - 64, 180]
  if (x < near || x >= far || y < near || y >= far) return false
  const dx = Math.max(near + radius - x, x - (far - radius), 0)
  const dy = Math.max(near + radius - y, y - (far - radius), 0)
  return dx * dx + dy * dy <= radius * radius
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const header = Buffer.alloc(13)
header.writeUInt32BE(size, 0)
header.writeUInt32BE(size, 4)
header.set([8, 6], 8) // 8 bits a channel, red green blue alpha
const axis = Array.from({ length: size }, (_, i) => i)
const rows = axis.map((y) => Buffer.from([0, ...axis.flatMap((x) => colourAt(x, y))]))
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const data = deflateSync(Buffer.concat(rows), { level: 9 })
const image = [signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
writeFileSync(join(import.meta.dirname, 'icon.png'), Buffer.concat(image))
