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

for (const button of document.querySelectorAll("button[data-text]")) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", () => {
    const done = copyBoth(button.dataset.text, button.dataset.html);
    button.textContent = done ? "Đã chép" : "Không chép được";
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
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = button.dataset.text;
  button.dataset.html = link.outerHTML;
  button.title = `Chép: ${button.dataset.text}`;
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
