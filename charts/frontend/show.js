export function liven() {}
