import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A Concord of one's own: real program, empty data folder, free port. */
export interface Concord {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  /** The link that makes the first account, as printed at the last start; empty once it was used. */
  readonly setupLink: string;
  /** The folder of its data. */
  readonly data: string;
  /** What it printed since its last start. */
  output(): string;
  /** Ends it as a power cut would (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C would (SIGINT); answers with its exit code. */
  interrupt(): Promise<number | null>;
  /** Starts it again on the same port and data, and waits until it answers. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** What a start can be given beyond the defaults. */
export interface Options {
  /** Further arguments of `concord serve`. */
  args?: string[];
  /** Further variables of its environment. */
  env?: Record<string, string>;
}

const PROGRAM = process.env.CONCORD ?? resolve(import.meta.dirname, '../../target/release/concord');
const PATIENCE = 30_000;

/** Starts a server and waits until it answers. */
export async function start(options: Options = {}): Promise<Concord> {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), 'concord-journey-'));
  const address = `127.0.0.1:${port}`;
  const url = `http://${address}`;
  let child: ChildProcess | undefined;
  let gone: Promise<number | null> = Promise.resolve(null);
  let printed = '';

  const launch = async () => {
    printed = '';
    const started = spawn(PROGRAM, ['serve', '--listen', address, '--data', data, ...(options.args ?? [])], {
      env: { ...surroundings(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    gone = new Promise((settle) => {
      started.once('exit', (code) => settle(code));
      started.once('error', (error) => {
        printed += `${error}\n`;
        settle(null);
      });
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        printed += bytes.toString();
      });
    }
    await answers(url, gone, () => printed);
    // What it printed before it answered is in the pipe by now, though perhaps not yet read.
    await new Promise((settle) => setTimeout(settle, 50));
  };

  const end = async (signal: 'SIGKILL' | 'SIGINT') => {
    child?.kill(signal);
    const code = await gone;
    child = undefined;
    return code;
  };

  try {
    await launch();
  } catch (error) {
    await end('SIGKILL');
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  return {
    url,
    data,
    get setupLink() {
      return printed.match(/https?:\/\/\S+\/setup\/[\w-]+/)?.[0] ?? '';
    },
    output: () => printed,
    kill: async () => {
      await end('SIGKILL');
    },
    interrupt: () => end('SIGINT'),
    restart: launch,
    remove: async () => {
      await end('SIGKILL');
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The environment without settings of a Concord somebody runs on this machine: its database above all. */
function surroundings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CONCORD_')));
}

/** Any answer will do: it shows that the server takes requests. */
async function answers(url: string, gone: Promise<number | null>, printed: () => string): Promise<void> {
  let over = false;
  void gone.then(() => {
    over = true;
  });
  const deadline = Date.now() + PATIENCE;
  while (!over && Date.now() < deadline) {
    try {
      await fetch(url, { redirect: 'manual' });
      return;
    } catch {
      await new Promise((settle) => setTimeout(settle, 50));
    }
  }
  throw new Error(`${PROGRAM} ${over ? 'ended' : 'does not answer'}:\n${printed()}`);
}

function freePort(): Promise<number> {
  return new Promise((settle, refuse) => {
    const probe = createServer();
    probe.once('error', refuse);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => settle(port));
    });
  });
}
