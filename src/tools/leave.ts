import { leaveForGood } from './leave/leave.ts'
import { terminal } from './terminal.ts'

process.exitCode = await leaveForGood(process.argv.slice(2), terminal)
