// SPDX-License-Identifier: Apache-2.0
// The output of processes as the server tells it: first what there is, by time, then what comes.

import { store } from '../store.js';
import { byTime } from './times.js';

const RETRY_MILLIS = 2000;
/** So long the lines of several are waited for, to be put into the order of their times. */
const GATHERING_MILLIS = 2000;

/** Follows some outputs until it is closed; a new choice is a new feed, so that no line comes under a wrong name. */
export class Feed {
  #ids;
  #lines;
  #take;
  #tell;
  #positions = new Map();
  /** For each process, its newest line as it stands, if it has not ended. */
  #unended = new Map();
  #source = null;
  #retry = null;
  #gathered = null;
  #missing = new Set();
  #due = null;

  /**
   * @param ids the processes, as SESSION/NAME
   * @param lines how many lines before the end to begin
   * @param take is given lists of [id, line], and those that have not ended as they stand now
   * @param tell is given what is wrong, or null
   */
  constructor(ids, lines, take, tell) {
    this.#ids = ids;
    this.#lines = lines;
    this.#take = take;
    this.#tell = tell;
  }

  /** Begin, or go on where it was closed. */
  open() {
    this.close();
    this.#unended.clear();
    const unknown = store.processes.size === 0 ? [] : this.#ids.filter((id) => !store.processes.has(id));
    const ids = this.#ids.filter((id) => !unknown.includes(id));
    this.#tell(unknown.length > 0 ? `There is no process ${unknown.join(', ')}` : null);
    if (ids.length === 0) {
      this.#again();
      return;
    }
    this.#gather(ids);
    const wanted = ids.map((id) => (this.#positions.has(id) ? `${id}@${this.#positions.get(id)}` : id)).join(',');
    this.#source = new EventSource(`/events?state=false&lines=${this.#lines}&output=${encodeURIComponent(wanted)}`);
    this.#source.addEventListener('output', (event) => this.#told(JSON.parse(event.data)));
    this.#source.onopen = () => this.#tell(null);
    this.#source.onerror = () => {
      this.#tell('no connection');
      if (this.#source?.readyState === EventSource.CLOSED) {
        this.#again();
      }
    };
  }

  /** Return whether it is open, or will be. */
  get isOpen() {
    return this.#source !== null || this.#retry !== null;
  }

  /** Follow no more. */
  close() {
    clearTimeout(this.#retry);
    clearTimeout(this.#due);
    this.#retry = null;
    this.#source?.close();
    this.#source = null;
  }

  // The server answers with an error while it starts.
  #again() {
    this.#source?.close();
    this.#source = null;
    this.#retry = setTimeout(() => this.open(), RETRY_MILLIS);
  }

  #gather(ids) {
    this.#gathered = ids.length > 1 ? [] : null;
    this.#missing = new Set(ids);
    this.#due = setTimeout(() => this.#handOver(), GATHERING_MILLIS);
  }

  #handOver() {
    if (this.#gathered !== null) {
      const lines = byTime(this.#gathered);
      this.#gathered = null;
      this.#take(lines, [...this.#unended]);
    }
  }

  #told({ session, name, lines, caughtUp, unended }) {
    const id = `${session}/${name}`;
    unended ? this.#unended.set(id, unended) : this.#unended.delete(id);
    const told = lines.map((line) => [id, line]);
    if (lines.length > 0) {
      this.#positions.set(id, lines.at(-1).position);
    }
    if (this.#gathered === null) {
      this.#take(told, [...this.#unended]);
      return;
    }
    this.#gathered.push(...told);
    if (caughtUp) {
      this.#missing.delete(id);
    }
    if (this.#missing.size === 0) {
      this.#handOver();
    }
  }
}
