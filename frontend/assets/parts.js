// Loads the parts of the panel's program. A part is the code of one page: pieces of WebAssembly, some of which other parts
// have too. Every file of one build has the same hash in its name, so that nothing of another build can be met.
const beside = (name) => import.meta.url.replace(/lantern_parts([^/]*)\.js$/, (_, hash) => name.replace('.', `${hash}.`));

/** The pieces that are there or on their way, by their numbers. */
const pieces = new Map();
/** The parts that are there or on their way, by their names. */
const parts = new Map();

const program = async () => (await import(beside('lantern.js'))).initSync();

const load = async (name) => {
  const [exports, response] = await Promise.all([program(), fetch(beside(`${name}.part`))]);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const file = await response.arrayBuffer();
  const view = new DataView(file);
  // A build for development also asks for a sign that both are of one build, which the names of the files have said.
  const imports = { __wasm_split: new Proxy(exports, { get: (all, name) => all[name] ?? 0 }) };
  const started = [];
  for (let at = 0; at < file.byteLength; ) {
    const [number, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    at += 8;
    if (!pieces.has(number)) {
      const piece = WebAssembly.instantiate(new Uint8Array(file, at, length), imports);
      piece.catch(() => pieces.delete(number));
      pieces.set(number, piece);
    }
    started.push(pieces.get(number));
    at += length;
  }
  await Promise.all(started);
};

/** What the program calls to have a part, and is told by whether it came. What did not come is asked for again next time. */
const part = (name) => async (callback, data) => {
  if (!parts.has(name)) parts.set(name, load(name));
  const came = await parts.get(name).then(
    () => true,
    (error) => {
      console.error(error);
      parts.delete(name);
      return false;
    },
  );
  (await program()).__indirect_function_table.get(callback)(data, came);
};
