import { expect, it } from "vitest";
import {
  createMarkdownWriter,
  type MarkdownNode,
  type MarkdownOptions,
  type MountElement,
  renderMarkdown,
} from "../../src/index.ts";

/** Something to mount that notes what it is told. */
function noting(name = ""): { mount: MountElement; told: string[] } {
  const told: string[] = [];
  const note = (what: string, { text, isOpen }: MarkdownNode): void =>
    void told.push(`${name}${what} ${text}${isOpen ? "…" : ""}`);
  return {
    told,
    mount(host, node) {
      note(`mount ${host.localName}`, node);
      return {
        update: (node) => note("update", node),
        end: (node) => note("end", node),
        destroy: () => void told.push(`${name}destroy ${host.isConnected}`),
      };
    },
  };
}

function open(elements: MarkdownOptions["elements"], html = "") {
  const root = document.createElement("div");
  root.innerHTML = html;
  document.body.replaceChildren(root);
  return { root, writer: createMarkdownWriter(root, { elements }) };
}

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => resolve()));

it("a block of code is mounted, told how it grows, and when it ends", async () => {
  const { mount, told } = noting();
  const { root, writer } = open({ code: mount });
  writer.append("```js\na\n");
  await nextFrame();
  writer.append("b\n");
  await nextFrame();
  writer.append("```\nafter");
  writer.end();
  expect(told).toEqual(["mount div a\n…", "update a\nb\n…", "update a\nb\n", "end a\nb\n"]);
  const host = root.firstElementChild;
  expect(host?.firstElementChild?.localName).toBe("pre");
  writer.stop();
  expect(told.at(-1)).toBe("destroy true");
});

it("several of a kind are told in order", () => {
  const told: string[] = [];
  const mount =
    (name: string): MountElement =>
    () => ({ destroy: () => void told.push(name) });
  const { writer } = open({ heading: [mount("first"), mount("second")] });
  writer.append("# a\n");
  writer.end();
  writer.stop();
  expect(told).toEqual(["first", "second"]);
});

it("links, images, headings and tables, each with what it is", () => {
  const nodes: MarkdownNode[] = [];
  const mount: MountElement = (_, node) => void nodes.push(node);
  const { root, writer } = open({ link: mount, image: mount, heading: mount, table: mount });
  writer.append("## a\n\n[b](https://c.d) ![e](https://f.g)\n\n| h |\n| - |\n| i |\n");
  writer.end();
  expect(nodes.map(({ kind, text, level, href }) => [kind, text, level ?? href])).toEqual([
    ["heading", "a", 2],
    ["link", "b", "https://c.d"],
    ["image", "e", "https://f.g"],
    ["table", "", undefined],
  ]);
  expect(nodes[3]?.children.length).toBe(2);
  expect(
    [...root.querySelectorAll("span")].map(({ firstElementChild: a }) => a?.localName),
  ).toEqual(["a", "a"]);
});

it("code within a line is none of what stands for blocks of code", () => {
  const { mount, told } = noting();
  const text = "a `b`\n\n```\nc\n```\n";
  const { root, writer } = open({ code: mount });
  writer.append(text);
  writer.end();
  expect(told).toEqual(["mount div c\n"]);
  expect(root.innerHTML).toBe(renderMarkdown(text, { elements: { code: mount } }));
  writer.stop();
});

it("only what has changed is told of it", async () => {
  const { mount, told } = noting();
  const { writer } = open({ link: mount });
  writer.append("[a](https://b.c) and [d](https://e");
  await nextFrame();
  writer.append(".f) and more");
  await nextFrame();
  writer.append(" and more");
  await nextFrame();
  expect(told).toEqual(["mount span a", "mount span d…", "update d", "end d"]);
});

it("a link that turns out to be none is destroyed before its host leaves", async () => {
  const { mount, told } = noting();
  const { root, writer } = open({ link: mount });
  writer.append("see [a");
  await nextFrame();
  writer.append("\n\nb");
  await nextFrame();
  expect(told).toEqual(["mount span a…", "destroy true"]);
  expect(root.textContent).toBe("see [ab");
});

it("what takes the place of the plain goes on as the text does, and that comes back", async () => {
  const mount: MountElement = (host, node) => {
    const own = document.createElement("code");
    own.textContent = node.text;
    host.replaceChildren(own);
    return {
      update: ({ text }) => void (own.textContent = text),
      destroy: () => own.remove(),
    };
  };
  const { root, writer } = open({ code: mount });
  writer.append("```\na\n");
  await nextFrame();
  const host = root.firstElementChild;
  writer.append("b\n");
  await nextFrame();
  expect(root.innerHTML).toBe("<div><code>a\nb\n</code></div>");
  writer.end();
  writer.append("c");
  await nextFrame();
  expect(root.firstElementChild).toBe(host);
  expect(root.innerHTML).toBe("<div><code>a\nb\nc</code></div>");
  writer.stop();
  expect(root.innerHTML).toBe('<div><pre tabindex="0" dir="ltr"><code>a\nb\nc</code></pre></div>');
});

it("a host stays, and what is mounted in it, when its block is written anew", async () => {
  const { mount, told } = noting();
  const { root, writer } = open({ code: mount });
  writer.append("a *b\n\n```\nc\n```\n");
  writer.end();
  const host = root.querySelector("div");
  writer.append("\nd");
  await nextFrame();
  expect(root.querySelector("div")).toBe(host);
  expect(told).toEqual(["mount div c\n"]);
  expect(root.querySelectorAll("pre").length).toBe(1);
  writer.replace("other");
  expect(told.at(-1)).toBe("destroy true");
});

it("a server writes the hosts, and they are mounted in once the page has them", () => {
  const text = "[a](https://b.c)\n\n```\nd\n```\n";
  const { mount, told } = noting();
  const elements = { code: mount, link: mount };
  const { root, writer } = open(elements, renderMarkdown(text, { elements }));
  const hosts = [...root.querySelectorAll("div, span")];
  expect(hosts.length).toBe(2);
  writer.replace(text);
  writer.end();
  expect([...root.querySelectorAll("div, span")]).toEqual(hosts);
  expect(told).toEqual(["mount span a", "mount div d\n"]);
});

it("what is mounted keeps its empty texts where the text is shown anew, and a selection beside it stays", async () => {
  const { root, writer } = open({
    link(host) {
      host.replaceChildren("", "shown", "");
    },
  });
  for (const piece of ["one two ", "three four ", "five [six](https://a.b) seven"]) {
    writer.append(piece);
    await nextFrame();
  }
  writer.end();
  const paragraph = root.firstElementChild;
  const second = paragraph?.childNodes[1] ?? root;
  expect(second.nodeType).toBe(Node.TEXT_NODE);
  const selection = getSelection();
  selection?.setBaseAndExtent(second, 1, second, 4);
  const selected = selection?.toString();
  writer.append(" eight");
  writer.end();
  expect(paragraph?.isConnected).toBe(true);
  expect(paragraph?.querySelector("span")?.childNodes).toHaveLength(3);
  expect(root.textContent).toBe("one two three four five shown seven eight");
  expect([selected?.length, selection?.toString()]).toEqual([3, selected]);
});
