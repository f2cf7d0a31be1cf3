/** What whoever runs the bot must mend before it can start: the message names the setting. */
export class StartError extends Error {
  override name = 'StartError'
}

export function explainPort(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  if (error.code === 'EADDRINUSE') return new StartError(`PORT: another program listens on ${port}. Give another port.`)
  if (error.code === 'EACCES') return new StartError(`PORT: this user may not listen on ${port}. Give one above 1023.`)
  return error
}
