import { contendInVue } from "../mount/vue.ts";
import Answer from "./Answer.vue";

contendInVue(Answer);
