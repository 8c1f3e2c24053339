// The page of khmertext report: tables that filter and sort, kinds that hide. provenance: written for khmertext
"use strict";
document.documentElement.classList.add("js");
const order = new Intl.Collator("km", { numeric: true });

for (const table of document.querySelectorAll(".table")) {
  const field = table.querySelector("input"), said = table.querySelector("output"), body = table.querySelector("tbody");
  const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const filter = () => {
    const wanted = field.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    said.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  };
  field.addEventListener("input", filter);
  filter(); // a browser may keep what was typed before the page was loaded again
  for (const head of table.querySelectorAll("th"))
    head.firstElementChild.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of table.querySelectorAll("th")) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const cell = (row) => row.cells[head.cellIndex].textContent;
      body.append(...[...body.rows].sort((a, b) => order.compare(cell(a), cell(b)) * (down ? -1 : 1)));
    });
}

for (const box of document.querySelectorAll(".kinds input")) {
  const hide = () => box.closest(".file").classList.toggle(`no-${box.value}`, !box.checked);
  box.addEventListener("change", hide);
  hide();
}

// a link from a table to a place in a text that is folded away
const unfold = () => {
  let target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  target?.closest("details")?.setAttribute("open", "");
  target?.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", unfold);
unfold();
