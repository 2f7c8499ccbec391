import { devtools } from "./devtools.ts";

/** An element as it is painted: its size, and its pixels as RGBA. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/** The runner's frame of the page, as the browser's protocol sees it: offsets are those of the whole window. */
function offsetOfFrame(): { x: number; y: number } {
  const frame = window.frameElement;
  if (!frame) return { x: 0, y: 0 };
  const { x, y } = frame.getBoundingClientRect();
  return { x, y };
}

/** Takes a picture of what stands in an element, also of what lies below the edge of the window. */
export async function pictureOf(element: Element): Promise<Picture> {
  const { x, y, width, height } = element.getBoundingClientRect();
  const frame = offsetOfFrame();
  const { data } = await devtools<{ data: string }>("Page.captureScreenshot", {
    captureBeyondViewport: true,
    clip: { x: x + frame.x, y: y + frame.y, width, height, scale: 1 },
  });
  const png = await (await fetch(`data:image/png;base64,${data}`)).blob();
  const bitmap = await createImageBitmap(png);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  const { data: pixels } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { width: bitmap.width, height: bitmap.height, pixels };
}

/** Chromium places glyphs at quarters of a pixel: where a text node begins within a line, it may round to the next one. */
const QUARTER_PIXEL_SHADE = 80;

/** How many values of pixels differ by more than a glyph's move of a quarter of a pixel makes, or are there in one picture alone. */
export function countDifferences(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height)
    return Math.max(a.width * a.height, b.width * b.height);
  return a.pixels.filter((value, at) => Math.abs(value - b.pixels[at]!) > QUARTER_PIXEL_SHADE)
    .length;
}
