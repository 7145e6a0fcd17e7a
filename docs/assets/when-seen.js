// What an element needs to answer its reader is fetched when the element comes into view.
(() => {
  const start = (element) =>
    import(new URL(element.dataset.module, location.href))
      .then((module) => module.start(element))
      .catch(() => { element.dataset.failed = ''; });

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      start(target);
    }
  }, { rootMargin: '200px' });
  for (const element of document.querySelectorAll('[data-module]')) seen.observe(element);
})();
