import { render } from "@solidjs/web";
import { App } from "./App.tsx";
import "demo-kit/style.css";

render(() => <App />, document.querySelector("#app")!);
