// What the judge says, as nodes. Text stays text; of MathML only the elements below come through.

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const ELEMENTS = new Set(`math mrow mi mn mo mtext mspace ms msup msub msubsup mfrac msqrt mroot munder
  mover munderover mtable mtr mtd mstyle mpadded mphantom`.split(/\s+/));
const ATTRIBUTES = new Set(`accent display displaystyle fence form largeop lspace mathvariant
  movablelimits rspace separator stretchy symmetric width`.split(/\s+/));

const WORDS = {
  correct: 'Correct',
  'leading-order': 'Right to leading order',
  wrong: 'Wrong',
  unreadable: 'Not readable',
  undecided: 'Undecided',
  equal: 'Equal',
  different: 'Different',
  holds: 'Holds',
  'not judged': 'Not judged',
};
const LOOKS = {
  equal: 'correct',
  holds: 'correct',
  different: 'wrong',
  unreadable: 'ambiguous',
  undecided: 'ambiguous',
  'not judged': 'remark',
};

function node(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A formula made anew, element by element; undefined if the text is no MathML.
export function formula(text) {
  if (!text) return undefined;
  const read = new DOMParser().parseFromString(text, 'application/xml');
  if (read.querySelector('parsererror') || read.documentElement.localName !== 'math') return undefined;
  const copied = (from) => {
    if (from.nodeType === Node.TEXT_NODE) return document.createTextNode(from.data);
    if (from.nodeType !== Node.ELEMENT_NODE || !ELEMENTS.has(from.localName)) return undefined;
    const to = document.createElementNS(MATHML, from.localName);
    for (const { name, value } of from.attributes) {
      if (ATTRIBUTES.has(name) && /^[\w.-]*$/.test(value)) to.setAttribute(name, value);
    }
    to.append(...[...from.childNodes].map(copied).filter(Boolean));
    return to;
  };
  const math = copied(read.documentElement);
  math.removeAttribute('display'); // it stands in a sentence, at full size
  math.setAttribute('displaystyle', 'true');
  return math;
}

function word(verdict, ...more) {
  const look = LOOKS[verdict] ?? verdict;
  return node('p', '', node('strong', `judged ${look}`, WORDS[verdict] ?? verdict), ...more);
}

// A line as it was read: drawn, or in words.
const drawn = (mathml, plain) => formula(mathml) ?? node('code', '', plain ?? '');

// The text with the sign at which reading stopped marked; places count characters, not code units.
function marked(text, position) {
  const signs = Array.from(text);
  const [before, at, after] = [
    signs.slice(0, position).join(''), signs[position] ?? ' ', signs.slice(position + 1).join(''),
  ];
  return node('p', '', node('code', '', before, node('mark', '', at), after));
}

function unread(answer, typed) {
  const { position, expected, because, text } = answer;
  const shown = text ?? typed;
  const place = Number.isInteger(position) ? ` at sign ${position + 1}` : '';
  return [
    word('unreadable', `${place}.${expected ? ` Expected: ${expected}.` : ''}`),
    shown && Number.isInteger(position) ? marked(shown, position) : null,
    because ? node('p', '', because) : null,
  ].filter(Boolean);
}

// Each once: what another of them says already, or the verdict's word, is left out.
function reasons({ verdict, because, counterexample, defined }) {
  const said = because?.toLowerCase() === WORDS[verdict]?.toLowerCase() ? '' : because;
  return [said, counterexample, defined && `Defined where ${defined}.`]
    .filter((text, place, all) => text && all.findIndex((other) => other?.includes(text)) === place)
    .map((text) => node('p', 'reason', text));
}

const renderers = {
  preview(answer, { text }) {
    if (!answer.read_as) return unread(answer, text);
    return ['Read as ', drawn(answer.mathml, answer.read_as)];
  },
  check(answer, { text }) {
    if (answer.verdict === 'unreadable') return unread(answer, text);
    const box = answer.box ? ` (the result “${answer.box}”)` : '';
    return [
      word(answer.verdict, `${box}.`),
      node('p', '', 'Read as ', drawn(answer.mathml, answer.read_as)),
      ...reasons(answer),
    ];
  },
  equal(answer, typed) {
    if (answer.verdict === 'unreadable') return unread(answer, typed[answer.unread]);
    const [one, other] = [0, 1].map((side) => drawn(answer.mathml?.[side], answer.read_as?.[side]));
    return [
      word(answer.verdict, '.'),
      node('p', '', 'Read as ', one, ' and ', other),
      ...reasons(answer),
    ];
  },
  lines(answer) {
    const { first_wrong: wrong, lines, because } = answer;
    const rows = lines.map((line, place) => {
      const shown = line.read_as
        ? node('p', '', `${line.relation ?? ''} `, drawn(line.mathml, line.read_as)) : null;
      const className = place + 1 === wrong ? 'first-wrong' : '';
      return node('li', className, shown, word(line.verdict), ...reasons(line));
    });
    const all = Number.isInteger(wrong)
      ? `Line ${wrong} is the first that does not follow.` : because || 'No line was found wrong.';
    return [node('p', '', node('strong', '', all)), node('ol', 'read-lines', ...rows)];
  },
};

export function render(what, answer, typed) {
  if (answer.error) return [node('p', '', `The check itself failed: ${answer.error}`)];
  return renderers[what](answer, typed);
}

// A formula that is too wide scrolls, so the keyboard has to reach it.
export function reachable(container) {
  for (const box of [container, ...container.querySelectorAll('p')]) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}
