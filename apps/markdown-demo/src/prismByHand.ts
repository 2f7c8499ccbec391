// before Prism is there: it would put spans into every block of code that it finds
Object.assign(globalThis, { Prism: { manual: true } });
