import { watchFile } from '../../src/config/watchFile.js';
import { FakeClock, settle } from '../support/fakeClock.js';

function watched() {
  const clock = new FakeClock();
  const onChange = jest.fn();
  const stopped = jest.fn();
  let folder = '';
  let tell = (): void => undefined;
  const stop = watchFile('/etc/secgraph/tenants.json', {
    clock,
    onChange,
    onError: () => undefined,
    watch: (where, onEvent) => {
      folder = where;
      tell = onEvent;
      return stopped;
    },
  });
  return { clock, onChange, stop, stopped, tell: () => tell(), folder };
}

test('it watches the folder, because the file itself is replaced', () => {
  expect(watched().folder).toBe('/etc/secgraph');
});

test('many events in short order are one change, after a quarter of a second of quiet', async () => {
  const { clock, onChange, tell } = watched();

  tell();
  await clock.advance(200);
  tell();
  await clock.advance(200);
  expect(onChange).not.toHaveBeenCalled();
  await clock.advance(50);

  expect(onChange).toHaveBeenCalledTimes(1);
});

test('after stopping nothing is told, not even what was noticed before', async () => {
  const { clock, onChange, stop, stopped, tell } = watched();

  tell();
  stop();
  await settle();
  await clock.advance(1000);

  expect(stopped).toHaveBeenCalledTimes(1);
  expect(onChange).not.toHaveBeenCalled();
});
