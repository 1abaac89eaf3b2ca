// Runs the built extension at the path given with a stand-in for VS Code and a real server, and prints what was shown
// as JSON. Arguments: the bundle, the folder of the vault, the note to open, the command of the server as JSON.
"use strict";

const Module = require("module");
const { readFileSync } = require("fs");
const { pathToFileURL, fileURLToPath } = require("url");
const [, , bundle, root, path, command] = process.argv;

const PATIENCE_MS = 60000;
const seen = { messages: [], opened: [] };

class Uri {
  constructor(text) { this.text = text; }
  static parse(text) { return new Uri(text); }
  static file(name) { return new Uri(pathToFileURL(name).href); }
  get scheme() { return this.text.split(":")[0]; }
  get fsPath() { return fileURLToPath(this.text); }
  get path() { return new URL(this.text).pathname; }
  toString() { return this.text; }
  with() { return this; }
}
class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}
class Range {
  constructor(...ends) {
    const [a, b, c, d] = ends;
    Object.assign(this, ends.length === 2 ? { start: a, end: b } : { start: new Position(a, b), end: new Position(c, d) });
  }
}
class Emitter {
  constructor() {
    this.listeners = [];
    this.event = (listener, owner) => (this.listeners.push(listener.bind(owner)), { dispose() {} });
  }
  fire(value) { for (const listener of this.listeners) listener(value); }
  dispose() {}
}
class Kind {
  constructor(value) { this.value = value; }
  append(more) { return new Kind(this.value ? `${this.value}.${more}` : more); }
}
for (const one of ["Empty", "QuickFix", "Refactor", "Source"]) Kind[one] = new Kind(one === "Empty" ? "" : one.toLowerCase());
class Source {
  constructor() { this.token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) }; }
  cancel() {}
  dispose() {}
}
// Any class of VS Code that the client only makes and hands on.
const part = () => class { constructor(...given) { this.given = given; } };

class Text {
  constructor(name, text) {
    Object.assign(this, { uri: Uri.file(name), fileName: name, languageId: "markdown", version: 1, text, isClosed: false });
  }
  getText() { return this.text; }
  place(words, inside = 1) {
    const before = this.text.slice(0, this.text.indexOf(words) + inside).split("\n");
    return new Position(before.length - 1, before.at(-1).length);
  }
}

const text = new Text(path, readFileSync(path, "utf8"));
const diagnostics = new Map();
const providers = {};
const commands = {};
const changed = new Emitter();
const never = () => ({ dispose() {} });
const settings = { command: JSON.parse(command), pauseMs: 10 };

const named = {
  Uri, Position, Range, EventEmitter: Emitter, CancellationTokenSource: Source,
  Disposable: class { constructor(end) { this.dispose = end; } static from() { return { dispose() {} }; } },
  CancellationError: class extends Error {},
  CodeActionKind: Kind,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  window: {
    activeTextEditor: { document: text }, visibleTextEditors: [], tabGroups: { all: [], onDidChangeTabs: never },
    createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
    showInformationMessage: async (message, ...items) => (seen.messages.push(message), items[0]),
    showErrorMessage: async (message) => { seen.messages.push(message); },
    showTextDocument: async (document) => { seen.opened.push(document.content); },
    onDidChangeActiveTextEditor: never, onDidChangeVisibleTextEditors: never,
  },
  workspace: {
    workspaceFolders: [{ uri: Uri.file(root), name: "vault", index: 0 }], textDocuments: [text], notebookDocuments: [],
    onDidChangeTextDocument: changed.event, fs: {},
    getWorkspaceFolder: () => named.workspace.workspaceFolders[0],
    getConfiguration: () => ({ ...settings, get: (name, other) => settings[name] ?? other, inspect: () => undefined }),
    openTextDocument: async (document) => document,
    createFileSystemWatcher: () => ({ onDidCreate: never, onDidChange: never, onDidDelete: never, dispose() {} }),
  },
  languages: {
    match: (selectors, document) => [selectors].flat().some((one) => (one.language ?? one) === document.languageId) * 10,
    createDiagnosticCollection: () => ({ set: (uri, found) => diagnostics.set(uri.toString(), found), clear() {}, dispose() {} }),
    onDidChangeDiagnostics: never,
  },
  commands: {
    registerCommand: (name, run) => ((commands[name] = run), { dispose() {} }),
    executeCommand: async () => undefined,
  },
  env: { appName: "stand-in", uriScheme: "vscode", openExternal: async () => true },
  version: "1.100.0",
};
const open = (given) => new Proxy(given, {
  get: (target, name) => {
    if (name in target || typeof name === "symbol") return target[name];
    if (/^register.*Provider$/.test(name)) return (_, provider) => ((providers[name] = provider), { dispose() {} });
    if (/^on[A-Z]/.test(name)) return never;
    return (target[name] = part());
  },
});
for (const name of ["window", "workspace", "languages", "commands"]) named[name] = open(named[name]);
const vscode = open(named);

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

async function until(name, found) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const value = found();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${name} did not come; ${JSON.stringify([...diagnostics])}`);
}

const codes = () => (diagnostics.get(text.uri.toString()) ?? []).map((one) => one.code?.value ?? one.code);

async function main() {
  const extension = require(bundle);
  await extension.activate({ subscriptions: [] });
  seen.providers = Object.keys(providers).sort();
  await until("the first diagnostics", () => codes().length);
  const end = new Position(text.text.split("\n").length - 1, 0);
  text.text += "\n[[nowhere at all]]";
  text.version = 2;
  const contentChanges = [{ range: new Range(end, end), rangeLength: 0, text: "\n[[nowhere at all]]" }];
  changed.fire({ document: text, contentChanges, reason: undefined });
  await until("LK501", () => codes().includes("LK501"));
  seen.codes = codes();
  const token = new Source().token;
  const hover = await providers.registerHoverProvider.provideHover(text, text.place("[[", 4), token);
  seen.hover = hover.given[0].given[0];
  const asked = [text, text.place("[[nowhere", 2), token, { triggerKind: 0 }];
  const offered = await providers.registerCompletionItemProvider.provideCompletionItems(...asked);
  seen.offered = offered.given[0].map((item) => item.given[0]);
  await commands["teleo.neighbourhood"]();
  await extension.deactivate();
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
