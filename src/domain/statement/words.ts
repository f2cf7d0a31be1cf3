/** "Modèle  (API)" → "modele api": what two spellings of the same words have in common. */
export const normalize = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const french =
  /\b(facture|avoir|montant|devise|modele|quantite|jour|entree|sortie|remise|tva|ht|ttc|prix|periode|du|au|designation)\b/g

/** Whether the words are rather French than English: a hint where numbers or dates can be read in two ways. */
export const isFrench = (text: string): boolean => (normalize(text).match(french) ?? []).length >= 2
