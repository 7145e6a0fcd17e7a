// Build time: let Pyodide compile what a folder holds into one archive, and start from it once, so
// that a module that is missing stops the build.
// node pack.mjs PYODIDE FOLDER SCRIPT ARCHIVE LOCK ENTRY
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [pyodideFolder, folder, script, archive, lock, entry] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`));

async function made() {
  const pyodide = await loadPyodide({
    indexURL: pyodideFolder,
    env: { PYTHONNODEBUGRANGES: '1' },
  });
  pyodide.mountNodeFS('/sources', folder);
  pyodide.FS.writeFile('/home/pyodide/archive.py', readFileSync(script));
  pyodide.runPython(`
from pathlib import Path
import sys
sys.path.insert(0, '/home/pyodide')
import archive
archive.write(Path('/sources'), Path('/archive.zip'))
`);
  writeFileSync(archive, pyodide.FS.readFile('/archive.zip'));
}

async function tried() {
  const pyodide = await loadPyodide({
    indexURL: pyodideFolder,
    stdLibURL: archive,
    lockFileContents: JSON.parse(lock),
    env: { SYMPY_GROUND_TYPES: 'python' },
  });
  pyodide.runPython(`import ${entry}`);
}

try {
  await made();
  await tried();
} catch (error) {
  console.error(error.message); // Node would print Pyodide's line of a megabyte first
  process.exit(1);
}
