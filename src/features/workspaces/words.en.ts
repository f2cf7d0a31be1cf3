const workspaces = (count: number) => (count === 1 ? '1 Workspace' : `${count} Workspaces`)

export const en = {
  summary: 'What each Workspace spends, how much of its cap that is, who owns it, and which moved most',
  finding: (period: string, total: string, count: number) => `${period}: ${total} in ${workspaces(count)}`,
  findingUnknown: (period: string, count: number) =>
    `${period}: usage in ${workspaces(count)}, but no amount that I could work out`,
  nothing: (period: string) => `${period}: Mistral lists no Workspaces`,
  noAnswer: (period: string) => `${period}: Mistral gave no answer for any Workspace`,

  reached: (names: string, count: number) =>
    count === 1 ? `🔴 ${names} has used up its cap` : `🔴 ${names} have used up their caps`,
  near: (names: string, count: number, share: string) =>
    count === 1 ? `⚠ ${names} is above ${share} of its cap` : `⚠ ${names} are above ${share} of their caps`,
  willReach: (name: string, when: string, later: number) =>
    `⚠ ${name} reaches its cap ≈ ${when}${later > 0 ? `, ${later} more later this month` : ''}`,
  allHold: (share: string) => `No cap is above ${share}`,
  noCaps: 'No Workspace has a cap',

  movers: (rows: string, against: string, isWholeDays: boolean) =>
    `Moved most: ${rows}, on ${against}${isWholeDays ? ', whole days' : ''}`,
  mover: (name: string, difference: string, share: string | undefined, isLess: boolean) =>
    `${isLess ? '▼' : '▲'} ${name} ${difference}${share ? ` (${share})` : ''}`,

  capped: 'Caps, nearest to their end first',
  uncapped: 'Without a cap',
  capsOfMonths: 'Caps count by the month: ask for one month to see their use',
  capsOfToday: 'Caps as they are today; their use worked out from usage and prices, Mistral reports none',
  ofCap: (amount: string, cap: string, share: string) => `*${amount}* of ${cap} (${share})`,
  capOf: (amount: string, cap: string) => `*${amount}*, cap ${cap}`,
  atLeast: (amount: string) => `≥ ${amount}`,
  capReachedAt: (when: string) => `reached ≈ ${when}`,

  people: (members: string) => (members === '1' ? '1 member' : `${members} members`),
  owners: (names: string, count: number) => `${count === 1 ? 'owner' : 'owners'}: ${names}`,
  ownerCount: (count: number) => (count === 1 ? '1 owner' : `${count} owners`),
  noOwner: 'no owner',
  moreOwners: (count: number) => `${count} more`,

  otherCaps: (count: number, share: string) => `${count === 1 ? '1 other' : `${count} others`}, none above ${share}`,
  others: (count: number, amount: string) => `${count === 1 ? '1 other' : `${count} others`}  *${amount}*`,
  restName: 'in archived Workspaces or in none',
  rest: (amount: string) => `In archived Workspaces or in none  *${amount}*`,
  archived: (names: string, count: number) => `${count === 1 ? 'Archived' : `${count} archived`}: ${names}`,
  missingMembers: '⚠ The members could not be read, so no owners are shown',
  askAdmin: 'An admin can change caps and owners in Mistral’s Admin Panel.',
  panel: 'Open caps in the Admin Panel',

  chart: {
    near: (name: string, share: string, period: string) => `${name} has used ${share} of its cap, ${period}`,
    leads: (name: string, share: string, period: string) => `${name} makes up ${share} of the spend, ${period}`,
    leadsCounted: (name: string, share: string, period: string) =>
      `${name} makes up ${share} of what could be counted, ${period}`,
    subtitle: (days: string, isRunning: boolean) =>
      `Spend per Workspace, ${days}${isRunning ? ', today not over' : ''}, UTC days`,
    caps: 'Used of the cap',
    perMonth: 'Per month',
    other: 'Other',
    spend: 'Spend',
    spendWithChange: (against: string) => `Spend, and its change on ${against}`,
    others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
  },
}
