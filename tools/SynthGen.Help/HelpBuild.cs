using System.Management.Automation;

namespace SynthGen.Help;

/// <summary>Builds a module's help from a folder of pages, one for each cmdlet.</summary>
public static class HelpBuild
{
    /// <summary>Reads and checks the pages, and writes the MAML if they have no mistakes.</summary>
    /// <param name="update">Whether derived parts that differ are rewritten; otherwise a difference is a mistake.</param>
    /// <returns>The mistakes. The MAML is untouched if there are any.</returns>
    public static IReadOnlyList<HelpProblem> Run(IReadOnlyList<CmdletInfo> cmdlets, string folder, string mamlPath, bool update)
    {
        List<(HelpPage Page, CmdletInfo Cmdlet)> pages = [];
        List<HelpProblem> problems = [];
        foreach (CmdletInfo cmdlet in cmdlets)
        {
            string file = Path.Combine(folder, cmdlet.Name + ".md");
            if (!File.Exists(file))
            {
                problems.Add(new(file, 1, "MissingPage", $"{cmdlet.Name} does not have a page. Begin it as a copy of another one."));
                continue;
            }

            HelpPage page = new(file, File.ReadAllText(file).ReplaceLineEndings("\n"));
            problems.AddRange(Check(ref page, cmdlet, update));
            pages.Add((page, cmdlet));
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.md").Where(file => cmdlets.All(cmdlet => cmdlet.Name != Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal))
            problems.Add(new(file, 1, "UnknownCmdlet", "The module does not have a cmdlet of this name."));

        if (problems.Count == 0)
            Maml.Write(mamlPath, pages);
        return problems;
    }

    private static IReadOnlyList<HelpProblem> Check(ref HelpPage page, CmdletInfo cmdlet, bool update)
    {
        try
        {
            List<HelpProblem> problems = [.. PageRules.Headings(page, cmdlet.Name)];
            if (problems.Count > 0)
                return problems;

            string filled = DerivedText.Fill(page, cmdlet);
            if (update && filled != page.Text)
            {
                File.WriteAllText(page.File, filled);
                page = new HelpPage(page.File, filled);
            }

            problems.AddRange(PageRules.Content(page, cmdlet));
            if (problems.Count == 0 && filled != page.Text)
                problems.Add(page.Problem(FirstDifference(page.Text, filled), "OutOfDate", "This is not what the compiled cmdlet says. Run: dotnet build src/SynthGen -p:UpdateHelp=true"));
            // Finds Markdown that cannot be shown, with its line.
            _ = Maml.Document(problems.Count == 0 ? [(page, cmdlet)] : []);
            return problems;
        }
        catch (UnsupportedMarkdownException error)
        {
            return [page.Problem(error.Line, "UnsupportedMarkdown", error.Message)];
        }
    }

    private static int FirstDifference(string text, string filled)
    {
        string[] lines = text.Split('\n');
        string[] others = filled.Split('\n');
        int line = lines.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
        return Math.Min(line, lines.Length - 1);
    }
}
