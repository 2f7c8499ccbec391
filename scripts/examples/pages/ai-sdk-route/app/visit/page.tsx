import Link from "next/link";
import Home from "../page";

export default function Visit() {
  return (
    <>
      <Link href="/elsewhere">Elsewhere</Link>
      <Home />
    </>
  );
}
