using SynthGen.Help;

if (args is not [string assembly, string folder, string maml, .. string[] rest] || rest is not ([] or ["--update"]))
{
    Console.Error.WriteLine("Usage: SynthGen.Help <module assembly> <folder of pages> <MAML file> [--update]");
    return 2;
}

IReadOnlyList<HelpProblem> problems = HelpBuild.Run(Cmdlets.Load(assembly), folder, maml, update: rest.Length > 0);
foreach (HelpProblem problem in problems)
    Console.WriteLine(problem);
return problems.Count == 0 ? 0 : 1;
