import { readFileSync } from 'node:fs'

export interface Instruction {
  readonly name: string
  /** What stands behind it, options apart. */
  readonly words: string
  readonly options: Readonly<Record<string, string>>
}

export interface Stage {
  readonly from: string
  readonly name: string | undefined
  readonly instructions: readonly Instruction[]
}

/** As much of the language as the file uses: an instruction a line, with continuations and options. */
export function readContainerfile(path = 'manifest/Containerfile'): readonly Stage[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: { from: string; name: string | undefined; instructions: Instruction[] }[] = []
  for (const line of lines) {
    const instruction = readInstruction(line)
    const [from = '', , name] = instruction.words.split(/\s+/)
    if (instruction.name === 'FROM') stages.push({ from, name, instructions: [] })
    else stages.at(-1)?.instructions.push(instruction)
  }
  return stages
}

function readInstruction(line: string): Instruction {
  const [, name = '', optionText = '', words = ''] = /^([A-Z]+)((?:\s+--[a-z-]+=\S+)*)\s+(.*)$/.exec(line) ?? []
  const options = [...optionText.matchAll(/--([a-z-]+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value])
  return { name, words, options: Object.fromEntries(options) }
}

export const valuesOf = ({ instructions }: Stage, name: string): string[] =>
  instructions.filter((instruction) => instruction.name === name).map(({ words }) => words)

/** The command of a health check: `CMD ["…"]`. */
export function healthCommand(stage: Stage): string[] {
  const [, list = '[]'] = /^CMD (\[.*\])$/.exec(valuesOf(stage, 'HEALTHCHECK')[0] ?? '') ?? []
  return JSON.parse(list)
}
