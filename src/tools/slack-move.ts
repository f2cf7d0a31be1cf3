import { moveWorkspace } from './slack-move/move.ts'
import { terminal } from './terminal.ts'

process.exitCode = await moveWorkspace(process.argv.slice(2), terminal)
