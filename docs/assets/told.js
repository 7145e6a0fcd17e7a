// What the judge says, as nodes. Text stays text; of MathML only the elements below come through.

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const ELEMENTS = new Set(`math mrow mi mn mo mtext mspace ms msup msub msubsup mfrac msqrt mroot munder
  mover munderover mtable mtr mtd mstyle mpadded mphantom mmultiscripts mprescripts none`.split(/\s+/));
const ATTRIBUTES = /^(mathvariant|stretchy|fence|separator|form|display|displaystyle|accent|movablelimits|largeop|symmetric|lspace|rspace|width|scriptlevel)$/;

const WORDS = {
  correct: 'Correct',
  'leading-order': 'Right to leading order',
  wrong: 'Wrong',
  unreadable: 'Not readable',
  undecided: 'Undecided',
  equal: 'Equal',
  different: 'Different',
};
const LOOKS = { equal: 'correct', different: 'wrong', unreadable: 'ambiguous', undecided: 'ambiguous' };

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
      if (ATTRIBUTES.test(name) && /^[\w.-]*$/.test(value)) to.setAttribute(name, value);
    }
    to.append(...[...from.childNodes].map(copied).filter(Boolean));
    return to;
  };
  return copied(read.documentElement);
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

function reasons({ because, counterexample, defined }) {
  return [because, counterexample, defined && `Defined where ${defined}.`]
    .filter((text, place, all) => text && all.findIndex((other) => other?.includes(text)) === place)
    .map((text) => node('p', 'reason', text));
}

const renderers = {
  preview(answer, { text }) {
    if (answer.read_as === null || answer.read_as === undefined) return unread(answer, text);
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
  equal(answer, { left, right }) {
    if (answer.verdict === 'unreadable') return unread(answer, answer.side === 1 ? right : left);
    const [one, other] = [0, 1].map((side) => drawn(answer.mathml?.[side], answer.read_as?.[side]));
    return [
      word(answer.verdict, '.'),
      node('p', '', 'Read as ', one, ' and ', other),
      ...reasons(answer),
    ];
  },
  lines(answer) {
    const wrong = answer.first_wrong;
    const rows = answer.lines.map((line, place) => {
      const said = line.verdict in WORDS ? word(line.verdict, '') : null;
      const shown = line.verdict === 'unreadable' && !line.read_as ? null
        : node('p', '', `${line.relation ?? ''} `, drawn(line.mathml, line.read_as));
      return node('li', place === wrong ? 'first-wrong' : '', shown, said, ...reasons(line));
    });
    const all = wrong === null || wrong === undefined
      ? 'No line is wrong.' : `Line ${wrong + 1} is the first that does not follow.`;
    return [node('p', '', node('strong', '', all)), node('ol', 'read-lines', ...rows)];
  },
};

export const render = (what, answer, typed) => renderers[what](answer, typed);
