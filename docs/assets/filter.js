// The table of claims, filtered: a choice for each column that repeats. Without this script the
// table is whole and the choices are absent.

const table = document.querySelector("table.audit");
const form = document.querySelector("form.filter");

if (table && form) {
  const rows = [...table.tBodies[0].rows];
  const told = form.querySelector("output");
  const columns = ["part", "verdict", "follows", "student"];

  for (const column of columns) {
    const label = document.createElement("label");
    const choice = document.createElement("select");
    const values = [...new Set(rows.map((row) => row.dataset[column]))];
    choice.name = column;
    choice.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
    label.append(`${column} `, choice);
    told.before(label);
  }

  const show = () => {
    const wanted = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const row of rows) {
      row.hidden = columns.some((name) => wanted[name] && wanted[name] !== row.dataset[name]);
      shown += row.hidden ? 0 : 1;
    }
    told.value = `${shown} of ${rows.length} claims`;
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (columns.includes(name)) form.elements[name].value = value;
  }
  form.addEventListener("change", show);
  form.hidden = false;
  show();
}
