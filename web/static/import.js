// Comforts of the import pages: dropping files, progress for each of them, and reading that tells how far it is.
"use strict";

for (const form of document.querySelectorAll("form[data-nhap]")) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".tien-do");
  const button = form.querySelector("button");
  const most = Number(form.dataset.nhieuNhat);
  const told = [];

  function line(name) {
    const item = document.createElement("li");
    const title = document.createElement("span");
    title.textContent = name;
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", `Tiến độ: ${name}`);
    const said = document.createElement("span");
    said.className = "mo nho";
    item.append(title, " ", said, bar);
    list.append(item);
    return { title, bar, said };
  }

  function failed(row, words) {
    row.bar.remove();
    row.said.className = "nhan het";
    row.said.textContent = words;
  }

  function received(row, answer) {
    const [file] = answer;
    row.bar.remove();
    const link = document.createElement("a");
    link.href = file.address;
    link.textContent = file.title || file.name;
    row.title.replaceChildren(link);
    row.said.className = file.refusal ? "nhan het" : "nhan tot";
    row.said.textContent = file.refusal || "đã đọc, chờ duyệt";
    told.push(file.address);
  }

  function send(file) {
    const row = line(file.name);
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("tep", file);
    request.upload.addEventListener("progress", (sent) => {
      if (!sent.lengthComputable) return;
      row.bar.max = sent.total;
      row.bar.value = sent.loaded;
      row.said.textContent = sent.loaded < sent.total ? `đã gửi ${Math.round((100 * sent.loaded) / sent.total)} %` : "đang đọc…";
      if (sent.loaded === sent.total) row.bar.removeAttribute("value");
    });
    return new Promise((done) => {
      request.addEventListener("loadend", () => {
        if (request.status === 0) failed(row, "mất kết nối với máy chủ");
        else if (request.status < 400) received(row, JSON.parse(request.responseText));
        else {
          const page = new DOMParser().parseFromString(request.responseText, "text/html");
          failed(row, page.querySelector("main .bao, main p")?.textContent.trim() || "máy chủ không nhận tệp này");
        }
        done();
      });
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(data);
    });
  }

  async function sendAll(files) {
    list.replaceChildren();
    list.hidden = false;
    told.length = 0;
    if (files.length > most) {
      failed(line(`${files.length} tệp`), `mỗi lần gửi tối đa ${most} tệp`);
      return;
    }
    button.disabled = true;
    for (const file of files) await send(file);
    button.disabled = false;
    form.reset();
    if (files.length === 1 && told.length === 1) location.assign(told[0]);
    else if (told.length) await showWaiting();
  }

  // The list of what waits, as the server has it now; what became of each file stays above it.
  async function showWaiting() {
    const answer = await fetch("/nhap");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("cho-duyet").replaceWith(page.getElementById("cho-duyet"));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll([...input.files]);
  });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("keo"); });
  form.addEventListener("dragleave", () => form.classList.remove("keo"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("keo");
    sendAll([...event.dataTransfer.files]);
  });
}

// A scan that is being read: the line is brought up to date until the page has something else to show.
async function follow(box) {
  const answer = await fetch(location.href);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-cho]");
  if (!now) { location.reload(); return; }
  box.replaceChildren(...now.childNodes);
  setTimeout(() => follow(box), 1500);
}
for (const box of document.querySelectorAll("[data-cho]")) setTimeout(() => follow(box), 1500);
