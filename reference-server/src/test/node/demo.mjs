// The packaged server as its users start it: a process of its own, on free ports.

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const JAR =
  process.env.SPYWATCHER_JAR ??
  fileURLToPath(new URL('../../../../simulator/target/spywatcher.jar', import.meta.url));
const JAVA = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
const READY = /^ready (http\S+) control (http\S+)$/;
const START_MILLIS = 60_000;
const STOP_MILLIS = 10_000;

/** Why a check cannot run here, or `false`. A jar that was not built is no reason: it fails. */
export async function missing(...modules) {
  try {
    await promisify(execFile)(JAVA, ['-version']);
  } catch {
    return 'no java on this machine';
  }
  for (const module of modules) {
    try {
      import.meta.resolve(module);
    } catch {
      return `no ${module} in node_modules; run npm ci in ${fileURLToPath(new URL('.', import.meta.url))}`;
    }
  }
  return false;
}

/** Serves the demo scenario until it is closed. */
export class Demo {
  #process;
  #output = [];

  /** HS256 key that the server was started with. */
  secret = randomBytes(32).toString('hex');

  /** Starts the server with the options of `serve`, and waits for its ready line. */
  static async serve(...options) {
    if (!existsSync(JAR)) {
      throw new Error(`${JAR}: not built; run mvn -q -DskipTests package, or set SPYWATCHER_JAR`);
    }
    const demo = new Demo();
    try {
      await demo.#start(options);
    } catch (failure) {
      await demo.close();
      throw failure;
    }
    return demo;
  }

  async #start(options) {
    this.#process = spawn(
      JAVA,
      ['-jar', JAR, 'serve', '--port', '0', '--control-port', '0', ...options],
      {
        env: { ...process.env, SPYWATCHER_JWT_SECRET: this.secret },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    process.once('exit', this.#kill);
    ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => process.exit(1)));
    const ready = await new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`${why}\n${this.#output.join('\n')}`));
      const timer = setTimeout(() => fail('serve printed no ready line'), START_MILLIS);
      this.#process.once('error', reject);
      this.#process.once('exit', (code) => {
        clearTimeout(timer);
        fail(`serve ended with status ${code}`);
      });
      for (const stream of [this.#process.stdout, this.#process.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#output.push(line);
          if (READY.test(line)) {
            clearTimeout(timer);
            resolve(line.match(READY));
          }
        });
      }
    });
    [, this.url, this.control] = ready;
    /** A token of the server's own making. */
    this.token = (await this.#run('token')).trim();
    /** Whom that token is for: the user whom the demo never moves by itself. */
    this.user = JSON.parse(Buffer.from(this.token.split('.')[1], 'base64url')).discordId;
    const answer = await fetch(`${this.control}/control/guilds`);
    this.guilds = await answer.json();
  }

  /** Runs `trigger` as from another shell. */
  async trigger(event, ...options) {
    await this.#run('trigger', event, '--control-url', this.control, ...options);
  }

  /** Runs another command of the jar, and returns what it prints. */
  async #run(...command) {
    const env = { ...process.env, SPYWATCHER_JWT_SECRET: this.secret };
    return (await promisify(execFile)(JAVA, ['-jar', JAR, ...command], { env })).stdout;
  }

  #kill = () => this.#process?.kill('SIGKILL');

  /** Stops the server; by force where it does not stop by itself. */
  async close() {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const timer = setTimeout(this.#kill, STOP_MILLIS);
      child.kill();
      await ended;
      clearTimeout(timer);
    }
    process.removeListener('exit', this.#kill);
  }
}
