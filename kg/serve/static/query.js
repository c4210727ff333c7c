// YASGUI over this endpoint, with nothing looked up elsewhere, and the recipes to start from.
"use strict";

const home = document.getElementById("yasgui");
const endpoint = `${location.origin}/sparql`;

Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = `${home.dataset.prefixes}SELECT ?type (COUNT(?event) AS ?events) WHERE {
  ?event a kg:Event ; kg:action ?type
}
GROUP BY ?type
ORDER BY DESC(?events)`;

const yasgui = new Yasgui(home, {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  copyEndpointOnNewTab: true,
  persistencyExpire: 60 * 60 * 24 * 30,
});

const choice = document.getElementById("recipes");
fetch("/api/recipes").then((answer) => answer.json()).then(({ items }) => {
  for (const { name, question, query } of items) {
    const option = new Option(name, query);
    option.title = question;
    choice.append(option);
  }
});
choice.addEventListener("change", () => {
  if (choice.value) {
    yasgui.addTab(true, { name: choice.selectedOptions[0].text }).getYasqe().setValue(choice.value);
  }
});
