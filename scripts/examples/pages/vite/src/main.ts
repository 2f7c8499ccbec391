import { type Component, createApp, defineComponent, h, ref } from "vue";
import App from "./App.vue";
import Remembered from "./Remembered.vue";

// the least that a router does
const path = ref(location.pathname);
const go = (event: Event): void => {
  event.preventDefault();
  history.pushState(undefined, "", "/elsewhere");
  path.value = "/elsewhere";
};

const Visit = defineComponent(() => () => [
  h("a", { href: "/elsewhere", onClick: go }, "Elsewhere"),
  h(App),
]);
const Elsewhere = defineComponent(() => () => h("p", "Nothing is written here."));
const pages: Record<string, Component> = {
  "/visit": Visit,
  "/remembered": Remembered,
  "/elsewhere": Elsewhere,
};

createApp(defineComponent(() => () => h(pages[path.value] ?? App))).mount("#app");
