// Reads the models of a sweep, prints them best first, and keeps the best as best.json.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const directory = process.env.ROTA_OUTPUT_DIR ?? '.'
const models = readdirSync(directory)
  .filter((name) => name.startsWith('model-') && name.endsWith('.json'))
  .map((name) => ({ name, ...JSON.parse(readFileSync(join(directory, name), 'utf8')) }))
  .sort((a, b) => b.validation.accuracy - a.validation.accuracy || a.validation.loss - b.validation.loss)

if (models.length === 0) {
  console.error(`no model-*.json in ${directory}`)
  process.exit(1)
}

const percent = (share) => `${(share * 100).toFixed(1)} %`
const columns = [
  ['lr', (model) => String(model.lr)],
  ['hidden', (model) => String(model.hidden)],
  ['seed', (model) => String(model.seed)],
  ['train', (model) => percent(model.train.accuracy)],
  ['validation', (model) => percent(model.validation.accuracy)],
  ['loss', (model) => model.validation.loss.toFixed(3)],
]
const top = models.slice(0, 10)
const rows = [columns.map(([title]) => title), ...top.map((model) => columns.map(([, write]) => write(model)))]
const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
for (const row of rows) {
  console.log(row.map((cell, column) => cell.padStart(widths[column])).join('   '))
}
if (models.length > top.length) console.log(`and ${models.length - top.length} more`)

copyFileSync(join(directory, models[0].name), join(directory, 'best.json'))
console.log(`best: ${join(directory, 'best.json')}`)
