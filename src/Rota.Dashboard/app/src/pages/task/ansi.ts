// What a task wrote for a terminal, as pieces of text with classes: colours become classes, a line that was drawn over is what
// was drawn last, and every other control character becomes visible. Nothing of it is ever markup.
export interface Piece {
  text: string;
  /** Classes of its colours; empty for none. */
  look: string;
}

const colours = /\x1b\[([0-9;:]*)m/g;
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** What a terminal shows of a line in the end: what follows its last carriage return. */
export function folded(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.slice(text.lastIndexOf('\r') + 1);
}

/** Characters that nobody sees, or that turn others round, as people can see them. */
const visible = (text: string): string =>
  text.replace(hidden, (one) => {
    const code = one.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });

/** The pieces of a line. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  const state = { ink: '', paper: '', bold: false, under: false };
  let at = 0;
  const take = (text: string) => {
    if (!text) return;
    const look = [state.ink && `ink-${state.ink}`, state.paper && `paper-${state.paper}`, state.bold && 'ink-bold', state.under && 'ink-under'];
    pieces.push({ text: visible(text), look: look.filter(Boolean).join(' ') });
  };
  for (const found of line.matchAll(colours)) {
    take(line.slice(at, found.index));
    at = found.index + found[0].length;
    apply(state, (found[1] ?? '').split(/[;:]/).map(Number));
  }
  take(line.slice(at));
  return pieces;
}

function apply(state: { ink: string; paper: string; bold: boolean; under: boolean }, codes: number[]): void {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) [state.ink, state.paper, state.bold, state.under] = ['', '', false, false];
    else if (code === 1) state.bold = true;
    else if (code === 4) state.under = true;
    else if (code === 22) state.bold = false;
    else if (code === 24) state.under = false;
    else if (code >= 30 && code <= 37) state.ink = `${code - 30}`;
    else if (code === 39) state.ink = '';
    else if (code >= 40 && code <= 47) state.paper = `${code - 40}`;
    else if (code === 49) state.paper = '';
    else if (code >= 90 && code <= 97) state.ink = `${code - 90}`;
    else if (code >= 100 && code <= 107) state.paper = `${code - 100}`;
    else if (code === 38 || code === 48) {
      const isIndexed = codes[at + 1] === 5;
      const index = codes[at + 2] ?? 0;
      // Of 256 colours the first sixteen have a name; others keep the ink, which can be read.
      if (isIndexed && index < 16) state[code === 38 ? 'ink' : 'paper'] = `${index % 8}`;
      at += isIndexed ? 2 : 4;
    }
  }
}
