import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { openHouse } from '../support/house.js';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const OPTIONS = ['--no-sandbox', '--disable-background-networking'];

if (!BROWSER) process.stdout.write('skipped: the explorer in a browser (needs chromium, which is not installed)\n');

(BROWSER ? describe : describe.skip)('the explorer in a browser', () => {
  test('shows the first example, sends it, and shows its answer, without a word to another host', async () => {
    const house = await openHouse();
    const browser = await chromium.launch({ executablePath: BROWSER!, args: OPTIONS });
    try {
      const page = await browser.newPage();
      const outside: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(house.url) && !/^(blob|data):/.test(request.url())) outside.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });

      await page.goto(`${house.url}/explorer`);
      await page.getByText('query Triage').first().waitFor();
      await page.getByText('Send Request').click();
      await page.getByText('200 OK').waitFor();

      const shown = await page.locator('body').innerText();
      expect(shown).toContain('"alerts"');
      expect(house.emulator.requests().length).toBeGreaterThanOrEqual(2);
      expect(outside).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
      await house.stop();
    }
  }, 60_000);
});
