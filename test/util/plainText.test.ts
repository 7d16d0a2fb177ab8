import fc from 'fast-check';
import { plainText } from '../../src/util/plainText.js';

test.each([
  ['<p>One.</p><p>Two.</p>', 'One.\nTwo.'],
  ['To do:<ol><li>First</li><li>Then &amp; there</li></ol>', 'To do:\n- First\n- Then & there'],
  ['Read <a href="https://learn.example/a?b=1" target="_blank">this</a>.', 'Read this (https://learn.example/a?b=1).'],
  ["<a href='javascript:alert(1)'>click</a>", 'click'],
  ['<a href="https://learn.example/">https://learn.example/</a>', 'https://learn.example/'],
  ['a<script>steal()</script>b<style>p{}</style>c<!-- <b>d</b> -->', 'abc'],
  ['before<script>never closed', 'before'],
  ['cut <img src="x" onerror="y', 'cut'],
  ['&#72;&#x69;&nbsp;there&#0;&bogus;', 'Hi there&bogus;'],
  ['3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
  ['no markup at all', 'no markup at all'],
  ['<li></li>', ''],
])('%j reads %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

test('whatever comes, no tag is left', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '<b>',
    '</p>',
    '<script>',
    '</script>',
    '<a href="',
    '">',
    "'",
    '<!--',
    '-->',
    'x',
    ' ',
    '\n',
    '<li',
    '/>',
  );

  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(plainText(pieces.join(''))).not.toMatch(/<[/!]?[a-z][^>]*>/i);
    }),
  );
});

test.each(['<a href="', '<script>', '<script', '<!--', '<li', '<', '&#', '<a href="https://x">', '</a>', '<a ', ' '])(
  'a hundred thousand times %j take no time to speak of',
  (piece) => {
    const begun = performance.now();

    plainText(piece.repeat(100_000));

    expect(performance.now() - begun).toBeLessThan(3000);
  },
);
