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
    // To come by with the keyboard is not to use it: typing is, or asking for a check.
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      import(new URL(logic, location.href))
        .then(({ start }) => {
          form.removeEventListener('submit', submit);
          start(form);
          if (early) form.requestSubmit();
        })
        .catch(() => {
          asked = false;
          form.querySelector('.told').textContent = 'The script did not come.';
        });
    };
    const submit = (event) => {
      event.preventDefault();
      early = true;
      load();
    };
    form.addEventListener('submit', submit);
    form.addEventListener('input', load);
    form.addEventListener('keydown', ({ key, ctrlKey, target }) => {
      if (key === 'Enter' && ctrlKey && target.tagName === 'TEXTAREA') form.requestSubmit();
    });
  }
})();
