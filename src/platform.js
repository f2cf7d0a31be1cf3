// Plain JavaScript, as src/launch.js, which any Node reads. What differs between Linux, macOS and Windows stands here and
// nowhere else; a test holds that. Everything else is written so that it does not matter: folders by node:path, temporary
// ones by os.tmpdir(), no file that differs from another by its case alone, no ":" in a file's name.

/** @param {string} platform */
export const describePlatform = (platform) => {
  const isWindows = platform === 'win32'
  return {
    // Windows tells a console program of Ctrl-C, Ctrl-Break and a closed window; it has no SIGTERM, and whatever "sends"
    // one ends the process at once. What counts is in the database, so that this is no worse than a power cut.
    stopSignals: isWindows ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGTERM', 'SIGINT'],
    // There are no modes on Windows: who may read a file is what its folder says.
    hasFileModes: !isWindows,
    // The package that `npm ci` brings a Node in, and where it lies there. There is none for macOS.
    bundledNode: {
      folder: `node-${isWindows ? 'win' : platform}`,
      executables: isWindows ? ['node.exe', 'bin/node.exe'] : ['bin/node'],
    },
    // "sqlite:///C:/data/bot.sqlite": the slash before a drive belongs to the address.
    /** @param {string} path */
    pathOfAddress: (path) => (isWindows ? path.replace(/^\/(?=[A-Za-z]:[\\/])/, '') : path),
  }
}

export const platform = describePlatform(process.platform)
