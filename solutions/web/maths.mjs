// Sets formulas with MathJax, one page at a time: a line of JSON in, a line of JSON out.
//
//   in   {"formulas": [{"tex": "\\sigma^2", "display": false}, …]}
//   out  {"set": [{"svg", "mathml", "glyphs": {id: path}, "width": widest, in ex} | {"error": "…"}, …]}
//
// The macros come as a JSON object in the first argument, because MathJax takes them once.

import { createInterface } from 'node:readline';

console.log = console.error; // stdout carries answers only

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
const breaking = MathJax.startup.document.outputJax.options.linebreaks;

const REFUSED = [
  [/\\(?:tag|label|ref|eqref)(?![A-Za-z])/, 'numbers and references belong to the page, not to the TeX'],
  [/\\(?:DeclareMathOperator|DeclarePairedDelimiter\w*)(?![A-Za-z])/, 'a formula may not define macros'],
];
const BREAKABLE = 30; // ex: an inline formula wider than this may go over two lines

const round = (number) => String(Math.round(number));
const short = (number) => String(Math.round(number * 1000) / 1000).replace(/^(-?)0\./, '$1.');
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const quote = (text) => escape(text).replace(/"/g, '&quot;');
const glyph = (id) => id.replace(/^#?MJX-\d+-[A-Z]+-/, 'm-');

// An outline in relative steps: a quarter less to send. Whole coordinates only, so nothing drifts.
function relative(outline) {
  if (!/^[MLCZ\d\s-]*$/.test(outline)) return outline;
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let [written, last] = ['', ''];
  const step = (command, numbers) => {
    const joined = numbers.join(' ').replace(/ -/g, '-');
    const again = command === last && command !== 'z';
    written += again ? (joined.startsWith('-') ? joined : ` ${joined}`) : command + joined;
    last = command;
  };
  for (const [, command, rest] of outline.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const numbers = (rest.match(/-?\d+/g) ?? []).map(Number);
    if (numbers.length !== { M: 2, L: 2, C: 6, Z: 0 }[command]) return outline;
    if (command === 'Z') {
      step('z', []);
      [x, y] = [startX, startY];
      continue;
    }
    const [toX, toY] = numbers.slice(-2);
    const moved = numbers.map((number, i) => number - (i % 2 ? y : x));
    if (command === 'M') step('M', numbers);
    else if (command === 'L' && toY === y) step('h', [toX - x]);
    else if (command === 'L' && toX === x) step('v', [toY - y]);
    else step(command.toLowerCase(), moved);
    [x, y] = [toX, toY];
    if (command === 'M') [startX, startY] = [x, y];
  }
  return written;
}

// The attributes worth keeping. A glyph keeps its xlink:href, because Material's instant navigation
// sets the property href of everything with that attribute, and a <use> does not take it. A nested <svg> (the parts of a tall bracket) carries its size as a
// style as well, since Material gives every svg on a page the height auto.
function attributes(node, dropped) {
  const kept = dom.allAttributes(node)
    .filter(({ name }) => !name.startsWith('data-') && !dropped.includes(name))
    .map(({ name, value }) => [name, name === 'xlink:href' ? '#' + glyph(value) : value]);
  if (dom.kind(node) === 'svg') {
    const [width, height] = ['width', 'height'].map((name) => dom.getAttribute(node, name));
    kept.push(['style', `width:${width}px;height:${height}px`]);
  }
  return kept.map(([name, value]) => ` ${name}="${quote(value)}"`).join('');
}

// The leading translations of a transform, summed, and what is left of it.
function parted(transform) {
  let [x, y, rest] = [0, 0, transform ?? ''];
  for (let found; (found = rest.match(/^\s*translate\(([^,\s)]+)[,\s]*([^)]*)\)/)); ) {
    x += Number(found[1]);
    y += Number(found[2] || 0);
    rest = rest.slice(found[0].length);
  }
  return [x, y, rest.trim()];
}

function transformed(x, y, rest = '') {
  const moved = round(x) !== '0' || round(y) !== '0' ? `translate(${round(x)},${round(y)})` : '';
  return moved || rest ? ` transform="${[moved, rest].filter(Boolean).join(' ')}"` : '';
}

// A node of MathJax's SVG without its bookkeeping: a group that only moves its children gives its
// offset (x, y) to them, an empty group is gone, a glyph is one <use>.
function slim(node, glyphs, x = 0, y = 0) {
  const kind = dom.kind(node);
  if (kind === '#text') return escape(dom.value(node));
  const [dx, dy, rest] = parted(dom.getAttribute(node, 'transform'));
  const inside = (...offset) =>
    dom.childNodes(node).map((child) => slim(child, glyphs, ...offset)).join('');
  const at = (name, offset) => {
    const place = round(offset + Number(dom.getAttribute(node, name) ?? 0));
    return place === '0' ? '' : ` ${name}="${place}"`;
  };

  if (kind === 'g') {
    const own = attributes(node, ['transform', 'class', 'style', 'id']);
    if (!own && !rest) return inside(x + dx, y + dy);
    const drawn = inside();
    const moved = `${own}${transformed(x + dx, y + dy, rest)}`;
    const alone = drawn.match(/^<use xlink:href="[^"]*"(?=\/>$)/);
    return drawn && (alone ? `${alone[0]}${moved}/>` : `<g${moved}>${drawn}</g>`);
  }
  if (kind === 'use' && !(glyph(dom.getAttribute(node, 'xlink:href')) in glyphs)) return ''; // a space
  if ((kind === 'use' || kind === 'rect') && !rest) {
    const own = attributes(node, ['transform', 'x', 'y']);
    return `<${kind}${own}${at('x', x + dx)}${at('y', y + dy)}/>`;
  }
  const own = attributes(node, ['transform', 'class', 'style']);
  const drawn = inside();
  const end = drawn ? `>${drawn}</${kind}>` : '/>';
  const whole = `<${kind}${own}${transformed(dx, dy, rest)}${end}`;
  const moved = transformed(x, y);
  return moved ? `<g${moved}>${whole}</g>` : whole;
}

// One drawing. Its size is a style, in ex, so that it is known before anything is drawn and no
// stylesheet's height for icons can stretch it.
function drawing(svg, glyphs) {
  const [width, height] = ['width', 'height'].map((name) => parseFloat(dom.getAttribute(svg, name)));
  const drop = parseFloat(dom.getAttribute(svg, 'style').match(/vertical-align: *([^;]+)/)?.[1] ?? 0);
  const view = dom.getAttribute(svg, 'viewBox').split(' ').map(round).join(' ');
  const top = dom.childNodes(svg).find((child) => dom.kind(child) === 'g');
  const inside = dom.childNodes(top).map((child) => slim(child, glyphs)).join('');
  const lines = inside.includes('stroke-width') ? ' stroke="currentColor" stroke-width="0"' : '';
  const size = `width:${short(width)}ex;height:${short(height)}ex;vertical-align:${short(drop)}ex`;
  const drawn = inside && `<g fill="currentColor"${lines} transform="scale(1,-1)">${inside}</g>`;
  const pieced = inside.includes('<svg') ? ' class="maths-pieced"' : '';
  return { width, text: `<svg${pieced} aria-hidden="true" viewBox="${view}" style="${size}">${drawn}</svg>` };
}

// What a screen reader needs of MathML: the tree, not the spacing (the SVG has done that).
const SPOKEN = ['mathvariant', 'linethickness', 'notation', 'open', 'close', 'intent', 'arg'];

function spoken(node) {
  const kind = dom.kind(node);
  if (kind === '#text') return escape(dom.value(node).replace(/^\s+|\s+$/g, ''));
  const inside = dom.childNodes(node).map(spoken).join('');
  const own = dom.allAttributes(node)
    .filter(({ name }) => SPOKEN.includes(name))
    .map(({ name, value }) => ` ${name}="${quote(value)}"`)
    .join('');
  const elements = dom.childNodes(node).filter((child) => dom.kind(child) !== '#text');
  const wrapping = kind === 'mrow' || kind === 'mstyle' || kind === 'mpadded';
  return wrapping && !own && elements.length === 1 ? inside : `<${kind}${own}>${inside}</${kind}>`;
}

async function drawings(tex, display, breakable) {
  breaking.inline = breakable;
  const container = await MathJax.tex2svgPromise(tex, { display });
  const glyphs = {};
  for (const path of dom.tags(container, 'path')) {
    const [id, outline] = ['id', 'd'].map((name) => dom.getAttribute(path, name));
    if (id && outline) glyphs[glyph(id)] = relative(outline);
  }
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
