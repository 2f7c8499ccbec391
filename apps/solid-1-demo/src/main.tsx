import { render } from "solid-js/web";
import { App } from "./App.tsx";
import "demo-kit/style.css";

render(() => <App />, document.querySelector("#app")!);
