import { defineAuditActions } from '../../chatops/contract.ts'
import { limitsWords } from './words.ts'

/** Everything that a request and its limit can go through, and the words by which people ask for it. */
export const limitActions = defineAuditActions(
  {
    'limit.requested': ['request'],
    'limit.joined': ['request'],
    'limit.amended': ['request'],
    'limit.withdrawn': ['request'],
    'limit.expired': ['request'],
    'limit.handed-over': ['change'],
    'limit.reviewed': ['review'],
    'limit.approved': ['decision'],
    'limit.denied': ['decision'],
    'limit.break-glass': ['decision'],
    'limit.lapsed': ['decision'],
    'limit.attempted': ['change'],
    'limit.written': ['change'],
    'limit.applied': ['change'],
    'limit.already-there': ['change'],
    'limit.done-by-hand': ['change'],
    'limit.stated': ['change'],
    'limit.not-sent': ['failure'],
    'limit.not-written': ['failure'],
    'limit.answer-lost': ['failure'],
    'limit.lease-expired': ['failure'],
    'limit.refused-by-mistral': ['failure'],
    'limit.contradicted': ['failure'],
    'limit.ending': ['ending'],
    'limit.ended': ['ending', 'change'],
    'limit.end-postponed': ['ending'],
    'limit.stays': ['ending'],
    'limit.end-by-hand': ['ending'],
    'limit.left-alone': ['ending'],
    'trail.restored': ['failure'],
  },
  (reader) => limitsWords(reader).actions,
)
