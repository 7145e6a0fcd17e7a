// What the theme's script adds to a page is put right for keyboards and screen readers.
(() => {
  const page = document.querySelector("[data-md-component=content]");
  if (!page) return;

  // A table wider than its column scrolls, and the keyboard has to reach what scrolls.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const look = () => {
    for (const box of page.querySelectorAll(".scroll, .md-typeset__scrollwrap")) sizes.observe(box);
    // The button to copy code is no landmark.
    for (const nav of page.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
  };
  new MutationObserver(look).observe(page, { childList: true, subtree: true });
  look();
})();
