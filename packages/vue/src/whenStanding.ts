import { getCurrentInstance, getCurrentScope, hasInjectionContext, onMounted, version } from "vue";

/** The first minor version of Vue 3 that has Vapor. */
const FIRST_WITH_VAPOR = 6;
const HAS_VAPOR = Number(version.split(".")[1]) >= FIRST_WITH_VAPOR;

/**
 * Begins something once: at once where a component is mounted or there is none, and only when it stands where it is hydrated,
 * as markup that is hydrated has to be what the server could know. On a server it never begins.
 */
export function whenStanding(begin: () => void): void {
  const instance = getCurrentInstance();
  const scope = getCurrentScope();
  const isServer = typeof document === "undefined";
  // a vnode that has its element already is hydrated
  if (instance) return isServer || instance.vnode.el ? void onMounted(begin) : begin();
  if (!HAS_VAPOR || !scope || !hasInjectionContext()) return begin();

  // a component of Vapor shows neither its instance nor whether it is hydrated
  let hasBegun = false;
  const beginOnce = (): void => {
    if (hasBegun || !scope.active) return;
    hasBegun = true;
    scope.run(begin);
  };
  onMounted(beginOnce);
  // or it is a scope of one's own within `app.runWithContext`, where nothing is mounted
  void Promise.resolve().then(beginOnce);
}
