import { contendAiSdkReact } from "./Answer.tsx";

// the 50 ms that its documentation suggests
contendAiSdkReact(50);
