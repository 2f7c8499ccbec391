import { createScriptedServer } from "@workflow-stream/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { attachText } from "../../src/index.ts";
import { createHandStream } from "../support/handStream.ts";
import { streamOf } from "../support/streams.ts";
import { textNodes } from "../support/textNodes.ts";

let element: HTMLElement;
beforeEach(() => {
  element = document.createElement("p");
  document.body.replaceChildren(element);
});

describe("the text of a stream", () => {
  it("stands in spans displayed as blocks, closed at the first line break after 4 KB", () => {
    const hand = createHandStream();
    attachText(element, hand.stream);
    for (let line = 0; line < 400; line++) hand.append(`line ${line} of a text\n`);
    expect(element.childElementCount).toBe(2);
    for (const block of element.children) {
      expect(block.localName).toBe("span");
      expect(getComputedStyle(block).display).toBe("block");
    }
  });

  it("keeps a long line in one block, in nodes of 4 KB where white space lets it, else of 8", () => {
    const hand = createHandStream("x".repeat(20_000));
    attachText(element, hand.stream);
    expect(element.childElementCount).toBe(1);
    expect(textNodes(element).map(({ length }) => length)).toEqual([8192, 8192, 3616]);
    hand.replace("ten chars ".repeat(1000));
    expect(element.childElementCount).toBe(1);
    expect(textNodes(element).map(({ length }) => length)).toEqual([4099, 4100, 1801]);
  });

  it("only grows: what stands is not written again", () => {
    const hand = createHandStream("one ");
    attachText(element, hand.stream);
    const [node] = element.firstElementChild!.childNodes;
    hand.append("two");
    expect(element.firstElementChild!.childNodes[0]).toBe(node);
    expect(element.textContent).toBe("one two");
  });

  it("is replaced as a whole", () => {
    const hand = createHandStream("old text\n".repeat(1000));
    attachText(element, hand.stream);
    hand.replace("new");
    expect(element.textContent).toBe("new");
    hand.append(" text");
    expect(element.textContent).toBe("new text");
    hand.replace("");
    expect(element.childNodes).toHaveLength(0);
  });

  it("takes the place of what the element held", () => {
    element.innerHTML = "<b>server text</b>";
    attachText(element, createHandStream("text").stream);
    expect(element.textContent).toBe("text");
    expect(element.querySelector("b")).toBeNull();
  });

  it("stays when it is detached, and hears no more", () => {
    const hand = createHandStream("text");
    const detach = attachText(element, hand.stream);
    detach();
    hand.append(" more");
    expect(element.textContent).toBe("text");
  });

  it("may be attached to two elements", () => {
    const other = document.createElement("p");
    const hand = createHandStream("a");
    attachText(element, hand.stream);
    hand.append("b");
    attachText(other, hand.stream);
    hand.append("c");
    expect([element.textContent, other.textContent]).toEqual(["abc", "abc"]);
  });

  it("is text, whatever it looks like", () => {
    const markup = "<img src=x onerror=alert(1)><script>alert(1)</script>&lt;";
    const hand = createHandStream();
    attachText(element, hand.stream);
    for (const character of markup) hand.append(character);
    expect(element.textContent).toBe(markup);
    expect(element.querySelector("img, script")).toBeNull();
  });

  it("keeps its line breaks in an iframe, or another window", () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const elsewhere = frame.contentDocument!;
    const inFrame = elsewhere.body.appendChild(elsewhere.createElement("p"));
    const hand = createHandStream("one\n");
    attachText(inFrame, hand.stream);
    hand.append("two");
    expect(inFrame.innerText.trimEnd()).toBe("one\ntwo");
    expect(frame.contentWindow!.getComputedStyle(inFrame).whiteSpace).toBe("pre-wrap");
  });

  it("goes on in a window that its element is moved to", () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const hand = createHandStream("one ");
    attachText(element, hand.stream);
    frame.contentDocument!.body.append(element);
    hand.append("two\n".repeat(2000));
    expect(element.textContent).toBe(`one ${"two\n".repeat(2000)}`);
    expect(element.lastElementChild!.ownerDocument).toBe(frame.contentDocument);
  });

  it("looks and is copied as one element with that text would be", () => {
    const text = `${"a line of  text\n".repeat(300)}\n\n  and  more\n`
      .repeat(3)
      .concat("\nthe end\n");
    const whole = document.createElement("p");
    whole.style.whiteSpace = "pre-wrap";
    whole.textContent = text;
    document.body.append(whole);
    const hand = createHandStream();
    attachText(element, hand.stream);
    for (let at = 0; at < text.length; at += 7) hand.append(text.slice(at, at + 7));

    expect(element.childElementCount).toBeGreaterThan(2);
    expect(element.offsetHeight).toBe(whole.offsetHeight);
    expect(copied(element)).toBe(copied(whole));
    expect(copied(element).trimEnd()).toBe(text.trimEnd());
  });
});

/** What a reader who selects an element would copy. */
function copied(element: Element): string {
  getSelection()!.selectAllChildren(element);
  return String(getSelection());
}

it("follows a run, and the run that replaces it", async () => {
  const server = createScriptedServer({ deltas: ({ topic }) => [`about ${topic}, `, "at length"] });
  const stream = streamOf(server);
  attachText(element, stream);
  await stream.start({ topic: "tides" });
  expect(element.textContent).toBe("about tides, at length");
  await stream.start({ topic: "moons" });
  expect(element.textContent).toBe("about moons, at length");
  stream.reset();
  expect(element.textContent).toBe("");
});
