// What answers a field is fetched when the field is used; until then it only shows what was kept.
(() => {
  for (const form of document.querySelectorAll('form.asked')) {
    const { logic, what, part } = form.dataset;
    let early = false;
    try {
      const kept = JSON.parse(localStorage.getItem(`worked-solutions:${what}:${part}`) ?? '{}');
      for (const [name, text] of Object.entries(kept)) {
        if (form.elements[name]) form.elements[name].value = text;
      }
    } catch {
      // Nothing can be kept here.
    }
    const submit = (event) => {
      event.preventDefault();
      early = true;
    };
    form.addEventListener('submit', submit);
    form.addEventListener('keydown', ({ key, ctrlKey, target }) => {
      if (key === 'Enter' && ctrlKey && target.tagName === 'TEXTAREA') form.requestSubmit();
    });
    form.addEventListener('focusin', () => {
      import(new URL(logic, location.href))
        .then(({ start }) => {
          form.removeEventListener('submit', submit);
          start(form);
          if (early) form.requestSubmit();
        })
        .catch(() => { form.querySelector('.told').textContent = 'The script did not come.'; });
    }, { once: true });
  }
})();
