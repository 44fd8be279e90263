// The crowd of crowd.mjs: connections that send a byte a second, and such that follow a job. What the server cuts off is
// opened again. It says when all are there, and how many are when it is asked.
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

const { host, port, token, slow, streams } = workerData
const request = 'POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n'
const here = { slow: 0, streams: 0 }
const rest = (ms) => new Promise((done) => setTimeout(done, ms))

function open(kind, begin) {
  const socket = connect(port, host, () => {
    here[kind]++
    const end = begin(socket)
    socket.on('close', () => {
      here[kind]--
      end?.()
      open(kind, begin)
    })
  })
  socket.on('error', () => {}).resume()
}

function dawdle(socket) {
  let at = 0
  const timer = setInterval(() => socket.write(request[at++ % request.length]), 1e3)
  return () => clearInterval(timer)
}

const follow = (socket) => {
  socket.write(`GET /v1/jobs/1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`)
}

for (let count = 0; count < slow + streams; count++) {
  count < slow ? open('slow', dawdle) : open('streams', follow)
  if (count % 100 === 99) {
    await rest(20)
  }
}

parentPort.on('message', () => parentPort.postMessage({ ...here }))
parentPort.postMessage('all are there')
