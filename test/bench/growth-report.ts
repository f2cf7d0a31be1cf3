/** What one command came to at one size. */
export interface Point {
  readonly size: number
  /** Of the bot’s processor: what Mistral and Slack take is theirs. */
  readonly cpuMs: number
  readonly calls: number
}

export interface Growth {
  /** "Workspaces" */
  readonly of: string
  readonly commands: Readonly<Record<string, readonly Point[]>>
  /** Of the process, after all of them. */
  readonly memory: readonly { readonly size: number; readonly bytes: number }[]
}

/** What is measured twice differs by so much. */
const noise = 1.3
/** Below that, the clock says more than the work. */
const leastMs = 20

export function findSteep({ of, commands, memory }: Growth): string[] {
  const steps = [
    ...Object.entries(commands).flatMap(([command, points]) => [
      ...stepsOf(
        `the processor’s time of \`${command}\``,
        points.map(({ size, cpuMs }) => ({ size, value: Math.max(cpuMs, leastMs) })),
      ),
      ...stepsOf(
        `the calls of \`${command}\``,
        points.map(({ size, calls }) => ({ size, value: Math.max(calls, 1) })),
      ),
    ]),
    ...stepsOf(
      'memory',
      memory.map(({ size, bytes }) => ({ size, value: bytes })),
    ),
  ]
  return steps
    .filter(({ times, larger }) => times > larger * noise)
    .map(
      ({ what, from, to, times, larger }) =>
        `From ${count(from)} to ${count(to)} ${of}, ${times.toFixed(1)} times as much for ${larger.toFixed(1)} times as many: ${what}.`,
    )
}

function stepsOf(what: string, points: readonly { size: number; value: number }[]) {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index]
    if (!before || before.value === 0) return []
    const [times, larger] = [point.value / before.value, point.size / before.size]
    return [{ what, from: before.size, to: point.size, times, larger }]
  })
}

const count = (value: number): string => value.toLocaleString('en')
const times = (value: number, first: number): string => (first > 0 ? ` (${(value / first).toFixed(1)}×)` : '')
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`

/** A table for each thing that grows: each cell with how many times the smallest size’s it is. */
export function writeGrowth(growths: readonly Growth[], measuredOn: string): string {
  return `# What growth costs

\`npm run bench -- growth\` measured this ${measuredOn}. Each command is asked by one person, with
nothing remembered from before; in brackets, how many times what it is at the smallest size. The time is that of the
bot’s processor, the least of three: what Mistral and Slack take is theirs. Months are asked for at Mistral; where the
history keeps them, they cost no call.

${growths.map(writeOne).join('\n\n')}
`
}

function writeOne(growth: Growth): string {
  const { of, commands, memory } = growth
  const sizes = memory.map(({ size }) => size)
  const row = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`
  const first = (points: readonly Point[], what: 'cpuMs' | 'calls') => points[0]?.[what] ?? 0
  const rows = Object.entries(commands).flatMap(([command, points]) => [
    row(
      `\`${command}\`: time`,
      points.map(({ cpuMs }) => `${cpuMs.toFixed(0)} ms${times(cpuMs, first(points, 'cpuMs'))}`),
    ),
    row(
      `\`${command}\`: calls to Mistral`,
      points.map(({ calls }) => `${count(calls)}${times(calls, first(points, 'calls'))}`),
    ),
  ])
  const held = row(
    'memory afterwards',
    memory.map(({ bytes }) => `${megabytes(bytes)}${times(bytes, memory[0]?.bytes ?? 0)}`),
  )
  const steep = findSteep(growth)
  return [
    `## ${of}`,
    '',
    row(of, sizes.map(count)),
    row(
      '---',
      sizes.map(() => '--:'),
    ),
    ...rows,
    held,
    '',
    steep.length === 0 ? `Nothing here grows faster than the number of ${of}.` : steep.join('\n'),
  ].join('\n')
}
