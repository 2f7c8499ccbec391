import { createApp } from "vue";
import App from "./App.vue";
import "demo-kit/style.css";

createApp(App).mount("#app");
