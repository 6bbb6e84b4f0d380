const typed = 'input, textarea, select, [contenteditable]';

/** Runs a command for a key, except while a person types, or holds Ctrl, Alt or Meta. */
export function listen(commands, list) {
    document.addEventListener('keydown', event => {
        if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
            return;
        if (event.target.closest(typed) || document.querySelector('dialog[open]'))
            return;
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        // Other keys than letters scroll or press what has the focus, unless it is the list or nothing.
        if (event.key.length > 1 && event.target !== list && event.target !== document.body)
            return;
        if (/^[a-z]$/.test(key) && event.shiftKey)
            return;
        const command = Object.hasOwn(commands, key) ? commands[key] : null;
        // A key that is held down moves on, but decides once.
        if (!command || (event.repeat && !command.repeats))
            return;
        event.preventDefault();
        command.run();
    });
}
