"use strict";
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const all = [...document.querySelectorAll(".coroutine")];
  const index = document.getElementById("index");
  const help = document.getElementById("help");
  const walk = document.querySelector(".walk");
  const home = document.title;
  let shown = null;
  let point = null;

  // The bar.
  const button = (text, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", action);
    walk.append(made);
    return made;
  };
  const before = button("‹ point", "Previous resume point (p)", () => step(-1));
  const where = document.createElement("span");
  where.className = "where";
  where.setAttribute("aria-live", "polite");
  walk.append(where);
  const after = button("point ›", "Next resume point (n)", () => step(1));
  const earlier = button("« coroutine", "Previous coroutine ([)", () => turn(-1));
  const later = button("coroutine »", "Next coroutine (])", () => turn(1));
  button("Index", "Index (i)", () => show(null));
  button("?", "How to read this page (?)", () => help.showModal());

  const points = () => shown ? [...shown.querySelectorAll(".about [data-point]")].map(p => p.dataset.point) : [];

  function bar() {
    const known = points();
    const at = known.indexOf(point);
    where.textContent = !shown ? all.length + (all.length === 1 ? " coroutine" : " coroutines")
        : at < 0 ? known.length + (known.length === 1 ? " resume point" : " resume points")
        : "point " + (at + 1) + " of " + known.length;
    before.disabled = at <= 0;
    after.disabled = !shown || at >= known.length - 1;
    earlier.disabled = !shown || all.indexOf(shown) <= 0;
    later.disabled = all.indexOf(shown) >= all.length - 1;
  }

  // The parts of the page that are shown.
  function show(section, id) {
    if (shown) {
      clear();
      shown.classList.remove("shown");
    }
    shown = section;
    document.body.classList.toggle("reading", section !== null);
    if (section) {
      section.classList.add("shown");
      const states = section.querySelector(".states");
      if (!states.dataset.explained) {
        states.dataset.explained = "yes";
        explain(states);
      }
      document.title = section.dataset.name + " – " + home;
      firstStep(section);
    } else {
      document.title = home;
    }
    address(id || (section ? section.id : "index"));
    bar();
  }

  // The legend has what the drawing has, and nothing else.
  function explain(states) {
    const legend = document.getElementById("legend").content.cloneNode(true);
    const hasGenerated = [...states.querySelectorAll(".keeps")].some(text => text.textContent.includes("("));
    for (const item of legend.querySelectorAll("li")) {
      const edge = item.querySelector(".edge");
      if (!(edge ? states.querySelector(".diagram ." + edge.classList[1]) : hasGenerated)) {
        item.remove();
      }
    }
    if (legend.querySelector("li")) {
      states.append(legend);
    }
  }

  // The class begins with fields and constructors; the states are what people look for.
  function firstStep(section) {
    const first = section.querySelector(".frame a[data-point]");
    if (first) {
      reveal(first.closest("p"));
    }
  }

  const address = id => history.replaceState(null, "", "#" + encodeURIComponent(id));

  function turn(by) {
    const at = all.indexOf(shown) + by;
    if (all[at]) {
      show(all[at]);
    }
  }

  function step(by) {
    const known = points();
    const at = known.indexOf(point);
    const to = at < 0 ? (by > 0 ? 0 : -1) : at + by;
    if (known[to] !== undefined) {
      select(known[to]);
    }
  }

  // The selection.
  function clear() {
    point = null;
    shown?.querySelectorAll(".on, .near").forEach(each => each.classList.remove("on", "near"));
  }

  const inAll = (section, chosen) => section.querySelectorAll(
      `a[data-point="${chosen}"], [data-suspends="${chosen}"], .about p[data-point="${chosen}"], [data-node="s${chosen}"], `
      + `[data-from="s${chosen}"], [data-to="s${chosen}"]`);

  const ofLine = (section, line) => section.querySelectorAll(`.code p[data-line="${line}"]`);

  function select(chosen, origin) {
    clear();
    point = chosen;
    inAll(shown, chosen).forEach(each => each.classList.add("on"));
    const source = shown.querySelector(`.source a[data-point="${chosen}"]`);
    const resumes = shown.querySelector(`.frame a[data-point="${chosen}"]`);
    if (source) {
      ofLine(shown, source.closest("p").dataset.line).forEach(each => each.classList.add("near"));
    }
    [source, resumes].forEach(each => each?.closest("p").classList.add("on"));
    [source, resumes, shown.querySelector(`[data-node="s${chosen}"]`)].forEach(each => {
      if (each && each.closest(".pane") !== origin) {
        reveal(each);
      }
    });
    address((source || resumes || shown).id);
    bar();
  }

  function selectNode(node, origin) {
    clear();
    node.classList.add("on");
    shown.querySelectorAll(`[data-from="${node.dataset.node}"], [data-to="${node.dataset.node}"]`)
        .forEach(each => each.classList.add("on"));
    const line = document.getElementById(target(node));
    if (line) {
      ofLine(shown, line.dataset.line).forEach(each => each.classList.add("near"));
      line.classList.add("on");
      reveal(line);
    }
    bar();
  }

  function reveal(element) {
    const pane = element.closest(".pane");
    const box = element.getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    if (box.top < view.top + 40 || box.bottom > view.bottom - 40) {
      pane.scrollTop += box.top - view.top - (view.height - box.height) / 3;
    }
  }

  const target = link => decodeURIComponent((link.getAttribute("href") || "#").slice(1));

  addEventListener("click", event => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const section = link.closest(".coroutine");
    if (section && link.dataset.point) {
      event.preventDefault();
      select(link.dataset.point, link.closest(".pane"));
    } else if (section && link.dataset.node) {
      event.preventDefault();
      const state = link.dataset.node.match(/^s(\d+)$/);
      if (state) {
        select(state[1], link.closest(".pane"));
      } else {
        selectNode(link, link.closest(".pane"));
      }
    } else if (link.getAttribute("href")?.startsWith("#")) {
      event.preventDefault();
      go(target(link));
    }
  });

  // Highlights in all panes what has the pointer or the focus.
  function hover(event) {
    const marked = document.querySelectorAll(".hover");
    marked.forEach(each => each.classList.remove("hover"));
    const section = event.target.closest?.(".coroutine");
    const at = event.target.closest?.("[data-point], [data-node], .code p[data-line]");
    if (!section || !at) {
      return;
    }
    const chosen = at.dataset.point || at.dataset.node?.match(/^s(\d+)$/)?.[1];
    if (chosen) {
      inAll(section, chosen).forEach(each => each.classList.add("hover"));
    } else if (at.dataset.line) {
      ofLine(section, at.dataset.line).forEach(each => each.classList.add("hover"));
    }
  }
  addEventListener("pointerover", hover);
  addEventListener("focusin", hover);

  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input")
        || help.open) {
      return;
    }
    const keys = {
      n: () => step(1), p: () => step(-1), "]": () => turn(1), "[": () => turn(-1),
      i: () => show(null), "?": () => help.showModal(),
      Escape: () => { clear(); bar(); }
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // Addresses: of the index, of a coroutine, or of something in one.
  function go(id) {
    // A coroutine may have changed since an address in it was noted.
    const element = document.getElementById(id)
        || document.getElementById(id.replace(/-(source|frame|state|line)-\w+$/, ""));
    const section = element?.closest(".coroutine") || null;
    if (section !== shown || !section) {
      show(section);
    }
    if (section && element !== section) {
      const chosen = element.dataset.point || element.dataset.node?.match(/^s(\d+)$/)?.[1];
      if (chosen) {
        select(chosen);
      } else {
        element.classList.add("on");
        reveal(element);
      }
    }
  }
  addEventListener("hashchange", () => go(decodeURIComponent(location.hash.slice(1))));

  if (all.length > 12) {
    const filter = document.createElement("input");
    filter.type = "search";
    filter.placeholder = "Filter";
    filter.setAttribute("aria-label", "Filter the index");
    filter.addEventListener("input", () => {
      const wanted = filter.value.toLowerCase();
      let head = null;
      index.querySelectorAll("tbody tr").forEach(row => {
        if (row.className === "file") {
          head = row;
          head.hidden = true;
        } else {
          row.hidden = !(head.textContent + row.textContent).toLowerCase().includes(wanted);
          head.hidden &&= row.hidden;
        }
      });
    });
    index.querySelector("h1").after(filter);
  }
  go(decodeURIComponent(location.hash.slice(1)));
});
