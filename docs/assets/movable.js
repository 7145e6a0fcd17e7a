// A figure whose curves follow its sliders. The build translates verified expressions into trees
// (solutions/figures/translation.py); here they become functions, and the drawn curves move.

const operations = {
  '+': (...terms) => terms.reduce((sum, term) => sum + term, 0),
  '*': (...factors) => factors.reduce((product, factor) => product * factor, 1),
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  abs: Math.abs,
  max: Math.max,
  min: Math.min,
};

// The function of a tree: takes the values of letters and tables, gives a number.
export function compiled(tree) {
  if (typeof tree === 'number') return () => tree;
  if (typeof tree === 'string') return (at) => at[tree];
  const [name, ...rest] = tree;
  if (name === 'sum' || name === 'product') return indexed(name, ...rest);
  if (name === 'crossing') return crossing(...rest);
  if (name === 'at') {
    const [table, ...places] = [rest[0], ...rest.slice(1).map(compiled)];
    return (at) => places.reduce((entry, place) => entry[Math.round(place(at)) - 1], at[table]);
  }
  const [operation, parts] = [operations[name], rest.map(compiled)];
  if (parts.length === 1) return (at) => operation(parts[0](at));
  if (parts.length === 2) return (at) => operation(parts[0](at), parts[1](at));
  return (at) => operation(...parts.map((part) => part(at)));
}

function indexed(name, index, ...trees) {
  const [low, high, body] = trees.map(compiled);
  return (at) => {
    const outer = at[index];
    const last = Math.floor(high(at) + 1e-9);
    let total = name === 'sum' ? 0 : 1;
    for (let place = Math.round(low(at)); place <= last; place += 1) {
      at[index] = place;
      if (name === 'sum') total += body(at);
      else total *= body(at);
    }
    at[index] = outer;
    return total;
  };
}

const HALVINGS = 14;

// Where the body, positive at the low end, falls to zero; the high end where it doesn't.
function crossing(letter, ...trees) {
  const [low, high, body] = trees.map(compiled);
  return (at) => {
    const outer = at[letter];
    let [start, end] = [low(at), high(at)];
    for (let round = 0; round < HALVINGS; round += 1) {
      at[letter] = (start + end) / 2;
      if (body(at) > 0) start = at[letter];
      else end = at[letter];
    }
    at[letter] = outer;
    return end;
  };
}

const entries = (table) => {
  if (!Array.isArray(table) || typeof table[0] === 'string') return compiled(table);
  const rows = table.map(entries);
  return (at) => rows.map((row) => row(at));
};

// Four digits, as the build writes them.
export function shown(number) {
  if (!Number.isFinite(number)) return 'not defined here';
  const size = Math.abs(number);
  let text = Number(number.toPrecision(4)).toString();
  if (size && (size < 1e-4 || size >= 9999.5)) {
    const [digits, power] = Number(number.toPrecision(4)).toExponential().split('e');
    const raised = [...String(Number(power))].map((c) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(c)]);
    text = `${digits} · 10${raised.join('')}`;
  }
  return text.replace('-', '−');
}

// From a value to its place in the drawing.
function placed([low, high, from, to, log]) {
  const scale = log ? Math.log : (value) => value;
  const [first, last] = [scale(low), scale(high)];
  return (value) => from + ((scale(value) - first) / (last - first)) * (to - from);
}

const tenth = (place) => Math.round(place * 10) / 10;
// Far outside there is nothing to see, and renderers lose count.
const inside = (place) => Math.max(-2000, Math.min(2000, place));

const drawers = {
  // A gap where the curve is not defined.
  line([path], points) {
    let [made, pen] = ['', 'M'];
    for (const [x, y] of points) {
      if (Number.isFinite(x) && Number.isFinite(y)) {
        made += `${pen}${tenth(inside(x))} ${tenth(inside(y))}`;
        pen = 'L';
      } else pen = 'M';
    }
    path.setAttribute('d', made || 'M0 0');
  },
  points(marks, points) {
    points.forEach(([x, y], i) => {
      const there = Number.isFinite(x) && Number.isFinite(y);
      marks[i].setAttribute('x', there ? tenth(inside(x)) : -2000);
      marks[i].setAttribute('y', there ? tenth(inside(y)) : -2000);
    });
  },
  // From the upper edge back along the lower one.
  band([path], points) {
    const defined = points.filter((place) => place.every(Number.isFinite));
    const edge = (at) => defined.map((place) => `${tenth(inside(place[0]))} ${tenth(inside(place[at]))}`);
    const made = [...edge(1), ...edge(2).reverse()].join('L');
    path.setAttribute('d', made ? `M${made}z` : 'M0 0');
  },
  bars(paths, points, ground) {
    points.forEach(([, y], i) => {
      const [left, right] = (paths[i].dataset.sides ??= sides(paths[i])).split(' ');
      const top = Number.isFinite(y) ? tenth(inside(y)) : ground;
      paths[i].setAttribute('d', `M${left} ${ground}H${right}V${top}H${left}z`);
    });
  },
};

function sides(path) {
  const { x, width } = path.getBBox();
  return `${tenth(x)} ${tenth(x + width)}`;
}

// Letters that follow from others, in order.
function defined(given) {
  const made = given.map(([letter, tree]) => [letter, compiled(tree)]);
  return (at) => { for (const [letter, value] of made) at[letter] = value(at); };
}

// The figure's curves as functions of the values of its sliders; exported for the tests.
export function model(data) {
  const given = defined(data.given);
  const tables = Object.entries(data.tables).map(([name, table]) => [name, entries(table)]);
  const says = data.says.map(compiled);
  const [across, up] = [placed(data.frame.x), placed(data.frame.y)];
  const curves = data.curves.map((curve) => {
    const y = compiled(curve.y);
    const x = curve.x === undefined ? (at) => at[curve.letter] : compiled(curve.x);
    const low = curve.low === undefined ? [] : [compiled(curve.low)];
    const own = defined(curve.given ?? []);
    const point = (at) => (value) => {
      at[curve.letter] = value;
      own(at);
      return [across(x(at)), up(y(at)), ...low.map((edge) => up(edge(at)))];
    };
    return { ...curve, points: (at) => curve.grid.map(point({ ...at })) };
  });
  return (values) => {
    const at = Object.fromEntries(data.sliders.map((letter, i) => [letter, values[i]]));
    given(at);
    for (const [name, table] of tables) at[name] = table(at);
    return {
      curves: curves.map(({ name, kind, points }) => ({ name, kind, points: points(at) })),
      says: says.map((value) => shown(value({ ...at }))),
      ground: tenth(up(data.frame.y[0] > 0 ? data.frame.y[0] : 0)),
    };
  };
}

export function start(figure) {
  const at = model(JSON.parse(figure.querySelector('script').textContent));
  const sliders = [...figure.querySelectorAll('input')];
  const told = figure.querySelectorAll('.says output');
  const drawn = (name) => [...figure.querySelectorAll(`[data-curve="${name}"]`)];
  const marks = {
    line: (groups) => groups.map((group) => group.querySelector('path')),
    band: (groups) => groups.map((group) => group.querySelector('path')),
    points: (groups) => groups.flatMap((group) => [...group.querySelectorAll('use')]),
    bars: (groups) => groups.map((group) => group.querySelector('path')),
  };
  let found;

  function move() {
    const { curves, says, ground } = at(sliders.map((slider) => slider.valueAsNumber));
    found ??= new Map(curves.map(({ name, kind }) => [name, marks[kind](drawn(name))]));
    for (const { name, kind, points } of curves) drawers[kind](found.get(name), points, ground);
    says.forEach((text, i) => { told[i].value = text; });
  }

  for (const slider of sliders) {
    slider.disabled = false;
    slider.addEventListener('input', () => {
      slider.nextElementSibling.value = shown(slider.valueAsNumber);
      move();
    });
  }
}
