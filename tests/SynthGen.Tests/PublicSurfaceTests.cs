using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace SynthGen.Tests;

/// <summary>Holds the projects to their arrows, and the public surface to types that every user has.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Dictionary<string, string[]> References = new()
    {
        ["SynthGen.Core"] = [],
        ["SynthGen"] = ["SynthGen.Core"],
        ["SynthGen.Adapters"] = ["SynthGen.Core"],
        ["SynthGen.Llama"] = ["SynthGen.Core"],
        ["SynthGen.Onnx"] = ["SynthGen.Core"],
        ["SynthGen.Host"] = [],
    };

    public static TheoryData<string> Projects => [.. References.Keys];

    [Fact]
    public void Every_project_has_its_arrows() =>
        Assert.Equal(References.Keys.Order(), Directory.EnumerateDirectories(Source()).Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_those_below_it_alone(string project)
    {
        IEnumerable<string> compiled = XDocument.Load(Path.Combine(Source(), project, $"{project}.csproj")).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!.Value));
        Assert.Equal(References[project], compiled);
    }

    [Theory]
    [InlineData(typeof(OcrPage))]
    [InlineData(typeof(AsyncCmdlet))]
    public void A_public_signature_holds_no_type_of_a_package(Type member)
    {
        string[] own = ["SynthGen", "SynthGen.Core", typeof(PSObject).Assembly.GetName().Name!];
        IEnumerable<string> foreign = member.Assembly.GetExportedTypes()
            .SelectMany(type => Signatures(type).SelectMany(Parts), (type, part) => (Type: type, Part: part))
            .Where(use => use.Part.Assembly.GetName().Name is { } name && !own.Contains(name) && !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard")
            .Select(use => $"{use.Type} shows {use.Part}");
        Assert.Empty(foreign);
    }

    private static IEnumerable<Type> Signatures(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<MethodBase> methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);
        return new[] { type.BaseType }.OfType<Type>()
            .Concat(type.GetInterfaces())
            .Concat(type.GetFields(All).Where(field => field.IsPublic || field.IsFamily).Select(field => field.FieldType))
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType));
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static string Source() => Path.Combine(ModuleSession.RepositoryRoot(), "src");
}
