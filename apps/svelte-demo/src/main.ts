import { mount } from "svelte";
import App from "./App.svelte";
import "demo-kit/style.css";

mount(App, { target: document.querySelector("#app")! });
