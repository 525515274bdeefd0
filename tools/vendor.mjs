// The scripts of others that the workbench ships: checked against their npm packages, added, or brought up to date.
//
//   node tools/vendor.mjs                                  is every file what its package has?
//   node tools/vendor.mjs add htmx htmx.org 4.0.1 dist/htmx.min.js
//                             name package  version file   one more, or the one of this name in another version
//
// Nobody needs this to work on Commonground: the files are in the repository, and a test holds them to VENDOR.toml.
// `npm pack` fetches a package and checks it against what the registry says of it; nothing of it is run.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../src/commonground/workbench/static/vendor/", import.meta.url));
const TABLE = join(FOLDER, "VENDOR.toml");
const FIELDS = ["name", "version", "licence", "package", "from", "how", "file", "sha256", "licence_file", "licence_sha256"];

const SPDX = { "BSD-0-Clause": "0BSD" }; // names that packages give their licence, and its name in the list of SPDX

const sum = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

// The table is written by this program alone: a comment, then one `[[file]]` after another with `key = "words"`.
function read() {
  const [head, ...parts] = readFileSync(TABLE, "utf8").split("[[file]]\n");
  const entry = (part) => Object.fromEntries([...part.matchAll(/^(\w+) = (".*")$/gm)].map((m) => [m[1], JSON.parse(m[2])]));
  return { head, entries: parts.map(entry) };
}

function write(head, entries) {
  const lines = (entry) => FIELDS.map((field) => `${field} = ${JSON.stringify(entry[field])}\n`).join("");
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(TABLE, head + entries.map((entry) => `[[file]]\n${lines(entry)}`).join("\n"));
}

// What a package holds, in a folder that is thrown away.
function unpacked(name, version, look) {
  const folder = mkdtempSync(join(tmpdir(), "vendor-"));
  try {
    const told = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--json", `${name}@${version}`], { cwd: folder });
    execFileSync("tar", ["xzf", JSON.parse(told)[0].filename], { cwd: folder });
    return look(join(folder, "package"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function licenceIn(folder) {
  const name = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
  if (!name) throw new Error(`No licence text in the package; write it down by hand, with where it is from.`);
  return join(folder, name);
}

function add(name, from_package, version, from) {
  const { head, entries } = read();
  const old = entries.find((entry) => entry.name === name);
  const file = `${name}-${version}.min.js`;
  const licence_file = `${name}-${version}.LICENSE.txt`;
  const made = unpacked(from_package, version, (folder) => {
    if (old) for (const each of [old.file, old.licence_file]) rmSync(join(FOLDER, each), { force: true });
    copyFileSync(join(folder, from), join(FOLDER, file));
    copyFileSync(licenceIn(folder), join(FOLDER, licence_file));
    const named = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).license;
    const licence = SPDX[named] ?? named;
    return { licence, sha256: sum(join(FOLDER, file)), licence_sha256: sum(join(FOLDER, licence_file)) };
  });
  const entry = { name, version, package: from_package, from, how: "copied as it is", file, licence_file, ...made };
  write(head, [...entries.filter((each) => each !== old), entry]);
  console.log(`${file}: name it in the template that uses it${old ? `, where ${old.file} stood` : ""}.`);
}

function check() {
  let wrong = 0;
  for (const entry of read().entries) {
    const same = unpacked(entry.package, entry.version, (folder) => sum(join(folder, entry.from)) === entry.sha256);
    const here = sum(join(FOLDER, entry.file)) === entry.sha256;
    wrong += !(same && here);
    console.log(`${entry.file}: ${!here ? "not as VENDOR.toml has it" : !same ? "not as its package has it" : "as its package has it"}`);
  }
  process.exitCode = wrong ? 1 : 0;
}

const [verb, ...given] = process.argv.slice(2);
if (verb === undefined) check();
else if (verb === "add" && given.length === 4) add(...given);
else {
  console.error("node tools/vendor.mjs [add NAME PACKAGE VERSION FILE]");
  process.exitCode = 2;
}
