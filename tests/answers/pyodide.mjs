// Answers requests as the page's worker does, in Node: node pyodide.mjs PYODIDE ARCHIVE LOCK
// Lines of JSON in, the answers as lines out.
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const [folder, archive, lock] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({
  indexURL: folder,
  stdLibURL: archive,
  lockFileContents: JSON.parse(lock),
  env: { SYMPY_GROUND_TYPES: 'python', PYTHONHASHSEED: '0' },
});
python.runPython('import solutions.answers.browser.entry');
for await (const line of createInterface({ input: process.stdin })) {
  const asked = `solutions.answers.browser.entry.answer(${JSON.stringify(line)})`;
  process.stdout.write(`${JSON.stringify(python.runPython(asked))}\n`);
}
