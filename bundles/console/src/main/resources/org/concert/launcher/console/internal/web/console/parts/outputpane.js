// SPDX-License-Identifier: Apache-2.0
// One terminal with the output of one or several processes: what there was, what comes, and older lines as one scrolls up.

import { clock, exactClock } from '../format.js';
import { changed } from '../store.js';
import { Feed } from './feed.js';
import { Older } from './older.js';
import { Screen } from './screen.js';

/** So many lines are held. Beyond that the oldest go, or, while somebody reads further up, the newest. */
const MOST_LINES = 15000;
/** So many are fetched as one scrolls up. */
const OLDER_LINES = 1000;
/** While it is paused, so many lines are kept; then nothing is fetched until it goes on. */
const HELD_LINES = 2000;
const COUNTING_MILLIS = 1000;
const NOTHING_FOUND = { at: 0, of: 0 };
const COLORS = ['36', '33', '35', '32', '34', '96', '93', '95', '92', '94'];
const CLOCKS = { none: null, seconds: clock, milliseconds: exactClock };
// Colours are shown as printed; whatever else a program says to its terminal would move what others print.
// eslint-disable-next-line no-control-regex
const CONTROL = /\x1b\[(?!0?K)[0-9;?]*[A-LN-Za-ln-z@`]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]/g;

/** It stands behind a line that has not ended; where a line is written over, it would cover what is still to be seen. */
const CURSOR = '\x1b[7m \x1b[0m';
/** Of a line that writes over itself, as progress does, what was written before so many characters is not looked at. */
const MOST_OVERWRITTEN = 4000;
// eslint-disable-next-line no-control-regex
const END_OF_COLOR = /\x1b\[0?m/g;

// What goes back to the beginning of the line is written over by what follows, as on any terminal; here it begins behind a prefix.
function overwriting(line, prefix) {
  const text = line.replace(/\r+$/, '');
  const late = text.length > MOST_OVERWRITTEN ? text.indexOf('\r', text.length - MOST_OVERWRITTEN) + 1 : 0;
  const back = prefix.length > 0 ? `\r\x1b[${prefix.length}C` : '\r';
  // eslint-disable-next-line no-control-regex
  return text.slice(late).replaceAll(/\x1b\[2K/g, '\r\x1b[K').replace(CONTROL, '').replaceAll('\r', back);
}

/** Shows some processes until it is closed; another choice is another one, so no line comes under a wrong name. */
export class OutputPane {
  #options;
  #screen;
  #feed;
  #rows = [];
  #held = [];
  /** Lines that have not ended, as they stand. */
  #unended = [];
  /** For each process, the byte before which its lines are not shown. */
  #fronts = new Map();
  #older = null;
  #query = '';
  #counting = null;

  paused = false;
  found = NOTHING_FOUND;
  /** What is wrong, or null. */
  wrong = null;
  isFetching = false;
  /** Whether nothing was printed before what is shown. */
  atBeginning = false;
  /** Whether newer lines are left out, as somebody has gone far back. */
  isCut = false;

  /**
   * @param container where the terminal is put
   * @param names the processes, as SESSION/NAME
   * @param options how many lines before the end to begin, how times are shown, and whether long lines are wrapped
   */
  constructor(container, names, options) {
    this.names = names;
    this.#options = options;
    this.#screen = new Screen(container, options.wrap, () => this.fetchOlder());
    this.#begin();
  }

  #begin() {
    const own = new Feed(this.names, this.#options.lines, (...told) => own === this.#feed && this.#take(...told), (wrong) => {
      if (own === this.#feed && this.wrong !== wrong) {
        this.wrong = wrong;
        changed();
      }
    });
    this.#feed = own;
    if (this.names.length > 0) {
      own.open();
    }
  }

  /** The time of the first line that is shown, or null. */
  get since() {
    const hasTime = ([, line]) => line.time;
    return (this.#rows.find(hasTime) ?? this.#unended.find(hasTime))?.[1].time ?? null;
  }

  /** How many lines have come while it was paused. */
  get heldLines() {
    return this.#held.length;
  }

  #take(lines, unended) {
    const isFirst = this.since === null;
    this.#unended = unended;
    if (this.paused) {
      this.#held.push(...lines);
      if (this.#held.length > HELD_LINES) {
        this.#feed.close();
      }
      changed();
      return;
    }
    if (lines.length > 0) {
      this.#show(lines);
    }
    this.#showUnended();
    if (isFirst && this.since !== null) {
      changed();
    }
  }

  #showUnended() {
    this.#screen.stand(this.isCut ? [] : this.#unended.map((row) => `${this.#drawn(row)}${row[1].text.includes('\r') ? '' : CURSOR}`));
  }

  #show(lines) {
    if (this.isCut) {
      return;
    }
    if (this.#rows.length + lines.length > MOST_LINES && !this.#screen.isAtEnd) {
      this.#cut();
      return;
    }
    for (const [id, line] of lines) {
      if (!this.#fronts.has(id)) {
        this.#fronts.set(id, line.position);
        this.#older = null;
      }
    }
    this.#rows.push(...lines);
    this.#screen.write(lines.map((row) => this.#drawn(row)));
    if (this.#rows.length > MOST_LINES) {
      this.#forget(this.#rows.splice(0, this.#rows.length - MOST_LINES));
    }
    this.#countSoon();
  }

  // They are older lines from now on.
  #forget(rows) {
    rows.forEach(([id, line]) => this.#fronts.set(id, line.position + 1));
    this.#older = null;
    this.atBeginning = false;
  }

  #cut() {
    this.#feed.close();
    this.isCut = true;
    this.#showUnended();
    changed();
  }

  /** Show older lines, if there are any. */
  async fetchOlder() {
    if (this.isFetching || this.atBeginning || this.#rows.length === 0) {
      return;
    }
    this.isFetching = true;
    changed();
    this.#older ??= new Older(this.#fronts);
    const own = this.#older;
    try {
      const lines = await own.next(OLDER_LINES);
      if (own === this.#older) {
        this.#prepend(lines);
      }
    } catch (refused) {
      this.#older = null;
      this.wrong = refused.message;
    }
    this.isFetching = false;
    changed();
  }

  #prepend(lines) {
    this.atBeginning = this.#older.atBeginning;
    if (lines.length === 0) {
      return;
    }
    [...lines].reverse().forEach(([id, line]) => this.#fronts.set(id, line.position));
    this.#rows = [...lines, ...this.#rows];
    if (this.#rows.length > MOST_LINES) {
      this.#rows.length = MOST_LINES;
      this.#cut();
    }
    this.#redraw(lines.length);
  }

  #redraw(above) {
    this.#showUnended();
    this.#screen.replace(this.#rows.map((row) => this.#drawn(row)), above);
  }

  #drawn([id, line]) {
    const told = CLOCKS[this.#options.times];
    const time = told ? `${told(line.time)} ` : '';
    const name = this.names.length < 2 ? '' : id.split('/')[1];
    const mark = line.kind === 'ERROR' ? '! ' : '';
    const prefix = `${time}${name ? `${name} | ` : ''}${mark}`;
    const text = overwriting(line.text, prefix);
    const begin = `\x1b[2m${time}\x1b[0m${name ? `\x1b[${COLORS[this.names.indexOf(id) % COLORS.length]}m${name}\x1b[0m | ` : ''}`;
    // Standard error that has no colour of its own is red, and marked for whoever does not tell that from others.
    const error = `\x1b[1;31m${mark}\x1b[0;31m${text.replaceAll(END_OF_COLOR, '\x1b[0;31m')}`;
    return `${begin}${line.kind === 'NOTE' ? `\x1b[2;3m${text}` : mark ? error : text}\x1b[0m`;
  }

  /** Show times or long lines another way. */
  redraw(options) {
    this.#options = options;
    this.#screen.wrap(options.wrap);
    this.#redraw(null);
  }

  /** Keep back what comes, or go on. */
  pause(paused) {
    this.paused = paused;
    if (!paused) {
      const lines = this.#held.splice(0);
      if (lines.length > 0) {
        this.#show(lines);
      }
      this.#showUnended();
      if (!this.#feed.isOpen && !this.isCut) {
        this.#feed.open();
      }
    }
  }

  /** Show the newest lines. */
  toEnd() {
    if (this.isCut) {
      this.isCut = false;
      this.atBeginning = false;
      this.#rows = [];
      this.#held = [];
      this.#unended = [];
      this.#fronts.clear();
      this.#older = null;
      this.#screen.clear();
      this.#begin();
    }
    this.#screen.toEnd();
  }

  /** Look for a text; see `Screen.find`. */
  find(query, step) {
    this.#query = query;
    this.found = this.#screen.find(query, step);
  }

  // How many lines hold what is looked for changes as they come; to count them takes a while.
  #countSoon() {
    if (this.#query !== '' && this.#counting === null) {
      this.#counting = setTimeout(() => {
        this.#counting = null;
        this.found = { ...this.found, of: this.#screen.count(this.#query) };
        changed();
      }, COUNTING_MILLIS);
    }
  }

  /** Draw it in the colours of another theme. */
  recolor() {
    this.#screen.recolor();
  }

  /** Go away. */
  close() {
    clearTimeout(this.#counting);
    this.#older = null;
    this.#feed.close();
    this.#screen.dispose();
  }
}
