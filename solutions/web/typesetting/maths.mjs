// Sets formulas with MathJax, one page at a time: a line of JSON in, a line of JSON out.
//
//   in   {"formulas": [{"tex": "\\sigma^2", "display": false}, …]}
//   out  {"set": [{"svg", "mathml", "glyphs": {id: path}, "width": ex} | {"error": "…"}, …]}
//
// The macros come as a JSON object in the first argument, because MathJax takes them once.

import { createInterface } from 'node:readline';
import { slimmer } from './slim.mjs';

console.log = console.warn = () => {}; // stdout carries answers, stderr the reason of an end

const answer = (value) => process.stdout.write(JSON.stringify(value) + '\n');

const MathJax = await import('mathjax').then(
  (module) => module.default,
  () => {
    answer({ fatal: 'the npm package mathjax is not installed; run `npm ci`' });
    process.exit(1);
  },
);

// Left out on purpose: noundefined and noerrors (an error must stop the build), newcommand (a
// definition on one page would reach the next, and the cache would not know), html (links inside
// an SVG break instant navigation), color (nothing then keeps its contrast in the dark).
const packages = ['base', 'ams', 'boldsymbol', 'mathtools', 'cancel', 'configmacros'];
await MathJax.init({
  loader: {
    load: [
      'input/tex-base', ...packages.slice(1).map((name) => `[tex]/${name}`),
      'output/svg', 'adaptors/liteDOM',
    ],
  },
  tex: {
    packages,
    macros: JSON.parse(process.argv[2] ?? '{}'),
    formatError: (_, error) => { throw error; },
  },
  svg: { fontCache: 'local', linebreaks: { inline: false } },
  startup: { typeset: false },
});
const dom = MathJax.startup.adaptor;
const { outlines, drawing, spoken } = slimmer(dom);
const breaking = MathJax.startup.document.outputJax.options.linebreaks;

const REFUSED = [
  [/\\(?:tag|label|ref|eqref)(?![A-Za-z])/, 'numbers and references belong to the page'],
  [/\\Declare(?:MathOperator|PairedDelimiter\w*)(?![A-Za-z])/, 'a formula may not define macros'],
];
const BREAKABLE = 30; // ex: an inline formula wider than this may go over two lines

async function drawings(tex, display, breakable) {
  breaking.inline = breakable;
  const container = await MathJax.tex2svgPromise(tex, { display });
  const glyphs = outlines(container);
  const pieces = dom.childNodes(container)
    .filter((child) => dom.kind(child) === 'svg')
    .map((svg) => drawing(svg, glyphs));
  return { pieces, glyphs, width: Math.max(...pieces.map((piece) => piece.width)) };
}

async function set({ tex, display }) {
  const refused = REFUSED.find(([pattern]) => pattern.test(tex));
  if (!tex.trim()) return { error: 'the formula is empty' };
  if (refused) return { error: `${tex.match(refused[0])[0]} cannot be used: ${refused[1]}` };
  try {
    let drawn = await drawings(tex, display, false);
    if (!display && drawn.width > BREAKABLE) drawn = await drawings(tex, display, true);
    const mathml = dom.parse(await MathJax.tex2mmlPromise(tex, { display }), 'text/html');
    return {
      svg: drawn.pieces.map(({ text }) => text).join(' '),
      mathml: spoken(dom.tags(dom.body(mathml), 'math')[0]),
      glyphs: drawn.glyphs,
      width: drawn.width,
    };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const formulas = [];
  for (const formula of JSON.parse(line).formulas) formulas.push(await set(formula));
  answer({ set: formulas });
}
