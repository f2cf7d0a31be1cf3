import { randomUUID } from 'node:crypto'

/** A Socket Mode address is good for one connection. */
export function createTickets() {
  const issued = new Set<string>()
  return {
    issue(): string {
      const ticket = randomUUID()
      issued.add(ticket)
      return ticket
    },
    redeem: (ticket: string | null) => ticket !== null && issued.delete(ticket),
    clear: () => issued.clear(),
  }
}
