// MathJax's output without what only MathJax needs: about a quarter of the SVG remains, and of the
// MathML the tree without its spacing.

const round = (number) => String(Math.round(number));
const short = (number) => String(Math.round(number * 1000) / 1000).replace(/^(-?)0\./, '$1.');
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const quote = (text) => escape(text).replace(/"/g, '&quot;');
// Ids name font and character, so equal ids of two formulas are equal outlines.
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

const SPOKEN = ['mathvariant', 'linethickness', 'notation', 'open', 'close', 'intent', 'arg'];

// The slimming functions for documents of this DOM adaptor of MathJax.
export function slimmer(dom) {
  // The outlines that a formula draws with, by the ids they get.
  function outlines(container) {
    const glyphs = {};
    for (const path of dom.tags(container, 'path')) {
      const [id, outline] = ['id', 'd'].map((name) => dom.getAttribute(path, name));
      if (id && outline) glyphs[glyph(id)] = relative(outline);
    }
    return glyphs;
  }

  // The attributes worth keeping. A glyph keeps its xlink:href, because Material's instant
  // navigation sets the property href of whatever has that attribute, and a <use> refuses it. A
  // nested <svg> (the parts of a tall bracket) carries its size as a style as well, since Material
  // gives every svg on a page the height auto.
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
    const blank = kind === 'use' && !(glyph(dom.getAttribute(node, 'xlink:href')) in glyphs);
    if (blank) return '';
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
    const [width, height] = ['width', 'height'].map((name) =>
      parseFloat(dom.getAttribute(svg, name)));
    const style = dom.getAttribute(svg, 'style');
    const drop = parseFloat(style.match(/vertical-align: *([^;]+)/)?.[1] ?? 0);
    const view = dom.getAttribute(svg, 'viewBox').split(' ').map(round).join(' ');
    const top = dom.childNodes(svg).find((child) => dom.kind(child) === 'g');
    const inside = dom.childNodes(top).map((child) => slim(child, glyphs)).join('');
    const lines = inside.includes('stroke-width') ? ' stroke="currentColor" stroke-width="0"' : '';
    const size = { width, height, 'vertical-align': drop };
    const sized = Object.entries(size).map(([name, ex]) => `${name}:${short(ex)}ex`).join(';');
    const drawn = inside && `<g fill="currentColor"${lines} transform="scale(1,-1)">${inside}</g>`;
    const pieced = inside.includes('<svg') ? ' class="maths-pieced"' : '';
    const start = `<svg${pieced} aria-hidden="true" viewBox="${view}" style="${sized}">`;
    return { width, text: `${start}${drawn}</svg>` };
  }

  // What a screen reader needs of MathML: the tree, not the spacing (the SVG has done that).
  function spoken(node) {
    const kind = dom.kind(node);
    if (kind === '#text') return escape(dom.value(node).replace(/^\s+|\s+$/g, ''));
    const inside = dom.childNodes(node).map(spoken).join('');
    const own = dom.allAttributes(node)
      .filter(({ name }) => SPOKEN.includes(name))
      .map(({ name, value }) => ` ${name}="${quote(value)}"`)
      .join('');
    const elements = dom.childNodes(node).filter((child) => dom.kind(child) !== '#text');
    const wraps = ['mrow', 'mstyle', 'mpadded'].includes(kind) && !own && elements.length === 1;
    return wraps ? inside : `<${kind}${own}>${inside}</${kind}>`;
  }

  return { outlines, drawing, spoken };
}
