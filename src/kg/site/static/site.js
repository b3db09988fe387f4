// Adds the search. Every page is complete without it.
"use strict";

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").toLowerCase();

document.querySelectorAll("form.search").forEach((form) => {
  form.hidden = false;
});

const finder = document.getElementById("finder");
if (finder) {
  const most = 60;
  const entries = JSON.parse(document.getElementById("entries").textContent);
  const kinds = JSON.parse(document.getElementById("kinds").textContent);
  const haystack = entries.map(([name, , , others]) => plain(name + " " + others));
  const field = document.getElementById("find");
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const grouped = new Intl.NumberFormat(document.documentElement.lang);

  const line = ([name, kind, path]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const isolated = document.createElement("bdi");
    const told = document.createElement("span");
    link.href = path;
    isolated.textContent = name;
    told.className = "n";
    // The name of an act begins with its type.
    told.textContent = name.startsWith(kinds[kind]) ? "" : kinds[kind];
    link.append(isolated);
    item.append(link, " ", told);
    return item;
  };

  const show = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    results.replaceChildren();
    if (!words.length) {
      found.textContent = "";
      return;
    }
    const hits = [];
    haystack.forEach((text, place) => {
      if (words.every((word) => text.includes(word))) hits.push(place);
    });
    // What starts with the words comes first; the order of the index decides the rest.
    const start = words.join(" ");
    hits.sort((a, b) => haystack[b].startsWith(start) - haystack[a].startsWith(start) || a - b);
    results.append(...hits.slice(0, most).map((place) => line(entries[place])));
    const single = document.documentElement.lang === "fr" ? hits.length < 2 : hits.length === 1;
    found.textContent = hits.length
      ? grouped.format(hits.length) + " " + (single ? finder.dataset.one : finder.dataset.many) +
        (hits.length > most ? ". " + finder.dataset.more : "")
      : finder.dataset.none;
  };

  finder.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", show);
  finder.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
}
