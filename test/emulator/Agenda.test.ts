import { Agenda } from '../../emulator/Agenda.js';

test('what is due happens once, in the order of its time, with the moment it was meant for; the rest waits', () => {
  const agenda = new Agenda();
  const happened: [string, number][] = [];
  const note =
    (name: string) =>
    (at: Date): void => {
      happened.push([name, at.getTime()]);
    };
  agenda.at(30, note('late'));
  agenda.at(20, note('second'));
  agenda.at(10, (at) => {
    note('first')(at);
    agenda.at(15, note('what the first brought'));
  });

  agenda.advance(new Date(25));
  agenda.advance(new Date(25));

  expect(happened).toEqual([
    ['first', 10],
    ['what the first brought', 15],
    ['second', 20],
  ]);
});

test('a cleared agenda lets nothing happen', () => {
  const agenda = new Agenda();
  let count = 0;
  agenda.at(1, () => (count += 1));

  agenda.clear();
  agenda.advance(new Date(5));

  expect(count).toBe(0);
});
