/** From this share of a limit, a cap or a budget on it is worth a word before anybody asks. */
export const nearlyUsed = 0.8
