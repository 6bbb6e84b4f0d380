using System.Diagnostics;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using SynthGen.TestServer;

namespace SynthGen.Tests;

/// <summary>examples/cluster/kubernetes.yaml: the job that it describes, and the command that its pods run.</summary>
public sealed partial class KubernetesTests : IDisposable
{
    private static readonly string Examples = Path.Combine(ModuleSession.RepositoryRoot(), "examples", "cluster");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_manifest_is_an_indexed_job_that_has_a_pod_for_each_shard_and_no_key()
    {
        V1Job job = ReadJob();
        Assert.Equal(("batch/v1", "Job"), (job.ApiVersion, job.Kind));
        Assert.Equal("Indexed", job.Spec.CompletionMode);
        Assert.True(job.Spec.BackoffLimitPerIndex > 0);
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
        Assert.True(job.Spec.Template.Spec.SecurityContext.RunAsNonRoot);
        V1Container container = Assert.Single(job.Spec.Template.Spec.Containers);
        Assert.Equal($"{job.Spec.Completions}", container.Env.Single(variable => variable.Name == "SYNTHGEN_SHARD_COUNT").Value);
        Assert.All(container.Env.Where(variable => variable.Name.EndsWith("KEY", StringComparison.Ordinal)), variable => Assert.True(variable.Value is null && variable.ValueFrom.SecretKeyRef is not null));
        Assert.Equal(container.VolumeMounts.Single().Name, job.Spec.Template.Spec.Volumes.Single().Name);
        Assert.Equal(container.WorkingDir, container.VolumeMounts.Single().MountPath);
    }

    [Fact]
    public void A_key_that_a_job_does_not_have_is_noticed() => Assert.ThrowsAny<Exception>(
        () => KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(Path.Combine(Examples, "kubernetes.yaml")).Replace("backoffLimitPerIndex", "backoffLimitPerIndx", StringComparison.Ordinal), strict: true));

    [Fact]
    public async Task The_command_of_the_pods_gives_the_dataset_of_one_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is that of a Linux container.");
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "of-the-secret" });
        await File.WriteAllTextAsync(At("document.txt"), string.Concat(ModelSession.Pages(24).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        V1Job job = ReadJob();
        for (int index = 0; index < job.Spec.Completions; index++)
            RunPod(job.Spec.Template.Spec.Containers[0], index, server);

        using ModuleSession session = new();
        session.Run(
            """
            Set-Location $folder
            Merge-ToolDataset part-*.jsonl -Path merged.jsonl
            Split-OcrDocument document.txt | New-SyntheticQuery Gemini -Endpoint $endpoint -ApiKey $key |
                Test-SyntheticQuery -PassedOnly -WarningAction Ignore | Export-ToolDataset whole.jsonl
            """,
            ("folder", _folder.Path),
            ("endpoint", server.GeminiEndpoint),
            ("key", new System.Net.NetworkCredential("", "of-the-secret").SecurePassword)).Clean();
        Assert.True(File.ReadLines(At("whole.jsonl")).Count() > 12);
        Assert.Equal(await File.ReadAllBytesAsync(At("whole.jsonl")), await File.ReadAllBytesAsync(At("merged.jsonl")));
    }

    [Fact]
    public void The_image_runs_without_rights_and_no_file_with_a_key_is_copied_into_it()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Examples, "Dockerfile"));
        Assert.Contains(lines, line => line.StartsWith("USER ", StringComparison.Ordinal) && line != "USER root");
        Assert.DoesNotContain(lines, line => line.StartsWith("COPY . ", StringComparison.Ordinal) || (line.StartsWith("ENV", StringComparison.Ordinal) && line.Contains("KEY", StringComparison.Ordinal)));
        foreach (string source in lines.Where(line => line.StartsWith("COPY", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]))
            Assert.NotEmpty(Directory.GetFileSystemEntries(ModuleSession.RepositoryRoot(), source));
    }

    private static V1Job ReadJob() => KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(Path.Combine(Examples, "kubernetes.yaml")), strict: true);

    // As the kubelet does: variables in $() are filled in, and what a pod is given stands in its environment.
    private void RunPod(V1Container container, int index, ModelServer server)
    {
        Dictionary<string, string> variables = container.Env.ToDictionary(variable => variable.Name, variable => variable.Value ?? "of-the-secret");
        variables["SYNTHGEN_TASK"] = Path.Combine(Examples, "Task.ps1");
        variables["JOB_COMPLETION_INDEX"] = $"{index}";
        string[] command = [.. container.Command.Concat(container.Args).Select(part => Variable().Replace(part, match => variables[match.Groups[1].Value]))];
        Assert.Equal("pwsh", command[0]);

        // The service alone is another one than the manifest's.
        if (!OperatingSystem.IsWindows())
            HostProcess.PutAsPwsh(_folder.Path);
        ProcessStartInfo start = new(At("pwsh"), [.. command[1..], "-Endpoint", $"{server.GeminiEndpoint}"]) { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            process.Kill(entireProcessTree: true);
        Assert.True(process.ExitCode == 0, error.Result + output.Result);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Variable();
}
