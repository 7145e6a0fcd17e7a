// The table of claims, filtered by what stands in its columns. The claims on problem 2 stand on a
// page of their own; they are fetched when the choices are first used. Without this script the
// tables are whole and the choices are absent.

const table = document.querySelector("table.audit");
const form = document.querySelector("form.filter");
const more = document.querySelector("a.more");

const columns = {
  part: (row) => row.cells[0].textContent.trim().slice(0, 2),
  verdict: (row) => row.cells[1].textContent.trim(),
  follows: (row) => row.cells[2].textContent.trim(),
  student: (row) => row.cells[3].textContent.trim(),
};

function show() {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) row.hidden = wanted.some(([name, value]) => columns[name](row) !== value);
  const shown = rows.filter((row) => !row.hidden).length;
  form.querySelector("output").value = `${shown} of ${rows.length} claims`;
  const query = new URLSearchParams(wanted);
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

let asked = false;

async function fetchMore() {
  if (asked || !more) return;
  asked = true;
  try {
    const answer = await fetch(more.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Formulas are drawn from the glyphs of their page: bring those that this one lacks.
    const glyphs = document.querySelector("svg defs");
    for (const glyph of page.querySelectorAll("svg defs > [id]")) {
      if (!document.getElementById(glyph.id)) glyphs.append(document.adoptNode(glyph));
    }
    const rows = page.querySelector("table.audit").tBodies[0].rows;
    table.tBodies[0].append(...[...rows].map((row) => document.adoptNode(row)));
    more.parentElement.hidden = true;
    show();
  } catch {
    asked = false; // the link is still there
  }
}

if (table && form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name in columns) form.elements[name].value = value;
  }
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.classList.add("ready");
  if (location.search) {
    show();
    fetchMore();
  }
  if (more) {
    for (const use of ["focusin", "pointerdown", "change"]) form.addEventListener(use, fetchMore);
  }
}
