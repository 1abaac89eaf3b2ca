// Runs the search that a site ships, without a browser, and MiniSearch beside it over the same notes.
//
// Input, a JSON file: site (folder), script (the site's search.js), queries, first (how many of them are also asked
// by opening a fresh page each), most, peer (folder of minisearch) and documents (id, title, text) for it.
// Output: ours and peers, the found ids for each query; of each fresh page bytes, what it fetched, compressed, and said,
// what it says of its results.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const task = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const sizes = new Map();

class Element {
  constructor() {
    Object.assign(this, { children: [], dataset: {}, attributes: new Map(), value: "" });
  }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  setAttribute(key, value) { this.attributes.set(key, value); }
  removeAttribute(key) { this.attributes.delete(key); }
  querySelector(selector) { return this.children.find((one) => `.${one.className}` === selector); }
  addEventListener() {}
  scrollIntoView() {}
  showModal() {}
  focus() {}
  select() {}
}

function openPage() {
  const page = { fetched: new Set(), made: [], waiting: 0 };
  const make = (name) => {
    const element = Object.assign(new Element(), { name });
    page.made.push(element);
    return element;
  };
  const run = (text) => vm.runInContext(text, context);
  const fetched = (script) => {
    page.waiting += 1;
    setImmediate(() => {
      const text = fs.readFileSync(path.join(task.site, script.src), "utf8");
      if (!sizes.has(script.src)) sizes.set(script.src, zlib.gzipSync(text).length);
      page.fetched.add(script.src);
      run(text);
      script.onload();
      page.waiting -= 1;
    });
  };
  const later = (act, time) => {
    page.waiting += 1;
    return setTimeout(() => {
      act();
      page.waiting -= 1;
    }, time);
  };
  const document = { body: Object.assign(make("body"), { dataset: { root: "" } }), head: { append: fetched }, createElement: make, createElementNS: (_, name) => make(name) };
  const context = vm.createContext({ document, setTimeout: later, performance, atob, history: {}, addEventListener() {} });
  run("globalThis.self = globalThis");
  run(fs.readFileSync(task.script, "utf8"));
  return Object.assign(page, { teleo: context.teleo, field: page.made.find(({ name }) => name === "input") });
}

const turn = () => new Promise((done) => setImmediate(done));

async function opened(query) {
  const page = openPage();
  page.field.value = query;
  await page.teleo.openSearch();
  while (page.waiting) await turn();
  const bytes = [...page.fetched].reduce((sum, name) => sum + sizes.get(name), zlib.gzipSync(fs.readFileSync(task.script)).length);
  return { bytes, said: page.made.find(({ attributes }) => attributes.get("role") === "status").textContent };
}

function peers() {
  if (!task.peer) return [];
  const MiniSearch = require(path.join(task.peer, "dist/cjs/index.cjs"));
  const peer = new MiniSearch({ fields: ["title", "text"] });
  peer.addAll(task.documents);
  return task.queries.map((query) => peer.search(query).slice(0, task.most).map(({ id }) => id));
}

(async () => {
  const page = openPage();
  const ours = [];
  for (const query of task.queries) ours.push(await page.teleo.searched(query, task.most));
  const fresh = [];
  for (const query of task.queries.slice(0, task.first)) fresh.push(await opened(query));
  process.stdout.write(JSON.stringify({ ours, peers: peers(), bytes: fresh.map(({ bytes }) => bytes), said: fresh.map(({ said }) => said) }));
})();
