// HTML held to the standard by an independent checker, html-validate: what a browser would mend in silence is a fault.

import { HtmlValidate } from 'html-validate';
import { expect } from './lantern';

const checker = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // The renderer writes an attribute without a value as an empty one: the standard has them equal.
    'attribute-empty-style': 'off',
    // Titles are the words of authors.
    'long-title': 'off',
    // Every asset is our own, and the hash of what is in it is its name.
    'require-sri': 'off',
  },
});

/** Expects no fault in the page; `what` names it where one is found. */
export async function expectValid(what: string, html: string): Promise<void> {
  const { results } = await checker.validateString(html);
  const faults = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector, line, column }) => `${ruleId}: ${message} (${selector ?? `${line}:${column}`})`),
  );
  expect(faults, `the HTML of ${what}`).toEqual([]);
}
