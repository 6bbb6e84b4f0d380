using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace SynthGen.Core.Tests;

/// <summary>Holds Core to the floors that docs/architecture.md draws.</summary>
public sealed class ArchitectureTests
{
    // From the bottom up. A folder may use those of its own floor and of the floors below.
    private static readonly string[][] Floors =
    [
        ["Text", "Hashing", "Json", "Files"],
        ["Documents", "Tools"],
        ["Rows", "Models"],
        ["Generation", "Retrieval", "Conversations"],
        ["Datasets", "Quality", "Evaluation", "Pictures"],
        ["Reports"],
    ];

    private static readonly string Source = Path.Combine(RepositoryRoot(), "src", "SynthGen.Core");
    private static readonly Architecture Core = new ArchLoader().LoadAssembly(typeof(OcrPage).Assembly).Build();

    // The records that users name are in the namespace SynthGen, each in a file of its own.
    private static readonly Dictionary<string, string> Records = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .GroupBy(path => Path.GetFileNameWithoutExtension(path))
        .ToDictionary(files => files.Key, files => Path.GetRelativePath(Source, files.First()).Split(Path.DirectorySeparatorChar)[0]);

    public static TheoryData<string> Folders => [.. Floors.SelectMany(floor => floor)];

    [Fact]
    public void Every_folder_of_Core_has_a_floor() =>
        Assert.Equal(
            Folders.Select(row => row.Data).Order(),
            Records.Values.Distinct().Order());

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_nothing_from_a_floor_above(string folder)
    {
        string[] allowed = [.. Floors.TakeWhile(floor => !floor.Contains(folder)).SelectMany(floor => floor), .. Floors.First(floor => floor.Contains(folder))];
        Assert.Empty(Arrows().Where(arrow => arrow.From == folder && !allowed.Contains(arrow.To)).Select(arrow => arrow.Why));
    }

    [Fact]
    public void Folders_of_Core_form_no_circle()
    {
        ILookup<string, string> uses = Arrows().ToLookup(arrow => arrow.From, arrow => arrow.To);
        List<string> left = [.. Floors.SelectMany(floor => floor)];
        while (left.Find(folder => !uses[folder].Any(left.Contains)) is { } next)
            left.Remove(next);
        Assert.Empty(left);
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        IEnumerable<string> wrong = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Source, path), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj", StringComparison.Ordinal) && !file.Text.Contains("\nnamespace SynthGen;", StringComparison.Ordinal) && !file.Text.StartsWith("namespace SynthGen;", StringComparison.Ordinal))
            .Where(file => !file.Text.Contains($"namespace SynthGen.{Path.GetDirectoryName(file.Path)!.Replace(Path.DirectorySeparatorChar, '.')};", StringComparison.Ordinal))
            .Select(file => file.Path);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Core_uses_the_base_class_library_alone() =>
        Assert.All(typeof(OcrPage).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name));

    private static IEnumerable<(string From, string To, string Why)> Arrows() =>
        from type in Core.Types
        let origin = FolderOf(type)
        where origin is not null
        from dependency in type.Dependencies
        let target = FolderOf(dependency.Target)
        where target is not null && target != origin
        select (origin, target, $"{origin}: {type.FullName} uses {dependency.Target.FullName}");

    private static string? FolderOf(IType type)
    {
        // A type parameter has no namespace.
        string space = type.Namespace?.FullName ?? "";
        if (space.StartsWith("SynthGen.", StringComparison.Ordinal))
            return space.Split('.')[1];
        return space == "SynthGen" ? Records.GetValueOrDefault(OuterName(type)) : null;
    }

    // Namespace.Outer+Nested`1
    private static string OuterName(IType type) => type.FullName[(type.Namespace.FullName.Length + 1)..].Split('+', '`', '<')[0];

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return folder;
    }
}
