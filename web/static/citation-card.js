// A card on every linked citation: what the document is, before going there. Without this file the title stays.
"use strict";

(() => {
  const card = document.createElement("div");
  card.id = "the-vien-dan";
  card.className = "the-noi";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  const known = new Map();
  const most = 280;
  let shown = null;
  let timer = 0;

  function line(name, text) {
    if (!text) return;
    const paragraph = document.createElement("p");
    paragraph.className = name;
    paragraph.textContent = text;
    card.append(paragraph);
  }

  // What the hint says beyond the name and the day: the place cited, a doubt.
  function beyond(hint, about) {
    const rest = hint.replace(`${about.name}, ngày ${about.day}`, "").replace(about.name, "").trim();
    return about.title === rest ? "" : rest;
  }

  // What stands at a place of this very page, from its own text.
  function here(address) {
    if (!address.hash || address.pathname !== location.pathname) return "";
    const place = document.getElementById(decodeURIComponent(address.hash.slice(1)));
    const lines = place?.matches(".dieu") ? place.querySelectorAll("h3, p:not(.nguon)") : place ? [place] : [];
    const text = [...lines].map((line) => line.textContent.trim()).join(" ");
    return text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")} …` : text;
  }

  function fetched(uri) {
    if (!known.has(uri)) {
      const answer = fetch(`/api/card?uri=${encodeURIComponent(uri)}`).then((response) => (response.ok ? response.json() : null));
      known.set(uri, answer.catch(() => { known.delete(uri); return null; }));
    }
    return known.get(uri);
  }

  function place(link) {
    const box = (link.getClientRects()[0] || link.getBoundingClientRect());
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const last = link.getBoundingClientRect();
    const below = last.bottom + 6;
    const above = box.top - card.offsetHeight - 6;
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  async function show(link) {
    hide();
    shown = link;
    const address = new URL(link.href);
    const hint = link.dataset.goi;
    const held = address.pathname.startsWith("/akn/") && address.pathname !== location.pathname.replace(/\/(~.*|luoc-do)$/, "");
    const about = held ? await fetched(decodeURIComponent(address.pathname)) : null;
    if (shown !== link) return;
    card.replaceChildren();
    if (about) {
      line("ten", about.name);
      line("trich-yeu", about.title);
      line("mo", [about.issuer, about.day, about.record].filter(Boolean).join(" · "));
      line("trang-thai", about.status);
    }
    const own = here(address);
    line(own ? "ten" : "mo", about ? beyond(hint, about) : hint);
    line("trich-yeu", own);
    if (!card.childElementCount) return;
    document.body.append(card);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function later(action, wait) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  function linkOf(event) {
    return event.target.closest ? event.target.closest("a.vien-dan") : null;
  }

  // The browser's own tip would stand over the card.
  for (const link of document.querySelectorAll("a.vien-dan")) {
    link.dataset.goi = link.title;
    link.removeAttribute("title");
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) { clearTimeout(timer); return; }
    const link = linkOf(event);
    if (link && link === shown) clearTimeout(timer);
    else if (link) later(() => show(link), 250);
    else if (shown && document.activeElement !== shown) later(hide, 250);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link.matches(":focus-visible")) show(link);
    else hide();
  });
  document.addEventListener("focusout", (event) => { if (event.target === shown) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
