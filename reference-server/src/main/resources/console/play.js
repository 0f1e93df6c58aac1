/** The scenario, its speed, and the server's clock. */

import { attempt, call, toast } from './api.js';
import { byId, el, field, setAttribute, setOptions, setText } from './dom.js';

const SPEEDS = [[0, 'Pause'], [0.25, '¼×'], [1, '1×'], [2, '2×'], [5, '5×'], [20, '20×'],
  [100, '100×'], ['max', 'Max']];
const STEPS = ['1s', '30s', '5m', '1h', '1d'];

export function play(console) {
  const scenario = el('select', { id: 'play-scenario' });
  const description = el('p', { class: 'dim' });
  const seed = el('input', { id: 'play-seed', inputmode: 'numeric', pattern: '-?[0-9]{1,15}' });
  const speeds = el('div', { class: 'segments', role: 'group', 'aria-label': 'Speed' },
    ...SPEEDS.map(([value, label]) => el('button', { type: 'button', 'data-speed': value,
      'aria-pressed': 'false', on: { click: () => pace(value) } }, label)));
  const by = el('input', { id: 'clock-by', value: '30s', size: 6, required: true,
    'aria-label': 'Advance by' });
  const now = el('output', { id: 'clock-now' });
  const begin = el('button', { type: 'button', class: 'primary', id: 'play-begin' }, 'Begin this play');
  const reset = el('button', { type: 'button', class: 'danger', id: 'reset' }, 'Reset the server');
  const playing = el('p', { id: 'play-now', class: 'verdict' });
  let pieces = [];

  async function pace(speed) {
    if (await attempt(() => call('POST', '/control/play', { speed }))) {
      toast(speed === 0 ? 'The play pauses' : 'The play goes on at this speed');
    }
  }

  async function start() {
    const body = { scenario: scenario.value };
    const wanted = seed.value.trim();
    if (wanted !== '' && !/^-?\d{1,15}$/.test(wanted)) {
      toast(`seed: ${wanted} is not a whole number of 15 digits at most`, 'bad');
      return;
    }
    if (wanted !== '') {
      body.seed = Number(wanted);
    }
    if (await attempt(() => call('POST', '/control/play', body))) {
      toast(scenario.value + ' has begun; every subscription has ended');
    }
  }

  async function advance(step) {
    const answer = await attempt(() => call('POST', '/control/clock/advance', { by: step }));
    if (answer) {
      toast('The clock is ' + step + ' further on');
    }
  }

  function describe() {
    const piece = pieces.find((each) => each.name === scenario.value);
    setText(description, piece?.description ?? '');
    seed.value = piece?.seed ?? '';
  }

  const scenarios = el('div', { class: 'form', hidden: true },
    playing,
    el('div', { class: 'field' }, el('span', {}, 'Speed'), speeds,
      el('small', {}, 'The play goes on; nothing is lost.')),
    field('Scenario', scenario), description, field('Seed', seed),
    el('div', { class: 'buttons' }, begin),
    el('p', { class: 'dim' }, 'Another play has other guilds: the server forgets those of before, and'
      + ' every subscription ends. Connections stay, and subscribe again.'));
  const without = el('p', { class: 'dim' }, 'This source plays no scenarios.');
  byId('play').append(
    el('h3', {}, 'Scenario'), scenarios, without,
    el('h3', {}, 'Clock'),
    el('form', { class: 'form', on: { submit: (event) => {
      event.preventDefault();
      advance(by.value.trim());
    } } },
    el('p', { class: 'clock' }, now),
    el('div', { class: 'segments', role: 'group', 'aria-label': 'Advance the clock' },
      ...STEPS.map((step) => el('button', { type: 'button', 'data-advance': step,
        on: { click: () => advance(step) } }, '+' + step))),
    el('div', { class: 'buttons' }, by, el('button', {}, 'Advance'))),
    el('p', { class: 'dim' }, 'What is due by then happens at once: throttles open, tokens expire.'),
    el('h3', {}, 'Reset'),
    el('p', { class: 'dim' }, 'Forgets guilds, activity, throttles and limits, and ends every'
      + ' subscription. A play begins again.'),
    el('div', { class: 'buttons' }, reset));
  begin.addEventListener('click', start);
  scenario.addEventListener('change', describe);
  console.confirmed(reset, async () => {
    if (await attempt(() => call('POST', '/control/reset')) !== undefined) {
      toast('The server has forgotten everything');
    }
  });

  return {
    async begin() {
      const answer = await fetchPlay();
      if (answer) {
        pieces = answer.scenarios;
        setOptions(scenario, pieces.map((piece) => [piece.name, piece.name]));
        scenario.value = answer.playing.scenario;
        describe();
      }
    },
    overview(server) {
      const told = server.playing;
      scenarios.hidden = !told;
      without.hidden = Boolean(told);
      if (told) {
        setText(playing, `${told.scenario}, seed ${told.seed}, `
          + (told.speed === 0 ? 'paused' : told.speed === 'max' ? 'at full speed' : told.speed + '×'));
        for (const button of speeds.children) {
          setAttribute(button, 'aria-pressed', String(button.dataset.speed === String(told.speed)));
        }
      }
    },
    tick: (time) => setText(now, time.toISOString().replace('T', ' ').slice(0, 19) + ' UTC'),
    advance,
    toggle: (speed) => pace(speed === 0 ? 1 : 0),
  };

  /** Nothing where the source plays no scenarios: that is no failure. */
  async function fetchPlay() {
    return console.plays() ? attempt(() => call('GET', '/control/play')) : null;
  }
}
