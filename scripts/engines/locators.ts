// Runs in the page, before the tests: vitest leaves to a provider how a test's elements are found and used.
import {
  getByAltTextSelector,
  getByLabelSelector,
  getByPlaceholderSelector,
  getByRoleSelector,
  getByTestIdSelector,
  getByTextSelector,
  getByTitleSelector,
  Locator,
  selectorEngine,
} from "@vitest/browser/locators";
import { page, server } from "vitest/browser";

class ElementLocator extends Locator {
  readonly selector: string;

  constructor(selector: string, container?: Element) {
    super();
    this.selector = selector;
    this._container = container;
  }

  // what a test does with an element is done in the page, without a trip to the driver

  override async click(): Promise<void> {
    ((await this.findElement()) as HTMLElement).click();
  }

  override async fill(text: string): Promise<void> {
    const element = (await this.findElement()) as HTMLInputElement | HTMLTextAreaElement;
    element.value = text;
    element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  protected locator(selector: string): Locator {
    return new ElementLocator(`${this.selector} >> ${selector}`, this._container);
  }

  protected elementLocator(element: Element): Locator {
    return locatorOf(element);
  }
}

const locatorOf = (element: Element): Locator =>
  new ElementLocator(selectorEngine.generateSelectorSimple(element), element);

page.extend({
  getByAltText: (text, options) => new ElementLocator(getByAltTextSelector(text, options)),
  getByLabelText: (text, options) => new ElementLocator(getByLabelSelector(text, options)),
  getByPlaceholder: (text, options) => new ElementLocator(getByPlaceholderSelector(text, options)),
  getByRole: (role, options) => new ElementLocator(getByRoleSelector(role, options)),
  getByTestId: (id) =>
    new ElementLocator(getByTestIdSelector(server.config.browser.locators.testIdAttribute, id)),
  getByText: (text, options) => new ElementLocator(getByTextSelector(text, options)),
  getByTitle: (title, options) => new ElementLocator(getByTitleSelector(title, options)),
  elementLocator: locatorOf,
});
