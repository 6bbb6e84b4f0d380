using SynthGen.Notices;

if (args is not [string library, string portable, string output, .. { Length: > 0 } assets])
{
    Console.Error.WriteLine("Usage: SynthGen.Notices <lib folder> <folder of libraries before they were compiled> <output file> <project.assets.json>...");
    return 2;
}

Package[] packages = [.. assets.SelectMany(Package.ReadAll).DistinctBy(package => (package.Id, package.Version))];
try
{
    Notices notices = Notices.Of(library, portable, packages);
    File.WriteAllText(output, notices.Text());
    return 0;
}
catch (NoticeException error)
{
    Console.WriteLine($"error NOTICE: {error.Message}");
    return 1;
}
