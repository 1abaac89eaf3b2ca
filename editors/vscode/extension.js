// Starts `teleo lsp` for the Markdown files of the workspace and shows what its commands return.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const NOTE_COMMANDS = {
  "teleo.reweaveNote": "teleo.reweave",
  "teleo.recomputeNote": "teleo.recompute",
  "teleo.openNotePage": "teleo.openPage",
};

let client;

function addressOfNote() {
  return vscode.window.activeTextEditor?.document.uri.toString() ?? "";
}

function ask(command, uri) {
  return client.sendRequest("workspace/executeCommand", { command, arguments: [uri] });
}

async function showNeighbourhood(uri = addressOfNote()) {
  const content = await ask("teleo.showNeighbourhood", uri);
  if (!content) return;
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

async function activate(context) {
  const settings = vscode.workspace.getConfiguration("teleo");
  const [command, ...args] = settings.get("command");
  client = new LanguageClient(
    "teleo",
    "teleo",
    { command, args },
    {
      documentSelector: [{ scheme: "file", language: "markdown" }],
      initializationOptions: { ...settings, showsResults: true },
      synchronize: { configurationSection: "teleo" },
      middleware: {
        // The lens names the server's command: its answer is shown beside the note.
        executeCommand: (name, given, next) =>
          name === "teleo.showNeighbourhood" ? showNeighbourhood(given[0]) : next(name, given),
      },
    },
  );
  context.subscriptions.push(
    vscode.commands.registerCommand("teleo.neighbourhood", () => showNeighbourhood()),
    ...Object.entries(NOTE_COMMANDS).map(([name, asked]) =>
      vscode.commands.registerCommand(name, () => ask(asked, addressOfNote())),
    ),
  );
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
