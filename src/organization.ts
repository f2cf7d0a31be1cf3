/** One organization today; every stored row names it, so that there can be several. */
export const organization = 'main'
