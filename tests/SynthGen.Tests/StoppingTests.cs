using System.Collections;
using System.Diagnostics;
using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>Ctrl-C ends a command in the middle of endless work.</summary>
public sealed class StoppingTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a line of a page that has no end")]
    public async Task A_list_of_lines_without_end_or_page(string line)
    {
        EndlessLines lines = new(line);
        await StopAsync("Split-OcrDocument -InputObject $lines", lines.Reached.Task, ("lines", lines));
    }

    [Theory]
    [InlineData("Measure-ToolDataset -Path $file")]
    [InlineData("$null | Test-SyntheticQuery -Against $file")]
    public async Task A_dataset_whose_rows_are_only_counted(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A file without end is a named pipe.");
        string file = Path.Combine(_folder, "endless.jsonl");
        using (Process mkfifo = Process.Start("mkfifo", [file]))
            await mkfifo.WaitForExitAsync(new CancellationTokenSource(Limit).Token);

        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task writing = Task.Run(() =>
        {
            try
            {
                using StreamWriter writer = new(new FileStream(file, FileMode.Open, FileAccess.Write));
                for (int i = 0; ; i++)
                {
                    writer.WriteLine($$"""{"query":"q","tools":[],"page":{{i}}}""");
                    if (i == 10_000)
                        reached.TrySetResult();
                }
            }
            catch (IOException)
            {
                // Nobody reads any more.
            }
        });
        await StopAsync(script, reached.Task, ("file", file));
        await writing.WaitAsync(Limit);
    }

    private async Task StopAsync(string script, Task reached, (string Name, object Value) variable)
    {
        _session.Runspace.SessionStateProxy.SetVariable(variable.Name, variable.Value);
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        shell.AddScript(script);
        IAsyncResult run = shell.BeginInvoke();
        await reached.WaitAsync(Limit);
        await shell.StopAsync(null, null).WaitAsync(Limit);
        Assert.True(run.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    private sealed class EndlessLines(string line) : ArrayList
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override IEnumerator GetEnumerator()
        {
            for (int i = 0; ; i++)
            {
                if (i == 10_000)
                    Reached.TrySetResult();
                yield return line;
            }
        }
    }
}
