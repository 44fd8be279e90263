// A PostgreSQL of its own for a measurement: on a socket alone, with its defaults, so that a commit is on the disk.
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const programs = '/usr/lib/postgresql'

/** Starts one in a directory beside those of the others that are measured; how it is reached, and what ends it. */
export function startPostgres(dir) {
  const version = readdirSync(programs).sort().at(-1)
  const root = mkdtempSync(join(dir, 'rota-postgres-'))
  const isRoot = userInfo().uid === 0
  if (isRoot) {
    const [uid, gid] = ['-u', '-g'].map((what) => Number(execFileSync('id', [what, 'postgres'])))
    chownSync(root, uid, gid)
  }

  // It refuses to run as root.
  const run = (program, ...words) => {
    const path = join(programs, version, 'bin', program)
    const [first, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', path, ...words] : [path, ...words]
    execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: root })
  }
  run('initdb', '-D', join(root, 'data'), '-U', 'postgres', '--auth=trust', '--no-instructions')
  run('pg_ctl', '-D', join(root, 'data'), '-w', '-l', join(root, 'log'), '-o', `-k ${root} -c listen_addresses=''`, 'start')
  return {
    name: `PostgreSQL ${version}`,
    host: root,
    stop() {
      run('pg_ctl', '-D', join(root, 'data'), '-m', 'immediate', 'stop')
      rmSync(root, { recursive: true, force: true })
    },
  }
}
