// SPDX-License-Identifier: Apache-2.0
// A terminal that only shows. Lines come faster than anybody sees: they are drawn once a frame.

/** A long line takes several. */
const SCROLLBACK_ROWS = 30000;
/** So wide it is where lines are not wrapped; then it is moved sideways. */
const WIDE_COLUMNS = 400;
/** What a terminal does to make itself anew, in its turn after what was written before. */
const ANEW = '\x1bc';
const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function theme() {
  const styles = getComputedStyle(document.documentElement);
  const value = (name) => styles.getPropertyValue(`--${name}`).trim();
  const colors = COLORS.flatMap((name) => [
    [name, value(`ansi-${name}`)], [`bright${name[0].toUpperCase()}${name.slice(1)}`, value(`ansi-bright-${name}`)],
  ]);
  return {
    background: value('terminal'), foreground: value('terminal-text'), cursor: value('terminal'), selection: value('terminal-selection'),
    ...Object.fromEntries(colors),
  };
}

function text(lines) {
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}

/** A terminal in an element of the page. */
export class Screen {
  #terminal;
  #observer;
  #fit = new FitAddon.FitAddon();
  #wraps;
  #waiting = [];
  #drawing = false;
  /** The rows that are to stand below all lines, and those that do; the next lines take their place. */
  #standing = [];
  #below = this.#standing;

  /**
   * @param wraps whether what is too long goes on in the next row
   * @param whenAtTop is called when somebody wants to see what is above the first line
   */
  constructor(container, wraps, whenAtTop) {
    this.#wraps = wraps;
    this.#terminal = new Terminal({
      scrollback: SCROLLBACK_ROWS, disableStdin: true, convertEol: false, fontSize: 13, theme: theme(),
      fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', screenReaderMode: false, rendererType: 'canvas',
    });
    this.#terminal.loadAddon(this.#fit);
    container.replaceChildren();
    this.#terminal.open(container);
    this.#resize();
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(container);
    container.querySelector('.xterm-viewport').addEventListener('scroll', () => this.#buffer.viewportY === 0 && this.#buffer.baseY > 0 && whenAtTop());
    container.addEventListener('wheel', (event) => this.#buffer.viewportY === 0 && event.deltaY < 0 && whenAtTop(), { passive: true });
    // For whoever looks from outside, as tests do: what is drawn has no text in the page.
    container.screen = this;
  }

  get #buffer() {
    return this.#terminal.buffer.active;
  }

  #resize() {
    const size = this.#fit.proposeDimensions();
    if (size && Number.isFinite(size.cols) && Number.isFinite(size.rows)) {
      // The last row gives way to what one moves it sideways by.
      this.#wraps ? this.#terminal.resize(size.cols, size.rows) : this.#terminal.resize(Math.max(WIDE_COLUMNS, size.cols), Math.max(1, size.rows - 1));
    }
  }

  /** Have what is too long go on in the next row, or to the right. */
  wrap(wraps) {
    this.#wraps = wraps;
    this.#resize();
  }

  /** Return whether the newest line is in sight. */
  get isAtEnd() {
    return this.#buffer.viewportY >= this.#buffer.baseY;
  }

  /** All that it holds, as text. */
  get text() {
    return this.#lines().map(({ text }) => text.trimEnd()).join('\n').trimEnd();
  }

  /** Show lines. */
  write(lines) {
    this.#waiting.push(...lines);
    if (this.#waiting.length > SCROLLBACK_ROWS) {
      this.#waiting.splice(0, this.#waiting.length - SCROLLBACK_ROWS);
    }
    this.#drawSoon();
  }

  /** Show rows below all lines, cut where they are too long, in place of those before. */
  stand(rows) {
    if (rows.join('\n') !== this.#standing.join('\n')) {
      this.#standing = rows;
      this.#drawSoon();
    }
  }

  #drawSoon() {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  // The next lines are handed over when these are shown: so it never has more than a frame's to do.
  #draw() {
    const lines = this.#waiting.splice(0);
    if (lines.length === 0 && this.#below === this.#standing) {
      this.#drawing = false;
      return;
    }
    this.#terminal.write(`${this.#eraseBelow()}${text(lines)}${this.#drawBelow()}`, () => requestAnimationFrame(() => this.#draw()));
  }

  #eraseBelow() {
    const rows = this.#below.length;
    return rows === 0 ? '' : `\r${rows > 1 ? `\x1b[${rows - 1}A` : ''}\x1b[J`;
  }

  // Each is cut, not wrapped, so that it is a row.
  #drawBelow() {
    this.#below = this.#standing;
    return this.#below.length === 0 ? '' : `\x1b[?7l${this.#below.join('\r\n')}\x1b[?7h`;
  }

  /**
   * Show these lines in place of all others. What was in sight stays there.
   *
   * @param above how many of them are new above the others; null for the same lines in another way
   */
  replace(lines, above) {
    const atEnd = this.isAtEnd;
    const inSight = this.#buffer.viewportY;
    let first = 0;
    this.#waiting = [];
    this.#terminal.element.style.visibility = 'hidden';
    this.#terminal.write(ANEW);
    this.#terminal.write(text(lines.slice(0, above ?? 0)), () => { first = this.#buffer.baseY + this.#buffer.cursorY; });
    this.#terminal.write(`${text(lines.slice(above ?? 0))}${this.#drawBelow()}`, () => {
      above === null && atEnd ? this.#terminal.scrollToBottom() : this.#terminal.scrollToLine(first + inSight);
      this.#terminal.element.style.visibility = '';
    });
  }

  /** Forget all that was shown. */
  clear() {
    this.#waiting = [];
    this.#standing = [];
    this.#terminal.clearSelection();
    this.#terminal.write(`${ANEW}${this.#drawBelow()}`);
  }

  /** Take the colours of another theme. */
  recolor() {
    this.#terminal.setOption('theme', theme());
  }

  /** Go to the newest line. */
  toEnd() {
    this.#terminal.scrollToBottom();
  }

  /** Go away. */
  dispose() {
    this.#observer.disconnect();
    this.#terminal.dispose();
  }

  /** The lines in the buffer, which is what is searched: what is seen is what is found. A long line lies in several rows. */
  #lines() {
    const buffer = this.#terminal.buffer.active;
    const lines = [];
    for (let row = 0; row < buffer.length; row++) {
      const line = buffer.getLine(row);
      if (line.isWrapped && lines.length > 0) {
        lines.at(-1).text += line.translateToString();
      } else {
        lines.push({ row, text: line.translateToString() });
      }
    }
    return lines;
  }

  #places(text) {
    const query = text.toLowerCase();
    return query === '' ? []
      : this.#lines().map(({ row, text: line }) => [row, line.toLowerCase().indexOf(query)]).filter(([, column]) => column >= 0)
        .map(([row, column]) => [row + Math.floor(column / this.#terminal.cols), column % this.#terminal.cols]);
  }

  /** Return how many lines hold a text. */
  count(text) {
    return this.#places(text).length;
  }

  /**
   * Select a place where a text stands.
   *
   * @param step 1 for the next, -1 for the one before, 0 to stay where the selection is if it is there still
   * @return which of how many it is
   */
  find(text, step) {
    const found = this.#places(text);
    if (found.length === 0) {
      this.#terminal.clearSelection();
      return { at: 0, of: 0 };
    }
    const from = this.#terminal.getSelectionPosition()?.startRow ?? (step > 0 ? -1 : Infinity);
    const later = found.findIndex(([row]) => (step === 0 ? row >= from : row > from));
    const earlier = found.findLastIndex(([row]) => row < from);
    const index = step < 0 ? (earlier < 0 ? found.length - 1 : earlier) : later >= 0 ? later : step === 0 ? found.length - 1 : 0;
    const [row, column] = found[index];
    this.#terminal.select(column, row, text.length);
    this.#terminal.scrollToLine(Math.max(0, row - Math.floor(this.#terminal.rows / 2)));
    return { at: index + 1, of: found.length };
  }
}
