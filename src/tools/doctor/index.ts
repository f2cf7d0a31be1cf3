import { parseArgs } from 'node:util'
import packageJson from '../../../package.json' with { type: 'json' }
import { readConfigAsFarAsSound } from '../../config/index.ts'
import { type Clock, systemClock } from '../../domain/time/clock.ts'
import { hideSecrets } from '../../log.ts'
import { secretsOf } from '../../start.ts'
import { type ExitCode, type Outside, runTool, ToolError } from '../tool.ts'
import { type Examined, examine } from './examine.ts'
import { checkNames, count } from './finding.ts'

const usage = `Usage: npm run doctor -- [--json]
  Looks at this installation: what works, what does not, and how to mend it. It reads only, and changes nothing at
  Slack, at Mistral or in the database. Exit code 0: no problem (warnings may be left); 1: at least one problem.`

/** What is wrong with this installation, each with its mend. */
export const runDoctor = (args: readonly string[], outside: Outside, clock: Clock = systemClock): Promise<ExitCode> =>
  runTool(outside, async () => {
    const { isJson } = readArguments(args)
    const findings = await examine(outside.environment, clock)
    const hasProblem = findings.some(({ level }) => level === 'problem')
    // Whatever slipped into a sentence: no key and no token leaves through here.
    const hide = hideSecrets(secretsOf(readConfigAsFarAsSound(outside.environment).config))
    const report = isJson
      ? JSON.stringify({ version: packageJson.version, ok: !hasProblem, findings }, null, 2)
      : sayFindings(findings)
    outside.print(hide(report))
    return hasProblem ? 1 : 0
  })

const marks = { ok: '✓', warning: '!', problem: '✗' } as const

export function sayFindings(findings: readonly Examined[]): string {
  const groups = checkNames.flatMap((name) => {
    const own = findings.filter(({ check }) => check === name)
    return own.length > 0 ? [[name, ...own.flatMap(sayFinding)].join('\n')] : []
  })
  const problems = findings.filter(({ level }) => level === 'problem').length
  const warnings = findings.filter(({ level }) => level === 'warning').length
  return [...groups, `${count(problems, 'problem')}, ${count(warnings, 'warning')}`].join('\n\n')
}

const sayFinding = ({ level, says, mend }: Examined): string[] => [
  `  ${marks[level]} ${says}`,
  ...(mend ? [`      → ${mend}`] : []),
]

function readArguments(args: readonly string[]): { isJson: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
    return { isJson: values.json ?? false }
  } catch {
    throw new ToolError(usage)
  }
}
