// Puts the built pages into dist/, each file compressed, for the binary to embed.
//   node pack.mjs           after `vite build`
//   node pack.mjs --check   exit 1 if dist/ was not built from these sources
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const here = import.meta.dirname
const files = dir => readdirSync(dir, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => join(f.parentPath, f.name)).sort()

// What the built files depend on: the sources, the exact packages and this script.
const hash = createHash('sha256')
for (const f of [...files(join(here, 'explorer')), ...files(join(here, 'playground')), join(here, 'package.json'), join(here, 'package-lock.json'), join(here, 'tsconfig.json'), join(here, 'pack.mjs')]) {
  hash.update(relative(here, f) + '\0').update(readFileSync(f)).update('\0')
}
const sources = hash.digest('hex') + '\n'
const stamp = join(here, 'dist', 'sources.sha256')

if (process.argv.includes('--check')) {
  let built = ''
  try {
    built = readFileSync(stamp, 'utf8')
  } catch {}
  if (built !== sources) {
    console.error('web/dist was built from other sources: run `npm ci && npm run build` in web/ and commit dist/')
    process.exit(1)
  }
} else {
  rmSync(join(here, 'dist'), { recursive: true, force: true })
  let total = 0
  for (const f of files(join(here, 'build'))) {
    const to = join(here, 'dist', relative(join(here, 'build'), f)) + '.gz'
    mkdirSync(dirname(to), { recursive: true })
    const packed = gzipSync(readFileSync(f), { level: 9 })
    total += packed.length
    writeFileSync(to, packed)
  }
  writeFileSync(stamp, sources)
  console.log(`dist: ${total} bytes`)
}
