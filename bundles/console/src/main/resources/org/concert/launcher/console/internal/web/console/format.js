// SPDX-License-Identifier: Apache-2.0
// Numbers, spans and times as people read them. Nothing to say is a dash.

const NOTHING = '–';

/** A span of seconds in its two largest units. */
export function span(seconds) {
  if (seconds === null || seconds === undefined) {
    return NOTHING;
  }
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (days > 0) {
    return `${days} d ${hours} h`;
  }
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** Bytes in binary units. */
export function bytes(count) {
  if (count === null || count === undefined) {
    return NOTHING;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A share of one core. */
export function percent(value) {
  return value === null || value === undefined ? NOTHING : `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

/** A moment as the clock of whoever looks shows it. */
export function clock(text) {
  return text ? new Date(text).toLocaleTimeString([], { hour12: false }) : NOTHING;
}

/** A moment to the millisecond. */
export function exactClock(text) {
  return text ? `${clock(text)}.${String(new Date(text).getMilliseconds()).padStart(3, '0')}` : NOTHING;
}

/** The day of a moment. */
export function day(text) {
  return new Date(text).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A moment with its day, if that is not today. */
export function dayAndClock(text) {
  if (!text) {
    return NOTHING;
  }
  const when = new Date(text);
  const isToday = when.toDateString() === new Date().toDateString();
  return isToday ? clock(text) : `${when.toLocaleDateString([], { day: 'numeric', month: 'short' })} ${clock(text)}`;
}

// eslint-disable-next-line no-control-regex
const TO_TERMINAL = /\x1b\[[0-9;?]*[A-Za-z@`]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\x00-\x08\x0b-\x1f]/g;
// eslint-disable-next-line no-control-regex
const ERASES = /\x1b\[[0-2]?K/;

/** A text without what it says to a terminal; where it goes back to its beginning, what follows covers what was there. */
export function plain(text) {
  return text.split('\r').reduce((below, written) => {
    const above = written.replace(TO_TERMINAL, '');
    return ERASES.test(written) ? above : `${above}${below.slice(above.length)}`;
  }, '');
}

/** A line of output as text, marked if it was printed to standard error. */
export function lineText(line) {
  return `${line.kind === 'ERROR' ? '! ' : ''}${plain(line.text)}`;
}

/** How a process ended, or what is to be said of it. */
export function ending(process) {
  if (process.signal) {
    return process.signal;
  }
  return process.exitCode === null ? '' : `exit code ${process.exitCode}`;
}
