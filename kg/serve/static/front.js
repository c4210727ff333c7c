// Says how many events there are, hides the way past the last, and leaves empty filters out of the address.
"use strict";

const part = document.getElementById("part");
const [offset, limit] = [Number(part.dataset.offset), Number(part.dataset.limit)];

fetch(part.dataset.count).then((answer) => answer.json()).then(({ total, error }) => {
  const last = Math.min(offset + limit, total);
  part.textContent = error ?? (total ? `events ${offset + 1}–${last} of ${total}` : "no events");
  document.getElementById("after").hidden = Boolean(error) || last >= total;
});

document.querySelector("form").addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("input")) {
    input.disabled = !input.value.trim();
  }
});
