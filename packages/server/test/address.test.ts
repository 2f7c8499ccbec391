import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBucket, isInRange, parseAddress, parseRange } from "../src/address.ts";
import { createAddressFinder, type Caller, type TrustedProxies } from "../src/caller.ts";

function bucket(text: string): string | undefined {
  const address = parseAddress(text);
  return address && addressBucket(address);
}

describe("an address", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["1.2.3.4:5678", "1.2.3.4"],
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["::ffff:102:304", "1.2.3.4"],
    ["2001:db8:0:1::1", "20010db800000001/64"],
    ["2001:DB8:0:1:ffff:ffff:ffff:ffff", "20010db800000001/64"],
    ["[2001:db8:0:1::1]:443", "20010db800000001/64"],
    ["2001:db8:0:2::1", "20010db800000002/64"],
    ["fe80::1%eth0", "fe80000000000000/64"],
    ["::1", "0000000000000000/64"],
    ["::", "0000000000000000/64"],
    ["1:2:3:4:5:6:1.2.3.4", "0001000200030004/64"],
  ])("%s counts as %s", (text, expected) => expect(bucket(text)).toBe(expected));

  it.each([
    [""],
    ["unknown"],
    ["1.2.3"],
    ["1.2.3.4.5"],
    ["256.1.1.1"],
    ["1.2.3.4:"],
    ["1:2:3:4:5:6:7"],
    ["1:2:3:4:5:6:7:8:9"],
    ["1:2:3:4::5:6:7:8"],
    ["1::2::3"],
    ["12345::"],
    ["1.2.3.4::"],
    ["::1.2.3.4:5"],
    ["_hidden"],
    ["evil.test"],
  ])("%j is none", (text) => expect(parseAddress(text)).toBeUndefined());

  it("is read from whatever comes without a throw, and its bucket is short", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        expect((bucket(text) ?? "").length).toBeLessThanOrEqual(19);
      }),
    );
  });

  it("of any valid form is read", () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => !!parseAddress(text)));
  });
});

describe("a range", () => {
  const lies = (address: string, range: string): boolean => {
    const [parsed, within] = [parseAddress(address), parseRange(range)];
    return parsed !== undefined && within !== undefined && isInRange(parsed, within);
  };

  it.each([
    ["10.255.0.1", "10.0.0.0/8", true],
    ["11.0.0.0", "10.0.0.0/8", false],
    ["10.0.0.127", "10.0.0.0/25", true],
    ["10.0.0.128", "10.0.0.0/25", false],
    ["10.0.0.1", "10.0.0.1", true],
    ["10.0.0.2", "10.0.0.1", false],
    ["1.1.1.1", "0.0.0.0/0", true],
    ["::1", "0.0.0.0/0", false],
    ["::ffff:10.0.0.1", "10.0.0.0/8", true],
    ["fd00::1", "fc00::/7", true],
    ["fe80::1", "fc00::/7", false],
  ])("%s in %s: %s", (address, range, expected) => expect(lies(address, range)).toBe(expected));

  it.each([["10.0.0.0/33"], ["10.0.0.0/"], ["10.0.0.0/x"], ["::/129"], ["localhost"], ["/8"]])(
    "%j is none",
    (text) => expect(parseRange(text)).toBeUndefined(),
  );
});

describe("the caller", () => {
  function find(
    proxies: TrustedProxies | undefined,
    caller: Caller | undefined,
    forwarded?: string,
  ): string {
    const headers: Record<string, string> = forwarded ? { "x-forwarded-for": forwarded } : {};
    const request = new Request("http://server.test/", { headers });
    return createAddressFinder(proxies)(request, caller);
  }
  const socket = { address: "10.0.0.9" };

  it("is who holds the socket", () => {
    expect(find(undefined, socket)).toBe("10.0.0.9");
    expect(find(undefined, { incoming: { socket: { remoteAddress: "::ffff:7.7.7.7" } } })).toBe(
      "7.7.7.7",
    );
  });

  it("is not who the header names, unless a proxy is trusted", () => {
    expect(find(undefined, socket, "1.1.1.1")).toBe("10.0.0.9");
    expect(find(["192.168.0.0/16"], socket, "1.1.1.1")).toBe("10.0.0.9");
  });

  it.each([
    [1, "6.6.6.6, 1.1.1.1", "1.1.1.1"],
    [2, "6.6.6.6, 1.1.1.1, 10.0.0.8", "1.1.1.1"],
    [3, "1.1.1.1", "1.1.1.1"],
    [1, "6.6.6.6, nonsense", "10.0.0.9"],
    [2, "6.6.6.6, nonsense, 10.0.0.8", "10.0.0.8"],
    [1, "1.1.1.1:1234", "1.1.1.1"],
  ])("behind %d proxies, of %j, is %s", (hops, forwarded, expected) => {
    expect(find(hops, socket, forwarded)).toBe(expected);
  });

  it.each([
    ["6.6.6.6, 1.1.1.1", "1.1.1.1"],
    ["6.6.6.6, 1.1.1.1, 10.0.0.8", "1.1.1.1"],
    ["10.0.0.7, 10.0.0.8", "10.0.0.7"],
    ["6.6.6.6, nonsense", "10.0.0.9"],
  ])("behind proxies of a range, of %j, is %s", (forwarded, expected) => {
    expect(find(["10.0.0.0/8"], socket, forwarded)).toBe(expected);
  });

  it("is nobody known without an address, but for what a counted proxy says", () => {
    expect(find(undefined, undefined, "1.1.1.1")).toBe("unknown");
    expect(find(undefined, { address: undefined })).toBe("unknown");
    expect(find(["10.0.0.0/8"], {}, "1.1.1.1")).toBe("unknown");
    expect(find(1, { incoming: {} }, "1.1.1.1")).toBe("1.1.1.1");
  });

  it.each([[0], [-1], [1.5], [Number.NaN], [["10.0.0.0/40"]], [["localhost"]]])(
    "trustProxy %j can't be used",
    (proxies) => expect(() => createAddressFinder(proxies)).toThrow("trustProxy"),
  );
});
