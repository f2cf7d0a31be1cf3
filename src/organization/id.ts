/** The Organization of the settings. Every stored row names the one that it belongs to, so that a process can serve several. */
export const mainOrganization = 'main'
