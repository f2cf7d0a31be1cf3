import { terminal } from './terminal.ts'
import { verifyTrail } from './verify.ts'

process.exitCode = await verifyTrail(process.argv.slice(2), terminal)
