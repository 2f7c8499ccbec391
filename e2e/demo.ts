import { expect, type Locator, type Page, test as base } from "playwright/test";

/** What the server wrote down of a run. */
export interface RunRecord {
  readonly status: "running" | "done" | "failed" | "aborted";
  readonly text: string;
  readonly bytes: number;
  readonly runs: number;
  readonly tokens: number;
}

type Persister = "session" | "local" | "none";
type Status = "idle" | "connecting" | "streaming" | "reconnecting" | "done" | "stopped" | "error";

/** A demo's page, as a visitor uses it. */
export class Demo {
  readonly page: Page;
  readonly #address: string;
  readonly answer: Locator;
  readonly text: Locator;
  readonly problem: Locator;

  /** @param address where the page is; of the server that all tests share, its path is enough. */
  constructor(page: Page, address: string) {
    this.page = page;
    this.#address = address;
    this.answer = page.getByRole("region", { name: "Answer" });
    this.text = this.answer.locator("[data-text]");
    this.problem = this.answer.getByRole("alert");
  }

  /** Opens the page. `pace`: words a second; 0 is as fast as it goes. `persister`: where it remembers its run. */
  async open(pace = 200, persister: Persister = "session"): Promise<void> {
    await this.page.goto(`${this.#address}?pace=${pace}&persister=${persister}`);
    await expect(this.answer.locator("[data-status]")).toHaveAttribute("data-status", "idle");
  }

  /** Opens the page with a run that begins at once. */
  async openImmediate(pace: number, persister: Persister = "session"): Promise<void> {
    await this.page.goto(`${this.#address}?pace=${pace}&persister=${persister}&immediate`);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Does something that starts a run, and gives the run's id. */
  async runIdOf(act: () => Promise<void>): Promise<string> {
    const response = this.page.waitForResponse(/\/run\/[\w-]+\/stream/);
    await act();
    return (await (await response).headerValue("run-id")) ?? "";
  }

  /** Asks for `explain`. */
  async ask(topic: string): Promise<void> {
    await this.page.getByLabel("Topic", { exact: true }).fill(topic);
    await this.page.getByRole("button", { name: /^Run/ }).click();
  }

  /** Runs `explain`, and gives the run's id. */
  explain(topic: string): Promise<string> {
    return this.runIdOf(() => this.ask(topic));
  }

  /** Destroys the connections of a run on the server, which refuses new ones for `refuseMs`. */
  async cut(runId: string, refuseMs = 0): Promise<void> {
    await this.page.request.post(this.#api(`/runs/${runId}/cut?refuseMs=${refuseMs}`));
  }

  async choose(workflow: "Explain" | "Summarise" | "Research" | "Burst"): Promise<void> {
    await this.page.getByText(workflow, { exact: true }).click();
  }

  shownText(): Promise<string> {
    return this.text.evaluate((node) => node.textContent ?? "");
  }

  /** Waits, frame by frame, until the text is at least so long; gives its length then. */
  async reach(chars: number): Promise<number> {
    const grown = await this.page.waitForFunction(
      (chars) => {
        const length = document.querySelector(".answer [data-text]")?.textContent?.length ?? 0;
        return length >= chars && length;
      },
      chars,
      { timeout: 20_000 },
    );
    return Number(await grown.jsonValue());
  }

  async toBe(status: Status): Promise<void> {
    await expect(this.answer.locator("[data-status]")).toHaveAttribute("data-status", status, {
      timeout: 40_000,
    });
  }

  async recordOf(runId: string): Promise<RunRecord> {
    return (await this.page.request.get(this.#api(`/runs/${runId}`))).json();
  }

  /** Waits for the end of a run, and compares the page's text with what the server wrote down. */
  async endsExact(runId: string): Promise<RunRecord> {
    await this.toBe("done");
    const record = await this.recordOf(runId);
    expect(record.status).toBe("done");
    expect(await this.shownText()).toBe(record.text);
    return record;
  }

  /** The same, of a run that nothing was to double. */
  async endsAsOneRun(runId: string): Promise<void> {
    const { runs, tokens } = await this.endsExact(runId);
    expect({ runs, tokens }).toEqual({ runs: 1, tokens: 1 });
  }

  /** Notes the statuses that the page shows from now on. */
  async watchStatuses(): Promise<void> {
    await this.page.evaluate(() => {
      const element = document.querySelector<HTMLElement>(".answer [data-status]")!;
      const statuses = [element.dataset.status];
      Object.assign(window, { statuses });
      const note = (): void => void statuses.push(element.dataset.status);
      new MutationObserver(note).observe(element, { attributeFilter: ["data-status"] });
    });
  }

  statuses(): Promise<Status[]> {
    return this.page.evaluate(() => (window as unknown as { statuses: Status[] }).statuses);
  }

  #api(path: string): string {
    return new URL(`/api/demo${path}`, this.page.url()).href;
  }
}

/** A test with its project's demo at hand. */
export const test = base.extend<{ demo: Demo }>({
  demo: async ({ page }, use, { project }) => {
    await use(new Demo(page, `/${project.name}/`));
  },
});

export { expect };
