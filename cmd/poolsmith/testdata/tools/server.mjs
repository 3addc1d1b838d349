// Runs JavaScript programs one after the other in one process.
//
// To start Node.js and to import the SDK takes ten times as long as what a
// program does for a test. Each program is a module of its own; what it prints
// and its exit code are its own too.
//
// Takes a line of JSON for each program: its file, and the folder to run it in.
// Answers with a line: its exit code, standard output and standard error.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const reply = process.stdout.write.bind(process.stdout);

class Exit {}

async function run({ file, folder }) {
  const printed = { code: 0, output: "", errors: "" };
  process.chdir(folder);
  process.exitCode = undefined;
  process.stdout.write = (text) => !!(printed.output += text);
  process.stderr.write = (text) => !!(printed.errors += text);
  process.exit = (code) => {
    process.exitCode = code;
    throw new Exit();
  };
  try {
    await import(pathToFileURL(file));
  } catch (error) {
    if (!(error instanceof Exit)) {
      process.exitCode = 1;
      printed.errors += error.stack;
    }
  }
  printed.code = process.exitCode ?? 0;
  process.exitCode = undefined;
  return printed;
}

for await (const line of createInterface({ input: process.stdin })) {
  reply(JSON.stringify(await run(JSON.parse(line))) + "\n");
}
