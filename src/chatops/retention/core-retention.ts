import type { GroupMemberTables } from '../../storage/people/group-members.ts'
import type { PostTables } from '../notify/schema.ts'
import { defineRetention, type Retention } from './retention.ts'

/** Posts that nobody will ask for again, and who once was in a user group. Buttons and pictures go by themselves, sooner. */
export const coreRetention: Retention = defineRetention<PostTables & GroupMemberTables>({
  async remove(tx, organization, { before }) {
    const posts = await tx
      .deleteFrom('posts')
      .where('organization', '=', organization)
      .where('noted_at', '<', before)
      // One whose end is open is looked for before it is posted again.
      .where('begun_at', 'is', null)
      .executeTakeFirst()
    const members = await tx
      .deleteFrom('group_members')
      .where('organization', '=', organization)
      .where('left_at', '<', before)
      .executeTakeFirst()
    return { posts: Number(posts.numDeletedRows), 'group-members': Number(members.numDeletedRows) }
  },
})
