// Nothing here is needed to use the desk: "/" goes to the search box, Escape closes an open note.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

// Datasette's filter row has no labels of its own; a table that scrolls sideways must be reachable by keyboard.
const named = { _filter_column: "Column", _filter_op: "Comparison", _filter_value: "Value", _sort: "Sort by" };
for (const field of document.querySelectorAll("form.filters select, form.filters input:not([type=hidden])")) {
  const name = Object.keys(named).filter((start) => field.name.startsWith(start)).pop();
  if (name && !(field.labels && field.labels.length)) field.setAttribute("aria-label", named[name]);
}
for (const table of document.querySelectorAll(".table-wrapper")) {
  table.tabIndex = 0;
  table.setAttribute("role", "group");
  table.setAttribute("aria-label", "Table, scrolls sideways");
}
