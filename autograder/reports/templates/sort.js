"use strict";
// A click on a heading sorts its table. Without this script the tables are as they are.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const value = (row) => row.cells[place].dataset.value ?? row.cells[place].textContent.trim();
      const compare = (a, b) => {
        const [x, y] = [value(a), value(b)];
        const [p, q] = [Number(x || NaN), Number(y || NaN)];
        if (!Number.isNaN(p) && !Number.isNaN(q)) return p - q;
        if (Number.isNaN(p) !== Number.isNaN(q)) return Number.isNaN(p) ? 1 : -1;
        return x.localeCompare(y);
      };
      const rows = Array.from(table.tBodies[0].rows).sort(compare);
      table.tBodies[0].append(...(up ? rows : rows.reverse()));
    });
  });
}
