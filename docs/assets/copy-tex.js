// Copying formulas as TeX: a selection that holds formulas, and a button at each display formula.
// The TeX is in the page already, in the hidden element of each formula. Without this script a
// page loses only the copying.
(() => {
  const tex = (formula) => formula.querySelector(':scope > [hidden]').textContent;
  const isDisplay = (formula) => formula.classList.contains('maths-display');
  function written(formula) {
    if (!isDisplay(formula)) return `$${tex(formula)}$`;
    const lines = document.createElement('div');
    lines.style.whiteSpace = 'pre';
    lines.textContent = `$$\n${tex(formula)}\n$$`;
    return lines;
  }

  const enclosing = (node) =>
    (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('.maths');

  // What is selected, with every formula, also one that is selected in part, as its TeX.
  function selected(selection) {
    const copy = document.createElement('div');
    copy.style.cssText = 'position:fixed;left:-200vw;width:100vw';
    for (let i = 0; i < selection.rangeCount; i += 1) {
      const range = selection.getRangeAt(i).cloneRange();
      const [first, last] = [enclosing(range.startContainer), enclosing(range.endContainer)];
      if (first) range.setStartBefore(first);
      if (last) range.setEndAfter(last);
      copy.append(range.cloneContents());
    }
    for (const formula of copy.querySelectorAll('.maths')) formula.replaceWith(written(formula));
    return copy;
  }

  document.addEventListener('copy', (event) => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    if (/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName)) return;
    const formulas = [...document.querySelectorAll('.maths')];
    if (!formulas.some((formula) => selection.containsNode(formula, true))) return;
    const copy = selected(selection);
    document.body.append(copy);
    event.clipboardData.setData('text/plain', copy.innerText.replace(/\n{3,}/g, '\n\n').trim());
    event.clipboardData.setData('text/html', copy.innerHTML);
    copy.remove();
    event.preventDefault();
  });

  const said = document.createElement('div');
  said.className = 'maths-said';
  said.setAttribute('role', 'status');

  function button(formula) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'maths-copy';
    made.textContent = 'Copy TeX';
    made.addEventListener('click', async () => {
      const done = await navigator.clipboard.writeText(tex(formula)).then(() => true, () => false);
      made.textContent = done ? 'Copied' : 'Not copied';
      said.textContent = done ? 'TeX copied' : 'The browser did not allow copying';
      setTimeout(() => {
        made.textContent = 'Copy TeX';
        said.textContent = '';
      }, 2000);
    });
    return made;
  }

  const REACHED = { tabindex: '0', role: 'group', 'aria-label': 'wide formula' };

  // A box that scrolls can be reached by keyboard; one that does not is no stop on the way.
  const sizes = new ResizeObserver((entries) => {
    const scrolling = entries.filter(({ target }) => target.scrollWidth > target.clientWidth + 1);
    const reached = new Set(scrolling.map(({ target }) => target));
    for (const { target } of entries) {
      for (const [name, value] of Object.entries(REACHED)) {
        if (reached.has(target)) target.setAttribute(name, value);
        else target.removeAttribute(name);
      }
    }
  });

  function prepare() {
    sizes.disconnect();
    if (!said.isConnected) document.body.append(said);
    for (const box of document.querySelectorAll('.maths-scroll, .maths-wide')) sizes.observe(box);
    if (!navigator.clipboard) return;
    for (const formula of document.querySelectorAll('.maths-display')) {
      if (!formula.querySelector(':scope > .maths-copy')) formula.append(button(formula));
    }
  }

  // Material announces every page, also one reached by instant navigation.
  if (window.document$) window.document$.subscribe(prepare);
  else if (document.readyState !== 'loading') prepare();
  else document.addEventListener('DOMContentLoaded', prepare);
})();
