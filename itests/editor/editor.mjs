// SPDX-License-Identifier: Apache-2.0
//
// Asks a YAML language server about launcher files, as an editor does: node editor.mjs SERVER SCHEMA MISTAKES FILE...
// SERVER is its program, SCHEMA the file of the schema. It must find nothing wrong with each FILE, and something with most of
// the texts in MISTAKES ("=== TITLE", the text, "---" and what the launcher says of it).
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const PATIENCE = 30_000;
// As SchemaTests has it: the others take more than one value to find, such as a cycle.
const FOUND = 80;
const WARNING = 2;
const [, , server, schema, mistakes, ...files] = process.argv;
const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const settings = { schemas: { [pathToFileURL(schema).href]: '*.yaml' }, schemaStore: { enable: false }, validate: true };
const waiting = new Map();
let received = Buffer.alloc(0);
let last = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  child.stdin.write(body);
}

/** An answer, or what is told of a text, within a time. */
function awaited(key) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer to ${key} within ${PATIENCE / 1000} s`)), PATIENCE);
    waiting.set(key, (value) => { clearTimeout(timer); waiting.delete(key); resolve(value); });
  });
}

function request(method, params) {
  send({ id: ++last, method, params });
  return awaited(last);
}

function heard(message) {
  if (message.method === 'workspace/configuration') {
    send({ id: message.id, result: message.params.items.map((item) => (item.section === 'yaml' ? settings : {})) });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    waiting.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method !== undefined && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.id !== undefined) {
    waiting.get(message.id)?.(message.result);
  }
}

child.stdout.on('data', (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const head = received.indexOf('\r\n\r\n');
    const length = head < 0 ? NaN : Number(/Content-Length: (\d+)/i.exec(received.subarray(0, head))[1]);
    if (!(received.length >= head + 4 + length)) {
      return;
    }
    const body = received.subarray(head + 4, head + 4 + length);
    received = received.subarray(head + 4 + length);
    heard(JSON.parse(body));
  }
});

await request('initialize', {
  processId: process.pid, rootUri: null,
  capabilities: { workspace: { configuration: true }, textDocument: { publishDiagnostics: {} } },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml: settings } } });

/** What is wrong with a text; hints, as of an anchor that nobody uses, are no mistakes. */
async function complaints(text) {
  const uri = `file:///robot/${++last}.yaml`;
  const told = awaited(uri);
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
  const found = (await told).filter((each) => (each.severity ?? 1) <= WARNING).map((each) => each.message);
  send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
  return found;
}

let wrong = 0;
for (const file of files) {
  const found = await complaints(readFileSync(file, 'utf8'));
  console.log(`${file}: ${found.length === 0 ? 'right' : found.join('; ')}`);
  wrong += found.length;
}
const missed = [];
const texts = readFileSync(mistakes, 'utf8').split(/^=== /m).slice(1);
for (const each of texts) {
  const title = each.slice(0, each.indexOf('\n'));
  const text = each.slice(title.length + 1, each.lastIndexOf('\n---\n') + 1).replaceAll('<TAB>', '\t').replaceAll('---%', '---');
  if ((await complaints(text)).length === 0) {
    missed.push(title);
  }
}
await request('shutdown', null);
send({ method: 'exit' });
console.log(`${texts.length - missed.length} of ${texts.length} mistakes are found; not: ${missed.join('; ')}`);
process.exitCode = wrong === 0 && texts.length - missed.length >= FOUND ? 0 : 1;
