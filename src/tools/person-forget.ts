import { forgetSomebody } from './forget.ts'
import { terminal } from './terminal.ts'

process.exitCode = await forgetSomebody(process.argv.slice(2), terminal)
