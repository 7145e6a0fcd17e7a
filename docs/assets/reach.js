// A formula or a table wider than its column scrolls, and the keyboard has to reach what scrolls.
(() => {
  const boxes = () => document.querySelectorAll(".scroll, .display, .md-typeset div.arithmatex, .md-typeset__table");
  const reach = () => {
    for (const box of boxes()) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
  reach();
})();
