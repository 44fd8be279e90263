// Where the crowd of crowd.mjs goes so that it costs the machine what it costs, and the daemon nothing: it takes what comes
// slowly, and answers who follows a job with as many words as a daemon does.
import { createServer } from 'node:net'
import { parentPort } from 'node:worker_threads'

const word = `event: changed\ndata: ${'x'.repeat(180)}\n\n`
const followers = new Set()
setInterval(() => followers.forEach((one) => one.write(word)), 250)

createServer((socket) => {
  socket.on('error', () => {}).on('close', () => followers.delete(socket))
  socket.on('data', (part) => {
    if (part.length > 1 && part.toString().startsWith('GET')) {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n')
      followers.add(socket)
    }
  })
}).listen(0, '127.0.0.1', function () {
  parentPort.postMessage(this.address().port)
})
