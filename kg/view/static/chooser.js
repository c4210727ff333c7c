"use strict";
/* Which of several lines is meant, where a click or a tap is near more than one. */
const Chooser = (() => {
  const MOST = 8;

  /** A list in `container` that `open(ties, point)` shows at a point of it; `onChoose` is given one tie. */
  function create(container, story, row, onChoose) {
    const list = Dom.make("ul", {
      class: "ties chooser",
      "aria-label": story.t("choose_line"),
      hidden: true,
      keydown: step,
    });
    container.append(list);

    function open(ties, { x, y }) {
      const choose = (id) => {
        close();
        onChoose(id);
      };
      const buttons = ties.slice(0, MOST).map((id) =>
        Dom.make(
          "li",
          {},
          row(story.ties[id], () => choose(id)),
        ),
      );
      list.replaceChildren(...buttons);
      list.hidden = false;
      const [width, height] = [list.offsetWidth, list.offsetHeight];
      list.style.left = `${Math.max(4, Math.min(x + 8, container.clientWidth - width - 4))}px`;
      list.style.top = `${Math.max(4, Math.min(y + 8, container.clientHeight - height - 4))}px`;
      list.querySelector("button").focus();
    }

    function close() {
      list.hidden = true;
    }

    function step(event) {
      const buttons = [...list.querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement);
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move) buttons[(at + move + buttons.length) % buttons.length].focus();
      if (event.key === "Escape") close();
      if (move || event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
      }
    }

    return { open, close };
  }

  return { create };
})();
