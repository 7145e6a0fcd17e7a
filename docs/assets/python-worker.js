// Python in a worker: loads what the site's build packed, then answers requests one after another.
//
//   to the worker    { start: address of the pack }    { id, request: JSON text }
//   from the worker  { stage, received, expected }     { ready, seconds, from }
//                    { id, answer: JSON text }         { id, failed: message }
//
// Everything fetched is kept in the browser's cache under its hashed name. So is a copy of Python's
// memory after the first start: with it a later start takes a fraction. The copy is a convenience;
// whatever goes wrong with it, Python starts from its files.

const STORE = 'python-pack';
const ENV = { SYMPY_GROUND_TYPES: 'python', PYTHONHASHSEED: '0' };

let python;

self.onmessage = async ({ data }) => {
  if (data.start) {
    try {
      await start(data.start);
    } catch (error) {
      self.postMessage({ failed: String(error?.message ?? error).slice(-300) });
    }
    return;
  }
  try {
    self.postMessage({ id: data.id, answer: asked(data.request) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error?.message ?? error).slice(-300) });
  }
};

// The request is a string literal of Python: JSON's is one, once it is written as JSON again.
function asked(request) {
  return python.runPython(`solutions.answers.browser.entry.answer(${JSON.stringify(request)})`);
}

async function start(address) {
  const began = performance.now();
  const store = await opened();
  const manifest = await made(new URL('manifest.json', address), store);
  const pack = new Pack(address, manifest, store);
  let from = 'memory';
  python = await remembered(pack).catch(() => undefined);
  let copy;
  if (!python) {
    from = 'files';
    [python, copy] = await fresh(pack);
  }
  self.postMessage({ ready: true, seconds: (performance.now() - began) / 1000, from });
  if (copy) await keep(pack, copy);
  await forget(pack);
}

const opened = () => self.caches?.open(STORE).catch(() => undefined);

// While the site is served to its authors, Python may not be packed yet: the page is there first.
async function made(url, store) {
  const manifest = await manifestAt(url, store);
  if (!manifest.coming) return manifest;
  self.postMessage({ stage: 'packing' });
  await new Promise((resolve) => { setTimeout(resolve, 1000); });
  return made(url, store);
}

async function manifestAt(url, store) {
  try {
    const answer = await fetch(url, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
    await store?.put(url, answer.clone()).catch(() => {});
    return await answer.json();
  } catch (error) {
    const known = await store?.match(url); // without a network, what was there before
    if (known) return known.json();
    throw error;
  }
}

// The files of the pack, counted as they come in.
class Pack {
  constructor(address, manifest, store) {
    Object.assign(this, { address, manifest, store, received: 0, told: 0, wanted: new Set() });
    this.expected = Object.values(manifest.files).reduce((sum, { sent }) => sum + sent, 0);
    // Pyodide waits for ever for a file that does not come whole, so whoever waits for it waits for
    // this as well.
    this.broken = new Promise((resolve, reject) => { this.breaks = reject; });
    this.broken.catch(() => {});
  }

  url(name) {
    return new URL(name, this.address).href;
  }

  // The unpacked content of a file as a stream.
  async stream(name) {
    const { name: file, sent } = this.manifest.files[name];
    const url = this.url(file);
    let answer = await this.store?.match(url);
    if (!answer) {
      answer = await fetch(url).catch((error) => error);
      if (!answer.ok) {
        const error = new Error(`${file}: ${answer.status ?? answer.message}`);
        this.breaks(error);
        throw error;
      }
      const [kept, used] = this.store ? answer.body.tee() : [undefined, answer.body];
      if (kept) this.wanted.add(whole(kept, sent).then((bytes) => this.put(url, bytes), () => {}));
      answer = new Response(used);
    }
    const unpacked = new TransformStream();
    answer.body
      .pipeThrough(this.counter())
      .pipeThrough(new DecompressionStream('gzip'))
      .pipeTo(unpacked.writable)
      .catch(() => this.breaks(new Error(`${file} did not come whole`)));
    return unpacked.readable;
  }

  // A script of the pack; it goes through a blob, since it came packed.
  async module(name) {
    const script = await new Response(await this.stream(name)).text();
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    try {
      return await import(url);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  put(url, body) {
    return this.store?.put(url, new Response(body)).catch(() => {});
  }

  counter() {
    return new TransformStream({
      transform: (chunk, out) => {
        this.received += chunk.length;
        if (this.received - this.told > 1e5 || this.received === this.expected) {
          this.told = this.received;
          this.tell('fetching');
        }
        out.enqueue(chunk);
      },
    });
  }

  tell(stage) {
    self.postMessage({ stage, received: this.received, expected: this.expected });
  }
}

async function whole(stream, size) {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes came instead of ${size}`);
  return bytes;
}

// Pyodide, given what was fetched: its own requests for files are answered from here.
async function loaded(pack, options, prepare = () => {}) {
  const [{ loadPyodide }, { default: create }] = await Promise.all(
    ['loader', 'core'].map((name) => pack.module(name)),
  );
  const index = pack.url('./');
  const own = {
    [`${index}pyodide.asm.wasm`]: ['machine', 'application/wasm'],
    [`${index}modules`]: ['modules', 'application/zip'],
  };
  const { fetch } = self;
  self.fetch = async (request, ...rest) => {
    const [name, type] = own[String(request?.url ?? request)] ?? [];
    if (!name) return fetch(request, ...rest);
    return new Response(await pack.stream(name), { headers: { 'Content-Type': type } });
  };
  try {
    return await Promise.race([pack.broken, loadPyodide({
      indexURL: index,
      stdLibURL: `${index}modules`,
      lockFileContents: pack.manifest.lock,
      createPyodideModule: async (settings) => {
        const module = await create(settings);
        prepare(module);
        return module;
      },
      env: { ...ENV },
      ...options,
    })]);
  } finally {
    self.fetch = fetch;
  }
}

async function fresh(pack) {
  pack.tell('fetching');
  const python = await loaded(pack, { _makeSnapshot: true });
  pack.tell('starting');
  python.runPython('import solutions.answers.browser.entry');
  let copy;
  try {
    copy = pack.store && python.makeMemorySnapshot();
  } catch {
    // Pyodide does not promise that it can.
  }
  return [python, copy];
}

const memoryOf = (pack) =>
  pack.url(`memory-of-${Object.values(pack.manifest.files).map(({ name }) => name).join('-')}`);

async function remembered(pack) {
  const kept = await pack.store.match(memoryOf(pack));
  if (!kept) return undefined;
  const bytes = new Uint8Array(await kept.arrayBuffer());
  if ((await hash(bytes)) !== kept.headers.get('X-SHA-256')) throw new Error('a damaged copy');
  pack.tell('waking');
  const python = await loaded(pack, { _loadSnapshot: bytes }, (module) => {
    // Pyodide copies into the memory that it has, so let it have as much; what lies above is empty.
    if (module.HEAP8.length < bytes.length) module._malloc(bytes.length);
    module.HEAP8.fill(0, bytes.length);
  });
  python.runPython('import solutions.answers.browser.entry');
  return python;
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function keep(pack, copy) {
  try {
    const headers = { 'X-SHA-256': await hash(copy) };
    await Promise.all(pack.wanted);
    await pack.store.put(memoryOf(pack), new Response(copy, { headers }));
  } catch {
    // No room, or no secure context: the next visit starts from the files.
  }
}

// What an earlier build of the site left in the cache.
async function forget(pack) {
  const named = [...Object.values(pack.manifest.files).map(({ name }) => name), 'manifest.json'];
  const ours = new Set([...named.map((name) => pack.url(name)), memoryOf(pack)]);
  for (const request of (await pack.store?.keys()) ?? []) {
    if (request.url.startsWith(pack.url('./')) && !ours.has(request.url)) {
      await pack.store.delete(request);
    }
  }
}
