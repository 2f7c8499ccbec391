import { createElement, type FunctionComponent } from "react";
import { createRoot } from "react-dom/client";
import type { Component as SolidComponent } from "solid-js";
import { render } from "solid-js/web";
import { type Component as SvelteComponent, mount, unmount } from "svelte";
import { type Component as VueComponent, createApp } from "vue";

/** Mounts a component of some framework; returns how to end that. */
export type Mount = (place: HTMLElement) => () => void;

export const inVue =
  (component: VueComponent): Mount =>
  (place) => {
    const app = createApp(component);
    app.mount(place);
    return () => app.unmount();
  };

export const inSvelte =
  (component: SvelteComponent): Mount =>
  (place) => {
    const mounted = mount(component, { target: place });
    return () => void unmount(mounted);
  };

export const inSolid =
  (component: SolidComponent): Mount =>
  (place) =>
    render(() => component({}), place);

export const inReact =
  (component: FunctionComponent): Mount =>
  (place) => {
    const root = createRoot(place);
    root.render(createElement(component));
    return () => root.unmount();
  };
