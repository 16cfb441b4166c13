// Nothing here is needed to use the desk. "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

// Claims stay open while the page does: their clocks go on, in the words of the server.
const clocks = document.querySelectorAll("[data-since]");
const lasting = (minutes) => {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days) return hours && days < 30 ? `${days} d ${hours} h` : `${days} d`;
  if (hours) return rest ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
};
if (clocks.length) {
  setInterval(() => {
    for (const clock of clocks) {
      const minutes = Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 60000);
      if (minutes >= 0) clock.textContent = lasting(minutes);
    }
  }, 30000);
}

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
// The SQL editor makes its own field when the page is there.
addEventListener("load", () => {
  for (const field of document.querySelectorAll(".CodeMirror textarea, textarea[name=sql]")) {
    if (!(field.labels && field.labels.length)) field.setAttribute("aria-label", "SQL");
  }
});
