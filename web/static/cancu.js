// Comforts only: every page does its work without this file.
"use strict";

// Copy as rich and plain text. Over plain HTTP there is no navigator.clipboard, so the copy event carries both forms.
function copyBoth(text, html) {
  let copied = false;
  const listener = (event) => {
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    copied = true;
  };
  document.addEventListener("copy", listener);
  document.execCommand("copy");
  document.removeEventListener("copy", listener);
  return copied;
}

// The text of a citation as a link to what it cites: the document of this page, or the place in it.
function linked(button) {
  const page = button.closest("[data-dia-chi]");
  if (!page) return undefined;
  const place = button.dataset.place || button.closest(".dieu")?.id;
  const link = document.createElement("a");
  link.href = page.dataset.diaChi + (place ? `#${encodeURIComponent(place)}` : "");
  link.textContent = button.dataset.text;
  return link.outerHTML;
}

// What a button did, for screen readers: its own name says what it does.
const told = document.createElement("p");
told.className = "an";
told.setAttribute("role", "status");
document.body.append(told);

for (const button of document.querySelectorAll("button[data-text]")) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", () => {
    const done = copyBoth(button.dataset.text, button.dataset.html || linked(button));
    button.textContent = done ? "Đã chép" : "Không chép được, hãy bôi đen rồi chép";
    told.textContent = done ? `Đã chép: ${button.dataset.text}` : "Không chép được";
    button.classList.toggle("xong", done);
    setTimeout(() => { button.textContent = label; button.classList.remove("xong"); }, 1800);
  });
}

// The copy button of an article cites the khoản or điểm that the address names, when it names one.
function citeTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const marker = target && target.querySelector(":scope > a.dau[title]");
  const button = target && target.closest(".dieu")?.querySelector("button[data-text]");
  if (!marker || !button || !button.dataset.document) return;
  button.dataset.text = `${marker.title} của ${button.dataset.document}`;
  button.dataset.place = target.id;
  button.title = `Chép: ${button.dataset.text}`;
  const collect = button.parentElement.querySelector("button[name=muc]");
  if (collect) {
    collect.value = `${collect.value.split("~")[0]}~${target.id}`;
    collect.title = `Thêm vào giỏ: ${marker.title}`;
  }
}
addEventListener("hashchange", citeTarget);
citeTarget();

// "/" goes to the search box; j and k walk through the hits.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "/") {
    const box = document.querySelector('input[name="q"]');
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  } else if (event.key === "j" || event.key === "k") {
    const hits = [...document.querySelectorAll(".ket-qua h3 a")];
    if (!hits.length) return;
    const next = hits.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
    hits[Math.max(0, Math.min(next, hits.length - 1))].focus();
  }
});

// Uploads show how far they are.
for (const form of document.querySelectorAll("form[data-tien-do]")) {
  const progress = form.querySelector("progress");
  const said = form.querySelector("output");
  form.addEventListener("submit", (event) => {
    if (!progress || !said) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    progress.hidden = false;
    request.upload.addEventListener("progress", (sent) => {
      if (!sent.lengthComputable) return;
      progress.max = sent.total;
      progress.value = sent.loaded;
      said.value = sent.loaded < sent.total ? `Đã gửi ${Math.round((100 * sent.loaded) / sent.total)} %` : "Đã gửi xong, đang đọc…";
      if (sent.loaded === sent.total) progress.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(request.responseURL); return; }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      said.value = page.querySelector(".bao")?.textContent.trim() || "Máy chủ không nhận tệp này.";
      progress.hidden = true;
      button.disabled = false;
    });
    request.addEventListener("error", () => {
      said.value = "Mất kết nối với máy chủ.";
      progress.hidden = true;
      button.disabled = false;
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}

// Into the basket without leaving the place that is read; without cookies the page of the basket tells what to do.
for (const form of document.querySelectorAll("form#vao-gio")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !navigator.cookieEnabled) return;
    event.preventDefault();
    const sent = new URLSearchParams([["muc", button.value]]);
    fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      .then((told) => {
        const link = document.createElement("a");
        link.href = "/gio-can-cu";
        link.className = `${button.className} trong-gio`;
        link.textContent = `Đã có trong giỏ (${told.count} mục)`;
        button.replaceWith(link);
        link.focus();
        countBasket(told.count);
      })
      .catch(() => { button.textContent = "Giỏ không nhận được mục này"; });
  });
}

function countBasket(count) {
  const entry = document.querySelector('.muc a[href="/gio-can-cu"]');
  if (!entry) return;
  let shown = entry.querySelector(".dem");
  if (!shown) {
    shown = document.createElement("span");
    shown.className = "dem";
    entry.append(" ", shown);
  }
  shown.textContent = count;
}
