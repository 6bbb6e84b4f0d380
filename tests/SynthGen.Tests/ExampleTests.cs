using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SynthGen.Tests;

/// <summary>The examples run and do what their help says.</summary>
public sealed class ExampleTests : IDisposable
{
    private static readonly string _examples = Path.Combine(ModuleSession.RepositoryRoot(), "examples");
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quickstart_leaves_a_dataset_and_shows_it()
    {
        string dataset = Path.Combine(_folder, "quickstart.jsonl");
        string shown = Run("Quickstart.ps1", ("OutputPath", dataset));
        Assert.True(File.ReadLines(dataset).Count() > 10);
        Assert.Contains("full_text_search", shown);
        Assert.Contains(dataset, shown);
    }

    [Fact]
    public void Filter_pages_shows_what_pages_are_chosen_by()
    {
        string shown = Run("Filter-Pages.ps1");
        Assert.All(["Content", "Quality", "Without running head"], part => Assert.Contains(part, shown));
    }

    [Fact]
    public void Prove_rows_measures_before_and_after()
    {
        string dataset = Path.Combine(_folder, "proven.jsonl");
        string shown = Run("Prove-Rows.ps1", ("OutputPath", dataset));
        Assert.True(File.ReadLines(dataset).Count() > 5);
        Assert.All(["Before:", "After:", "HitAt10", "Executed/"], part => Assert.Contains(part, shown));
    }

    [Fact]
    public void Compose_takes_a_file_of_pages_through_a_job_to_a_dataset()
    {
        string dataset = Path.Combine(_folder, "composed.jsonl");
        Assert.Contains("12 pages, 9 chosen", Run("Compose.ps1", ("OutputPath", dataset)));
        Assert.True(File.ReadLines(dataset).Count() > 10);
    }

    [Fact]
    public void Nightly_does_what_is_new_and_only_that()
    {
        string documents = Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName;
        string datasets = Path.Combine(_folder, "out");
        File.Copy(Path.Combine(_examples, "harbour-lease.txt"), Path.Combine(documents, "lease.txt"));

        (string, object?)[] folders = [("DocumentFolder", documents), ("OutputFolder", datasets)];
        Assert.Contains("Datasets: 1 written, 0 up to date, 0 failed", Run("Nightly.ps1", folders));
        Assert.True(new FileInfo(Path.Combine(datasets, "lease.txt.jsonl")).Length > 0);
        Assert.Contains("Datasets: 0 written, 1 up to date, 0 failed", Run("Nightly.ps1", folders));

        File.WriteAllText(Path.Combine(documents, "empty.txt"), "");
        Assert.Contains("Datasets: 0 written, 1 up to date, 1 failed", Run("Nightly.ps1", folders));
        Assert.Equal(["lease.txt.jsonl", "lease.txt.jsonl.stamp", "nightly.log"], Directory.GetFiles(datasets).Select(Path.GetFileName).Order());
    }

    private static string Run(string example, params (string Name, object? Value)[] parameters)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(ModuleSession.CreateState());
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        Command script = new(Path.Combine(_examples, example));
        foreach ((string name, object? value) in parameters)
            script.Parameters.Add(name, value);
        shell.Commands.AddCommand(script).AddCommand("Out-String").AddParameter("Width", 200);
        string shown = string.Concat(shell.Invoke<string>());
        Assert.True(shell.Streams.Error.Count == 0, string.Join(Environment.NewLine, shell.Streams.Error));
        return shown;
    }
}
