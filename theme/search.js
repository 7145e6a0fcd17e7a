{#- Corrections to the theme, before anything is drawn; without them it works as the theme has it.
    This stands in every page, so its comments are a template's, which the page does not get. #}
(() => {
  {#- What is there with scripts only takes its place at once, and not when the theme's script comes. #}
  document.documentElement.classList.replace('no-js', 'js');

  {#- The index, the heaviest file of the site, is asked for when the reader turns to the search, and
      not as soon as a page is there. #}
  const wanted = new Promise((resolve) => {
    if (/[?&]q=/.test(location.search)) resolve();
    for (const kind of ['focusin', 'pointerover', 'touchstart']) {
      document.addEventListener(kind, ({ target }) => {
        if (target.closest?.('.md-search, [for=__search]')) resolve();
      }, { passive: true });
    }
  });
  const { open, send } = XMLHttpRequest.prototype;
  const later = new WeakSet();
  XMLHttpRequest.prototype.open = function (...words) {
    if (String(words[1]).endsWith('/search/search_index.json')) later.add(this);
    return open.apply(this, words);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (later.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };

  {#- So is the program that searches. What it is told before waits for it. #}
  const QUERY = 2;
  const Real = window.Worker;
  class Later extends EventTarget {
    constructor(...words) {
      super();
      this.made = wanted.then(() => {
        const worker = new Real(...words);
        worker.addEventListener('message', ({ data }) => {
          this.dispatchEvent(new MessageEvent('message', { data }));
        });
        return worker;
      });
    }

    postMessage(message, ...rest) {
      let sent = message;
      {#- In a formula \ ^ _ { } ( ) are no operators of a query: all its words are wanted. #}
      if (message?.type === QUERY && /[\\^_{}()$|]/.test(message.data)) {
        const words = message.data.match(/[\p{L}\p{N}]+/gu) ?? [];
        sent = { ...message, data: words.map((word) => `+${word}*`).join(' ') };
      }
      this.made.then((worker) => worker.postMessage(sent, ...rest));
    }

    terminate() {
      this.made.then((worker) => worker.terminate());
    }
  }
  window.Worker = function (address, ...rest) {
    const search = String(address).includes('/workers/search.');
    return search ? new Later(address, ...rest) : new Real(address, ...rest);
  };
})();
