import "demo-kit/style.css";
import "./home.css";
import "./code.css";
import { find } from "./find.ts";
import { startProof } from "./proof.ts";

const button = find("again");
let stop: (() => void) | undefined;

function run(): void {
  stop = startProof(() => {
    stop = undefined;
    button.textContent = "Run both again";
  });
  button.textContent = "Stop";
}

button.addEventListener("click", () => {
  if (stop) stop();
  else run();
});

// the first time by itself, when it can be seen
const seeing = new IntersectionObserver(
  ([entry]) => {
    if (!entry?.isIntersecting) return;
    seeing.disconnect();
    if (!stop) run();
  },
  // whatever the page's fonts make of its height
  { rootMargin: "0px 0px -25% 0px" },
);
seeing.observe(find("hand-text").closest("section") ?? button);
