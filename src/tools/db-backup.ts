import { backUp } from './backup.ts'
import { terminal } from './terminal.ts'

process.exitCode = await backUp(process.argv.slice(2), terminal)
