import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeUsageAnswer } from './usage-answer.ts'

/** Serves one answer of that many MB, whatever is asked. */
process.once('disconnect', () => process.exit())
process.once('message', (megabytes: number) => {
  const answer = writeUsageAnswer(megabytes)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
