// A field's logic: Python in a worker judges what is typed, and the page shows what it says.

import { reachable, render } from './told.js';

const PAUSE = 250; // milliseconds without a key before a preview is asked for

class Stopped extends Error {}

// One worker, one request at a time. It is ended when a request takes too long or the reader cancels.
class Python {
  constructor({ worker, python }, tell) {
    this.script = new URL(worker, location.href);
    this.manifest = new URL(python, location.href);
    this.tell = tell;
    this.last = Promise.resolve();
    this.count = 0;
  }

  // Resolves when Python is there; starts it if it is not on its way.
  wake() {
    this.ready ??= this.begin();
    return this.ready;
  }

  async begin() {
    // Kept as text, so that a worker can be replaced when there is no network any more.
    this.source ??= fetch(this.script).then((answer) => {
      if (!answer.ok) throw new Error(`${this.script.pathname}: ${answer.status}`);
      return answer.text();
    });
    this.source.catch(() => { this.source = undefined; });
    const begun = {};
    const failed = new Promise((resolve, reject) => { begun.stop = reject; });
    this.begun = begun;
    try {
      const url = URL.createObjectURL(
        new Blob([await Promise.race([this.source, failed])], { type: 'text/javascript' }),
      );
      begun.worker = new Worker(url, { type: 'module' });
      const ready = new Promise((resolve, reject) => {
        begun.worker.onmessage = ({ data }) => {
          if (data.stage) this.tell(data);
          if (data.ready) resolve(data);
          if (data.failed) reject(new Error(data.failed));
        };
        begun.worker.onerror = ({ message }) => reject(new Error(message ?? 'the worker ended'));
      });
      begun.worker.postMessage({ start: this.manifest.href });
      const data = await Promise.race([ready, failed]);
      this.tell({ stage: 'ready', ...data });
      return begun.worker;
    } catch (error) {
      if (this.begun === begun) this.stop();
      throw error;
    }
  }

  stop(reason = 'stopped') {
    const { worker, stop } = this.begun ?? {};
    worker?.terminate();
    stop?.(new Stopped(reason));
    this.begun = this.ready = undefined;
    this.tell({ stage: 'stopped' });
    this.abort?.(new Stopped(reason));
  }

  // The answer to a request; it fails with Stopped when it was ended.
  ask(request, seconds) {
    const turn = this.last.then(() => this.exchange(request, seconds));
    this.last = turn.catch(() => {});
    return turn;
  }

  async exchange(request, seconds) {
    const worker = await this.wake();
    const id = (this.count += 1);
    let overdue;
    try {
      return await new Promise((resolve, reject) => {
        this.abort = reject;
        worker.onmessage = ({ data }) => {
          if (data.id !== id) return;
          if (data.failed) reject(new Error(data.failed));
          else resolve(JSON.parse(data.answer));
        };
        worker.onerror = ({ message }) => reject(new Error(message ?? 'the worker ended'));
        worker.postMessage({ id, request: JSON.stringify(request) });
        overdue = setTimeout(() => this.stop('time'), seconds * 1000);
      });
    } finally {
      clearTimeout(overdue);
      this.abort = undefined;
    }
  }
}

export function start(form) {
  const { what, part, seconds } = form.dataset;
  const find = (selector) => form.querySelector(selector);
  const [told, seen, coming] = ['.told', '.seen', '.coming'].map(find);
  const key = `worked-solutions:${what}:${part}`;
  const fields = [...form.elements].filter(({ name, value }) => name && value !== undefined
    && /^(text|left|right|where)$/.test(name));
  const texts = () => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const request = (kind) =>
    part ? { what: kind, part, answer: texts().text } : { what: kind, ...texts() };
  const python = new Python(form.dataset, progress);
  let asked = 0;
  let timer;

  function progress({ stage, received, expected, seconds: took, from }) {
    const [bar, words] = [coming.querySelector('progress'), coming.querySelector('.stage')];
    coming.hidden = stage === 'ready' || stage === 'stopped';
    if (stage === 'ready') Object.assign(form.dataset, { ready: took.toFixed(3), from });
    else if (stage === 'stopped') delete form.dataset.ready;
    else if (stage === 'fetching') {
      bar.value = received / expected;
      const [here, all] = [received, expected].map((bytes) => (bytes / 1e6).toFixed(1));
      words.textContent = `Python is coming: ${here} of ${all} MB`;
    } else {
      bar.removeAttribute('value');
      words.textContent = stage === 'packing' ? 'Python is being packed' : 'Python is starting';
    }
  }

  async function check() {
    clearTimeout(timer);
    const mine = (asked += 1);
    remember();
    const typed = texts();
    seen.hidden = true; // the verdict says how the text was read
    told.replaceChildren('Checking…');
    try {
      const answer = await python.ask(request(what), Number(seconds));
      if (mine !== asked) return;
      told.replaceChildren(...render(what, answer, typed));
      reachable(told);
    } catch (error) {
      if (mine === asked) told.replaceChildren(sorry(error));
    }
  }

  function sorry(error) {
    if (!(error instanceof Stopped)) {
      return `Python could not be used here (${error.message}). Check again to try once more.`;
    }
    if (error.message !== 'time') return 'Cancelled. Check again when you like.';
    python.wake().catch(() => {});
    return `No verdict within ${seconds} seconds, so the check was ended. This says nothing about
      your answer; a simpler form of it may help.`;
  }

  async function preview() {
    const mine = asked;
    const typed = texts();
    if (!part || !typed.text.trim()) {
      seen.hidden = true;
      return;
    }
    try {
      const answer = await python.ask(request('preview'), Number(seconds));
      if (mine !== asked && texts().text !== typed.text) return;
      seen.replaceChildren(...render('preview', answer, typed));
      seen.hidden = false;
      reachable(seen);
    } catch (error) {
      seen.hidden = true;
      if (error instanceof Stopped && error.message === 'time') python.wake().catch(() => {});
    }
  }

  function remember() {
    try {
      localStorage.setItem(key, JSON.stringify(texts()));
    } catch {
      // No room, or not allowed.
    }
    showKept();
  }

  function showKept() {
    let kept = null;
    try {
      kept = localStorage.getItem(key);
    } catch {
      // Not allowed, so nothing is there to be cleared.
    }
    form.elements.clear.hidden = kept === null;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    check();
  });
  form.addEventListener('input', () => {
    told.replaceChildren(); // what was said of another text
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
  });
  form.elements.cancel.addEventListener('click', () => {
    python.stop();
    fields[0].focus();
  });
  form.elements.clear.addEventListener('click', () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
    for (const field of fields) field.value = '';
    seen.hidden = true;
    told.replaceChildren('Cleared.');
    showKept();
    fields[0].focus();
  });
  showKept();
  python.wake().then(preview, (error) => {
    if (!(error instanceof Stopped)) told.replaceChildren(sorry(error));
  });
}
