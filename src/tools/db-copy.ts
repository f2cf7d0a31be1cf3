import { copyEverything } from './copy.ts'
import { terminal } from './terminal.ts'

process.exitCode = await copyEverything(process.argv.slice(2), terminal)
