// A table wider than its column scrolls, and the keyboard has to reach what scrolls.
(() => {
  const boxes = document.querySelectorAll(".scroll, .md-typeset__scrollwrap");
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of boxes) sizes.observe(box);
})();
