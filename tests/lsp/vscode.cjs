// Loads the extension at the path given with stand-ins for VS Code, and prints what it did as JSON.
"use strict";

const Module = require("module");
const [, , path, mode] = process.argv;

// Stands for any part of VS Code: it can be called, made, extended and asked for parts.
const anything = new Proxy(function () {}, {
  get: (target, name) => (name === "prototype" ? target.prototype : name === Symbol.toPrimitive ? () => "" : anything),
  apply: () => anything,
  construct: () => ({}),
});

const seen = { commands: [], started: null, stopped: false, asked: [], shown: [] };

const vscode = {
  ViewColumn: { Beside: -2 },
  window: {
    activeTextEditor: { document: { uri: { toString: () => "file:///a.md" } } },
    showTextDocument: async (document, how) => seen.shown.push([document.content, how.viewColumn]),
  },
  workspace: {
    getConfiguration: () => ({ command: ["teleo", "lsp"], codeLens: false, get: (name) => ({ command: ["teleo", "lsp"] })[name] }),
    openTextDocument: async (document) => document,
  },
  commands: {
    registerCommand: (name, run) => (seen.commands.push([name, run]), { dispose() {} }),
  },
};

class LanguageClient {
  constructor(id, name, server, client) {
    Object.assign(this, { server, client });
  }
  async start() {
    seen.started = { ...this.server, options: JSON.parse(JSON.stringify(this.client)) };
    seen.middleware = this.client.middleware;
  }
  async stop() {
    seen.stopped = true;
  }
  async sendRequest(method, params) {
    seen.asked.push([method, params.command, ...params.arguments]);
    return params.command === "teleo.showNeighbourhood" ? "**a**" : true;
  }
}

const stand_ins = mode === "bundle" ? { vscode: anything } : { vscode, "vscode-languageclient/node": { LanguageClient } };
const load = Module._load;
Module._load = (name, ...rest) => (name in stand_ins ? stand_ins[name] : load(name, ...rest));

async function main() {
  const extension = require(path);
  seen.exported = Object.keys(extension).sort();
  if (mode !== "bundle") {
    const context = { subscriptions: [] };
    await extension.activate(context);
    seen.subscriptions = context.subscriptions.length;
    for (const [, run] of seen.commands) await run();
    await seen.middleware.executeCommand("teleo.showNeighbourhood", ["file:///b.md"], () => seen.asked.push("next"));
    await extension.deactivate();
    seen.commands = seen.commands.map(([name]) => name);
  }
  console.log(JSON.stringify(seen));
}

main();
