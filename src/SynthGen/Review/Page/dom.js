// Elements are built from text alone: markup in a row or a page is shown, never read.

/** Creates an element. `properties` are attributes, except functions (listeners) and booleans (present or absent). */
export function element(name, properties = {}, ...children) {
    const created = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (typeof value === 'function')
            created.addEventListener(key, value);
        else if (value === true)
            created.setAttribute(key, '');
        else if (value !== false && value != null)
            created.setAttribute(key, value);
    }

    // A null or false child is left out, so that a child may depend on a condition.
    created.append(...children.flat(Infinity).filter(child => child != null && child !== false));
    return created;
}

/** The element of index.html that has this id. */
export const byId = id => document.getElementById(id);

/** A count as people read it. */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
