/**
 * The one stream that everything live comes from. Read with fetch, not EventSource, which cannot
 * send the control token.
 */

import { call } from './api.js';
import { calm } from './dom.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;

/** A tab that nobody sees gives its connection back: a browser has six to a server. */
const HIDDEN_MILLIS = 30_000;

export class Stream {
  #parameters = {};
  #abort = null;
  #since = 0;
  #asleep = false;
  #sleeping = 0;

  /** `told(event, data)` for each event, `state(word)` as it comes and goes. */
  constructor(told, state) {
    this.told = told;
    this.state = state;
    this.#reopen = calm(() => this.#open(), 60);
    document.addEventListener('visibilitychange', () => {
      clearTimeout(this.#sleeping);
      if (document.hidden) {
        this.#sleeping = setTimeout(() => this.#sleep(), HIDDEN_MILLIS);
      } else if (this.#asleep) {
        this.#asleep = false;
        this.#reopen();
      }
    });
  }

  #reopen;

  /** Wants something else to be told. */
  want(parameters) {
    Object.assign(this.#parameters, parameters);
    this.#reopen();
  }

  /** Has messages told again from the first that is still there. */
  again() {
    // What the one before still has to tell belongs to another filter.
    this.#abort?.abort();
    this.#since = 0;
    this.#reopen();
  }

  #sleep() {
    this.#asleep = true;
    this.#abort?.abort();
    this.state('asleep');
  }

  async #open() {
    this.#abort?.abort();
    if (this.#asleep) {
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    let pause = FIRST_PAUSE;
    while (!abort.signal.aborted) {
      try {
        const response =
          await call('GET', '/control/stream?' + this.#query(), undefined,
            { raw: true, signal: abort.signal });
        pause = FIRST_PAUSE;
        this.state('live');
        await this.#read(response.body.getReader(), abort.signal);
      } catch (failure) {
        if (abort.signal.aborted) {
          return;
        }
        this.state('away', failure.message);
      }
      if (!abort.signal.aborted) {
        this.state('away');
        await new Promise((done) => setTimeout(done, pause));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  #query() {
    const query = new URLSearchParams({ since: this.#since });
    for (const [name, value] of Object.entries(this.#parameters)) {
      if (value) {
        query.set(name, value);
      }
    }
    return query;
  }

  async #read(reader, signal) {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) {
        return;
      }
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop();
      blocks.forEach((block) => this.#take(block));
    }
  }

  #take(block) {
    const lines = block.split('\n');
    const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
    const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
    if (event && data) {
      const parsed = JSON.parse(data);
      if (event === 'messages') {
        this.#since = parsed.lastSeq;
      }
      this.told(event, parsed);
    }
  }
}
