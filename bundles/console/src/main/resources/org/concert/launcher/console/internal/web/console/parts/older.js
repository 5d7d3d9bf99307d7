// SPDX-License-Identifier: Apache-2.0
// What processes have printed before what is shown: read from their logs on the server, backwards, the newest first.

import { get } from '../server.js';
import { moments } from './times.js';

const CHUNK_BYTES = 128 * 1024;
const PAGE_LINES = 2000;

/** Goes back through the outputs of some processes together, by time. */
export class Older {
  #sources;

  /** @param fronts for each process, as SESSION/NAME, the byte before which its lines are wanted */
  constructor(fronts) {
    this.#sources = [...fronts].map(([id, before]) => ({ id, before, lines: [], chunk: CHUNK_BYTES, atBeginning: before <= 0 }));
  }

  /** Return whether there is nothing before what was given. */
  get atBeginning() {
    return this.#sources.every((source) => source.atBeginning && source.lines.length === 0);
  }

  /** Return so many lines before those that were given last, as [id, line], the oldest first; fewer at the beginning. */
  async next(count) {
    const given = [];
    while (given.length < count) {
      await Promise.all(this.#sources.filter((source) => source.lines.length === 0 && !source.atBeginning).map((source) => this.#fetch(source)));
      const having = this.#sources.filter((source) => source.lines.length > 0);
      if (having.length === 0) {
        break;
      }
      const latest = having.reduce((one, other) => (other.lines.at(-1)[0] > one.lines.at(-1)[0] ? other : one));
      given.push([latest.id, latest.lines.pop()[1]]);
    }
    return given.reverse();
  }

  // A log is read from a byte on. That byte may lie within a line, so the first line counts only where the log begins.
  async #fetch(source) {
    while (source.lines.length === 0 && !source.atBeginning) {
      const from = Math.max(0, source.before - source.chunk);
      const lines = await this.#read(source, from);
      if (from > 0) {
        lines.shift();
        source.chunk = lines.length === 0 ? source.chunk * 4 : CHUNK_BYTES;
      }
      source.atBeginning = from === 0;
      source.before = lines[0]?.position ?? source.before;
      source.lines = moments(lines);
    }
  }

  async #read({ id, before }, from) {
    const [session, name] = id.split('/').map(encodeURIComponent);
    const lines = [];
    for (let at = from; ;) {
      const page = (await get(`/api/v1/processes/${session}/${name}/output?from=${at}&limit=${PAGE_LINES}`)).lines;
      const earlier = page.filter((line) => line.position < before);
      lines.push(...earlier);
      if (page.length === 0 || earlier.length < page.length || earlier.at(-1).position <= at) {
        return lines;
      }
      at = earlier.at(-1).position;
    }
  }
}
