/** What numbers are written in where the browser says no language that is one: where the system's locale is "C", it may say that. */
const KNOWN_LANGUAGE = "en";

// before uPlot is imported, which throws then where `Intl` does not know the browser's language
if (!isKnown(navigator.language))
  Object.defineProperty(navigator, "language", { value: KNOWN_LANGUAGE, configurable: true });

/** Whether a language is one that `Intl` takes. */
export function isKnown(language: string): boolean {
  try {
    Intl.getCanonicalLocales(language);
    return true;
  } catch {
    return false;
  }
}
