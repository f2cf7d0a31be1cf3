import { definePersonalData } from '../../chatops/people/personal-data.ts'
import type { FigureTables } from '../../storage/figures/schema.ts'
import { importWords } from './words.ts'

/** Who imported or typed what stands there by a random id, which is nobody's once a person is erased. */
export const importPersonalData = definePersonalData<FigureTables>({
  table: 'figure_drafts',
  sheet: (reader) => importWords(reader).personal.sheet,
  async show(db, organization, { personIds }, reader) {
    const drafts = await db
      .selectFrom('figure_drafts')
      .select('id')
      .where('organization', '=', organization)
      .where('person_id', 'in', personIds)
      .execute()
    return drafts.length > 0 ? [importWords(reader).personal.drafts(drafts.length)] : []
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .deleteFrom('figure_drafts')
      .where('organization', '=', organization)
      .where('person_id', 'in', personIds)
      .execute()
  },
})
