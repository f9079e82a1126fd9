// Libraries that are no modules: each becomes a name of the window.
const asked = new Map();

export function script(name) {
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = `/page/${name}.js`;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${name}.js cannot be fetched`));
      document.head.append(element);
    }));
  }
  return asked.get(name);
}

export function style(name) {
  if (asked.has(`${name}.css`)) return;
  asked.set(`${name}.css`, true);
  const element = document.createElement('link');
  element.rel = 'stylesheet';
  element.href = `/page/${name}.css`;
  document.head.append(element);
}
