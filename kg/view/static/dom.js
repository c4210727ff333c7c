"use strict";
/* Elements of the page. Text enters the page here and only as text. */
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** Make an element: attributes (functions are listeners), then children (texts, elements, lists of them); null and false are left out. */
  function make(name, attributes = {}, ...children) {
    return fill(document.createElement(name), attributes, children);
  }

  function makeSvg(name, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  }

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(
      ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
    );
    return element;
  }

  const button = (content, click, attributes = {}) => make("button", { type: "button", click, ...attributes }, content);

  /** A name or text of unknown direction, kept from turning what stands around it. */
  const isolated = (text, attributes = {}) => make("bdi", attributes, text);

  /** A link to a page of the web, or only its text where the address is no web address. */
  function link(address, text) {
    const shown = isolated(text);
    if (!isWebAddress(address)) return shown;
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, shown);
  }

  function isWebAddress(address) {
    try {
      return ["http:", "https:"].includes(new URL(address).protocol);
    } catch {
      return false;
    }
  }

  const byId = (id) => document.getElementById(id);
  const dataOf = (id) => JSON.parse(byId(id).textContent);

  return { make, makeSvg, button, isolated, link, byId, dataOf };
})();
