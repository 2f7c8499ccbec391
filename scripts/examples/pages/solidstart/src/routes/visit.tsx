import { A } from "@solidjs/router";
import Home from "./index";

export default function Visit() {
  return (
    <>
      <A href="/elsewhere">Elsewhere</A>
      <Home />
    </>
  );
}
