import { UpstreamError } from '../domain/errors.ts'
import type { MistralReads } from './client.ts'

/** For an Organization without an Admin API key: every question has the same honest answer. */
export function createAbsentMistral(): MistralReads {
  const refuse = (call: string) => () => Promise.reject(new UpstreamError('mistral', 'notConfigured', call))
  return {
    usage: refuse('usage'),
    spendLimit: refuse('spendLimit'),
    rateLimit: refuse('rateLimit'),
    workspaces: refuse('workspaces'),
    members: refuse('members'),
    userActivity: refuse('userActivity'),
    agentActivity: refuse('agentActivity'),
    activityOverTime: refuse('activityOverTime'),
    codeActivity: refuse('codeActivity'),
    editActivity: refuse('editActivity'),
    apiKeys: refuse('apiKeys'),
    auditLog: refuse('auditLog'),
    reach: () => ({ host: '', authMode: null, analytics: {}, calls: {} }),
  }
}
