// The words of a page stand in its templates, so that they are translated with it; scripts only show them.

/** A copy of a template: `part('waiting')` of `<template data-part="waiting">`. */
export const part = (name) => document.querySelector(`template[data-part="${name}"]`)?.content.cloneNode(true) ?? document.createDocumentFragment()

/** Puts other content into the page, with focus on what it says was done or needs another look, or its heading. */
export function show(...content) {
  const main = document.querySelector('main')
  main.replaceChildren(...content)
  const target = main.querySelector('[role=alert], [role=status]') ?? main.querySelector('h1') ?? main
  target.tabIndex = -1
  target.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/** Writes a receipt where the page has room for it. */
export function writeReceipt(within, groups) {
  for (const place of within.querySelectorAll('[data-receipt]')) {
    place.replaceChildren(
      ...groups.flatMap((group) => {
        const span = document.createElement('span')
        span.textContent = group
        return [span, ' ']
      }),
    )
  }
  for (const field of within.querySelectorAll('input[type=hidden][name=receipt]')) field.value = groups.join('-')
}
