import { plural } from '../../chatops/words/plural.ts'

export const en = {
  removed: (count: number, day: string) =>
    `I removed ${plural(count, 'entry', 'entries')} of the audit trail from before ${day}`,
  setting: (months: number) => `What has been over for ${months} months is removed, as \`RETENTION_MONTHS\` says.`,
  kept: (count: number) =>
    `${plural(count, 'older entry stays', 'older entries stay')}: open requests, running limits or closed months rest on ${count === 1 ? 'it' : 'them'}.`,
  checkpoint: (sequence: number, hash: string) =>
    `The trail goes on from the checkpoint in entry ${sequence}: ${hash}. \`npm run audit:verify\` checks it, also together with older exports.`,
  actions: { 'trail.pruned': 'removed old entries' },
}
