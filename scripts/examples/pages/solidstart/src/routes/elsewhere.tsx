export default function Elsewhere() {
  return <p>Nothing is written here.</p>;
}
