import { runDoctor } from './doctor/index.ts'
import { terminal } from './terminal.ts'

process.exitCode = await runDoctor(process.argv.slice(2), terminal)
