import { compareInTurns, type Finding, takeTurns, timeOf } from './measure.ts'
import { reportFrom } from './spend-report.ts'
import { writeUsageAnswer } from './usage-answer.ts'

const warmUps = 10
const rounds = 60
const most = 3

/** A large answer of Mistral's to the report, against reading the same bytes as JSON and nothing else. */
export async function measureUsage(): Promise<Finding[]> {
  const bytes = writeUsageAnswer()
  const ours = () => timeOf(() => reportFrom(bytes))
  const bare = () => timeOf(() => JSON.parse(bytes.toString()))
  await takeTurns(warmUps, ours, bare)
  const compared = await compareInTurns(rounds, ours, bare, most)
  const megabytes = (bytes.length / 1024 / 1024).toFixed(1)
  return [
    {
      what: `${megabytes} MB usage answer → report, validated; against JSON.parse of the same bytes`,
      ...compared,
      most,
    },
  ]
}
