// Finishes what vite built: the style goes into the page (one request less before anything is seen), its hash beside the page for
// the header that allows it, and everything is compressed.
//   node finish.mjs DIRECTORY
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const directory = process.argv[2];
const page = join(directory, 'index.html');
const link = /<link rel="stylesheet"[^>]*href="\/(assets\/[^"]+)"[^>]*>/;
const html = readFileSync(page, 'utf8');
const sheet = link.exec(html)[1];
const style = readFileSync(join(directory, sheet), 'utf8');
writeFileSync(page, html.replace(link, () => `<style>${style}</style>`));
writeFileSync(join(directory, 'style.hash'), `sha256-${createHash('sha256').update(style).digest('base64')}`);
rmSync(join(directory, sheet));
for (const name of readdirSync(directory, { recursive: true })) {
  const file = join(directory, name);
  if (!statSync(file).isFile() || name === 'style.hash') continue;
  const content = readFileSync(file);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: quality }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  rmSync(file);
}
