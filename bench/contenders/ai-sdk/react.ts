import { contendAiSdkReact } from "./Answer.tsx";

contendAiSdkReact();
