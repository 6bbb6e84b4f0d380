// Exports rows, renders them, and ends with "N passed, N failed, N skipped". Exit code 2: the packages are missing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = import.meta.dirname;
const root = path.join(folder, '..', '..');
const windows = process.platform === 'win32';

function run(program, args, options = {}) {
    const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', ...options });
    return { ok: result.status === 0, text: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}` };
}

if (Number(process.versions.node.split('.')[0]) < 20) {
    console.log('Not run: chat templates need Node 20 or newer.');
    process.exit(2);
}

const install = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, shell: windows });
if (!install.ok) {
    console.log(`Not run: npm cannot install the packages of tests/ChatTemplates: ${install.text.split('\n').find((line) => line.includes('error')) ?? ''}`);
    process.exit(2);
}

const rows = mkdtempSync(path.join(os.tmpdir(), 'synthgen-'));
try {
    const exported = run('dotnet', ['run', '--project', 'src/SynthGen.Host', '--', 'tests/ChatTemplates/Export-Rows.ps1', rows]);
    if (!exported.ok) {
        console.log(`${exported.text}\n0 passed, 1 failed, 0 skipped`);
        process.exitCode = 1;
    } else {
        const tested = run(process.execPath, ['--test', '--test-reporter=tap', ...['render', 'talks', 'judge'].map((name) => path.join(folder, `${name}.test.mjs`))], {
            env: { ...process.env, SYNTHGEN_ROWS: rows },
        });
        const count = (name) => Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(tested.text)?.[1] ?? 0);
        const failed = Math.max(count('fail') + count('cancelled'), tested.ok ? 0 : 1);
        console.log(failed > 0 ? tested.text : [...tested.text.matchAll(/^ *ok \d+ - (.*)$/gm)].map((match) => `passed: ${match[1]}`).join('\n'));
        console.log(`${count('pass')} passed, ${failed} failed, ${count('skipped')} skipped`);
        process.exitCode = failed > 0 || count('pass') === 0 ? 1 : 0;
    }
} finally {
    rmSync(rows, { recursive: true, force: true });
}
