// Numbers and tables of the benchmarks.

/** The middle of the values; of an even number, the mean of the two in the middle. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Seconds with the unit that fits. */
export function duration(seconds) {
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(seconds < 0.00995 ? 1 : 0)} ms`
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`
}

/** The least and the greatest; nothing for a single value. */
export const spread = (values) =>
  values.length < 2 ? '' : `${duration(Math.min(...values))} – ${duration(Math.max(...values))}`
/** A number of things, with separators. */
export const count = (value) => Math.round(value).toLocaleString('en-US')

/** Bytes with the unit that fits. */
export function size(bytes) {
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(0)} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`
}

/** Writes a table: aligned text, or Markdown. The first column is text, the others are numbers. */
export function table(title, head, rows, markdown) {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length), 3))
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))
  const line = (row) => row.map(pad)
  if (markdown) {
    const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
    const lines = [line(head), rule, ...rows.map(line)].map((row) => `| ${row.join(' | ')} |`)
    console.log(`### ${title}\n\n${lines.join('\n')}\n`)
  } else {
    console.log(`${title}\n${all.map((row) => `  ${line(row).join('   ').trimEnd()}`).join('\n')}\n`)
  }
}
