using System.Management.Automation;
using SynthGen.Documents;
using SynthGen.Documents.Sources;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Writes the pages of files that hold one page each: the files of a folder are a document, in the order of their names.</summary>
/// <param name="command">The command that writes.</param>
/// <param name="input">How the documents are read and split.</param>
internal sealed class PageFiles(ModuleCmdlet command, DocumentInput input)
{
    private const int MaxNamed = 3;

    // In the order of the folders; the files that the user named, and those that were found in a folder.
    private readonly OrderedDictionary<string, SortedSet<string>> _folders = [];
    private readonly HashSet<string> _found = [];

    /// <summary>Takes a file, or a folder for the files in it.</summary>
    public void Take(string path)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path))
        {
            Add(Path.GetDirectoryName(path) ?? path, path);
            return;
        }

        FileErrors.GuardFolder(command, path, () =>
        {
            string[] files = [.. Directory.EnumerateFiles(path).Where(file => Path.GetFileName(file)[0] != '.')];
            foreach (string file in files)
            {
                Add(path, file);
                _found.Add(file);
            }

            if (files.Length == 0)
                DocumentOutput.ReportEmpty(command, path, $"The folder '{path}' has no files.");
        });
    }

    /// <summary>Reads all files, and writes their pages.</summary>
    public void Complete()
    {
        input.Names.Add(_folders.Keys);
        foreach ((string folder, SortedSet<string> files) in _folders)
            Write(folder, [.. files]);
    }

    private void Add(string folder, string file)
    {
        if (!_folders.TryGetValue(folder, out SortedSet<string>? files))
            _folders.Add(folder, files = new SortedSet<string>(NaturalOrder.Instance));
        files.Add(file);
    }

    private void Write(string folder, string[] files)
    {
        using DocumentOutput document = new(command, input.Names.Of(folder), folder, input.Split);
        List<string> left = [];
        IReadOnlyList<(int? Number, string? Label)> numbers = PageNames.Read(files);
        for (int i = 0; i < files.Length; i++)
        {
            if (ReadPage(document, files[i], left) is { } page)
                document.Write(page with { Number = numbers[i].Number, Label = numbers[i].Label });
        }

        if (left.Count > 0)
            command.WriteWarning($"{left.Count:N0} of the files in '{folder}' are left out, since they hold no text: {string.Join(", ", left.Take(MaxNamed))}{(left.Count > MaxNamed ? " …" : "")}.");
        if (document.HasPages || left.Count == files.Length)
            document.Complete();
    }

    private SourcePage? ReadPage(DocumentOutput document, string path, List<string> left)
    {
        SourcePage? page = null;
        string name = Path.GetFileName(path);
        FileErrors.Guard(command, path, () =>
        {
            using DocumentFile file = DocumentFiles.OpenFile(command, path, input);
            try
            {
                // Scans often lie beside their text. A file that the user named is another matter.
                if (_found.Contains(path) && input.Format == InputFormat.Auto && DocumentSources.IsForeign(file.Beginning))
                    left.Add(name);
                else
                    page = SinglePage.Read(file.Beginning, file.Open, input.Format, document.Context(input.Encoding, name));
            }
            catch (SourceException error)
            {
                document.ReportPage(path, error);
            }
        });
        return page;
    }
}
