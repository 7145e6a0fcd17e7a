// Formulas far from the window are not laid out at first (maths.css). Once the page stands, the rest
// follows, a few in each frame: a long jump, or a picture of the whole page, meets none still empty.
(() => {
  const A_FEW = 8;
  const rest = [...document.querySelectorAll('.maths svg[aria-hidden]')];
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 20));
  const soon = () => requestAnimationFrame(() => idle(draw));
  function draw() {
    for (const one of rest.splice(0, A_FEW)) one.style.contentVisibility = 'visible';
    if (rest.length) soon();
  }
  window.addEventListener('load', soon);
})();
