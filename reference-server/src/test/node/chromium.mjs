// Headless Chromium, driven over the DevTools protocol's pipe: no port, no driver, no library. It
// ends with the pipe.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1000,800',
  '--remote-debugging-pipe',
];
const ANSWER_MILLIS = 30_000;

/** Chromium's path on this machine, or `undefined`. */
export function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env.PATH ?? '').split(delimiter);
  return paths
    .flatMap((path) => names.map((name) => join(path, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** One page in a browser of its own, with a profile of its own. */
export class Page {
  #process;
  #profile;
  #session;
  #answers = new Map();
  #last = 0;

  /** What the page wrote to its console, and the exceptions that it did not catch. */
  console = [];

  static async open(url) {
    const page = new Page();
    try {
      await page.#start(url);
    } catch (failure) {
      await page.close();
      throw failure;
    }
    return page;
  }

  async #start(url) {
    this.#profile = await mkdtemp(join(tmpdir(), 'chromium-'));
    this.#process = spawn(chromium(), [...FLAGS, `--user-data-dir=${this.#profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const [, , , commands, answers] = this.#process.stdio;
    commands.on('error', () => {}); // told by its end
    this.#process.once('exit', (code) => {
      this.#answers.forEach(({ reject }) => reject(new Error(`Chromium ended, status ${code}`)));
    });
    let buffered = Buffer.alloc(0);
    answers.on('data', (chunk) => {
      buffered = Buffer.concat([buffered, chunk]);
      for (let end; (end = buffered.indexOf(0)) >= 0; buffered = buffered.subarray(end + 1)) {
        this.#receive(JSON.parse(buffered.subarray(0, end).toString()));
      }
    });
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    this.#session = sessionId;
    await this.#call('Runtime.enable');
    await this.#call('Page.enable');
    await this.#call('Page.navigate', { url });
  }

  #receive({ id, method, params, result, error }) {
    if (method === 'Runtime.consoleAPICalled') {
      this.console.push(params.args.map((arg) => arg.value ?? arg.description).join(' '));
    } else if (method === 'Runtime.exceptionThrown') {
      const { text, exception } = params.exceptionDetails;
      this.console.push(`${text} ${exception?.description ?? ''}`);
    } else if (this.#answers.has(id)) {
      const { resolve, reject } = this.#answers.get(id);
      if (error) {
        reject(new Error(error.message));
      } else {
        resolve(result);
      }
    }
  }

  async #call(method, params = {}) {
    const id = ++this.#last;
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        this.#answers.set(id, { resolve, reject });
        timer = setTimeout(
          () => reject(new Error(`${method}: no answer within ${ANSWER_MILLIS} ms`)),
          ANSWER_MILLIS,
        );
        const command = { id, method, params, sessionId: this.#session };
        this.#process.stdio[3].write(`${JSON.stringify(command)}\0`);
      });
    } finally {
      clearTimeout(timer);
      this.#answers.delete(id);
    }
  }

  /**
   * Waits in the page, change by change of its document, until `condition(argument)` returns
   * something true, and returns that. It is sent as text: it sees the page's world and no other.
   */
  async until(what, condition, argument, millis) {
    const { result, exceptionDetails } = await this.#call('Runtime.evaluate', {
      expression: `new Promise((resolve) => {
        const check = () => {
          const found = (${condition})(${JSON.stringify(argument)});
          if (found) { observer.disconnect(); clearTimeout(timer); resolve({ found }); }
        };
        const observer = new MutationObserver(check);
        const timer = setTimeout(() => {
          observer.disconnect();
          resolve({ text: document.body.innerText });
        }, ${millis});
        observer.observe(document, { subtree: true, childList: true, characterData: true });
        check();
      })`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    if (!result.value.found) {
      const shown = `${result.value.text}\nconsole:\n${this.console.join('\n')}`;
      throw new Error(`no ${what} on the page within ${millis} ms; it shows:\n${shown}`);
    }
    return result.value.found;
  }

  /** A picture of the page, PNG. */
  async screenshot() {
    const { data } = await this.#call('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  async close() {
    const browser = this.#process;
    if (browser && browser.exitCode === null && browser.signalCode === null) {
      const ended = once(browser, 'exit');
      const timer = setTimeout(() => browser.kill('SIGKILL'), 5_000);
      this.#session = undefined;
      this.#call('Browser.close').catch(() => browser.kill('SIGKILL'));
      await ended;
      clearTimeout(timer);
    }
    if (this.#profile) {
      await rm(this.#profile, { recursive: true, force: true, maxRetries: 20 });
    }
  }
}
